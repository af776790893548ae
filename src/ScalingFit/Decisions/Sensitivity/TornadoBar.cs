using System.Globalization;

namespace ScalingFit;

/// <summary>How far one change moves a decision.</summary>
public sealed record TornadoBar
{
    /// <summary>What moves: a parameter's name, or what is chosen otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of change.</summary>
    public required TornadoBarKind Kind { get; init; }

    /// <summary>The changes: of a parameter to either end of its interval, of a choice one or more.</summary>
    public required IReadOnlyList<TornadoEnd> Ends { get; init; }

    /// <summary>The lowest decision along the bar, the unchanged one among them.</summary>
    public required double Lower { get; init; }

    /// <summary>The highest decision along the bar, the unchanged one among them.</summary>
    public required double Upper { get; init; }

    /// <summary>From the lowest to the highest.</summary>
    public double Width => Upper - Lower;

    /// <summary>Name, kind and ends in a line.</summary>
    public override string ToString()
    {
        string how = Kind switch { TornadoBarKind.Held => ", others held", TornadoBarKind.Refitted => ", others refitted", _ => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{Name}{how}: {Lower:G5} to {Upper:G5} ({string.Join("; ", Ends)})");
    }
}
