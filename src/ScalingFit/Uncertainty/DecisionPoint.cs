using System.Globalization;

namespace ScalingFit;

/// <summary>A decision at one value of a parameter, with the others refitted.</summary>
public sealed record DecisionPoint
{
    /// <summary>The parameter's value.</summary>
    public required double Value { get; init; }

    /// <summary>The lowest objective with it.</summary>
    public required double Objective { get; init; }

    /// <summary>By how much that is above the fit's, relative to the fit's.</summary>
    public required double RelativeRise { get; init; }

    /// <summary>The decision by the refitted law; NaN where that law has none.</summary>
    public required double Quantity { get; init; }

    /// <summary>The refitted law.</summary>
    public required FittedLaw Law { get; init; }

    /// <summary>Value, rise and decision.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6}: {Quantity:G4}, objective {100 * RelativeRise:0.###} % above the fit's");
}
