using System.Globalization;

namespace ScalingFit;

/// <summary>What one specification answers.</summary>
public sealed record SpecificationResult
{
    /// <summary>The choices.</summary>
    public required Specification Specification { get; init; }

    /// <summary>How many runs were fitted.</summary>
    public required int Runs { get; init; }

    /// <summary>The law with its numbers; null where fewer runs were left than it has free parameters.</summary>
    public required FittedLaw? Law { get; init; }

    /// <summary>Whether that is a certified minimum, by the criteria of <see cref="Certificate.IsMinimum"/>.</summary>
    public required bool IsMinimum { get; init; }

    /// <summary>The decision; NaN where the law has none.</summary>
    public required double Value { get; init; }

    /// <summary>Whether it counts: a certified minimum with a finite decision.</summary>
    public bool IsAnswer => IsMinimum && double.IsFinite(Value);

    /// <summary>Value and choices in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G5}{(IsMinimum ? "" : " (no certified minimum)")}: {Specification}, {Runs} runs");
}
