using System.Globalization;

namespace ScalingFit;

/// <summary>The best fit with one parameter at a value.</summary>
public sealed record ProfilePoint
{
    /// <summary>The parameter's value.</summary>
    public required double Value { get; init; }

    /// <summary>The lowest objective with it: the others are refitted.</summary>
    public required double Objective { get; init; }

    /// <summary>By how much that is above the fit's, relative to the fit's.</summary>
    public required double RelativeRise { get; init; }

    /// <summary>The law there, with the refitted values of the others; at the estimate the fit's own.</summary>
    public required FittedLaw Law { get; init; }

    /// <summary>Whether the refit ended at a minimum. Where not, as beside a term that has all but vanished, the true objective is no higher than this one.</summary>
    public required bool IsConverged { get; init; }

    /// <summary>Value and rise.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6}: objective {Objective:G6}, {100 * RelativeRise:0.###} % above the fit's");
}
