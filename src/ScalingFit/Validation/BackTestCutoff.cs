using System.Globalization;

namespace ScalingFit;

/// <summary>One step of a back-test: what was known at a cutoff, and what it said of the rest.</summary>
public sealed record BackTestCutoff
{
    /// <summary>The variable that the cutoff is in.</summary>
    public required Variable By { get; init; }

    /// <summary>Its value at the largest run fitted.</summary>
    public required double Value { get; init; }

    /// <summary>The fit to what lies at or below, and its forecasts of what lies above.</summary>
    public required HoldOut HoldOut { get; init; }

    /// <summary>Whether the fit is a certified minimum. Where it is not, its forecasts are kept here and have no part in the statistics of the back-test.</summary>
    public bool IsCounted => HoldOut.Training.Certificate.IsMinimum;

    /// <summary>Cutoff and hold-out in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{By.Symbol} up to {Value:0.###e0}: {HoldOut}");
}
