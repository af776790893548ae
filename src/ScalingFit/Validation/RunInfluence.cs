using System.Globalization;

namespace ScalingFit;

/// <summary>What one run does to a quantity, and how far it lies from the law.</summary>
public sealed record RunInfluence
{
    /// <summary>The positions of its rows in the run set, from 0.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>The run's name; of a run without one its row in the table it came from, such as <c>row 65</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The quantity without it; null where there is none: the refit did not converge, or the law without the run has no such number.</summary>
    public required double? Without { get; init; }

    /// <summary><see cref="Without"/> less the estimate; null with it.</summary>
    public required double? Change { get; init; }

    /// <summary>The change relative to the estimate's size; null with it, and where the estimate is 0.</summary>
    public required double? RelativeChange { get; init; }

    /// <summary>
    /// Its residual, predicted less measured, from the median of all and in units of their median absolute deviation (times 1.4826, so that it is σ where they are normal); of a run with several rows that of the row furthest off. Beyond some
    /// four or five the run is no ordinary one. Where runs have known standard deviations, residuals are in units of theirs before.
    /// </summary>
    public required double StandardisedResidual { get; init; }

    /// <summary>Name, quantity, change and residual in a line.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string without = Without is { } value ? value.ToString("G5", invariant) : "none";
        string change = RelativeChange is { } relative ? string.Create(invariant, $" ({100 * relative:+0.0;-0.0;0.0} %)") : "";
        return string.Create(invariant, $"{Name}: {without} without it{change}, residual {StandardisedResidual:0.0} robust standard deviations");
    }
}
