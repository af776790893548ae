using System.Globalization;

namespace ScalingFit;

/// <summary>One end of a bar: a fit that differs from the fit in question in one thing, and the decision by it.</summary>
public sealed record TornadoEnd
{
    /// <summary>What was changed.</summary>
    public required string Change { get; init; }

    /// <summary>The law that is fitted; where the other parameters are held it holds all of them.</summary>
    public required ScalingLaw Law { get; init; }

    /// <summary>The runs that it is fitted to.</summary>
    public required RunSet Runs { get; init; }

    /// <summary>How it is fitted.</summary>
    public required FitOptions Options { get; init; }

    /// <summary>The decision; NaN where the law has none.</summary>
    public required double Value { get; init; }

    /// <summary>Whether the fit is a certified minimum. One with every parameter held is.</summary>
    public required bool IsMinimum { get; init; }

    /// <summary>Makes the fit again: its decision is <see cref="Value"/> to the last bit.</summary>
    public LawFit Reproduce() => Law.Fit(Runs, Options);

    /// <summary>Change and decision in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Change}: {Value:G5}{(IsMinimum ? "" : " (no certified minimum)")}");
}
