using System.Collections.ObjectModel;

namespace ScalingFit.Findings;

/// <summary>Findings that are equal where each is, so that records which carry them compare by value as they do by their numbers.</summary>
internal sealed class EqualFindings(IList<Finding> findings) : ReadOnlyCollection<Finding>(findings), IEquatable<EqualFindings>
{
    public bool Equals(EqualFindings? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as EqualFindings);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (Finding finding in this) hash.Add(finding);
        return hash.ToHashCode();
    }
}
