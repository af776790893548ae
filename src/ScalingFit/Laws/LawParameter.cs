namespace ScalingFit;

/// <summary>A parameter of a law: its name, its letter and its kind.</summary>
public sealed record LawParameter
{
    /// <summary>The name by which results are indexed, such as <c>alpha</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The letter it is printed with, such as α.</summary>
    public required string Symbol { get; init; }

    /// <summary>What it does.</summary>
    public required ParameterKind Kind { get; init; }

    /// <summary>What it means, in a phrase.</summary>
    public required string Meaning { get; init; }

    /// <summary>
    /// The smallest value worth starting a fit from; null to take it from the kind and the data. Of use for parameters of a law of one's own that are neither amplitudes nor exponents.
    /// </summary>
    public double? LowestStart { get; init; }

    /// <summary>The largest value worth starting a fit from; null to take it from the kind and the data.</summary>
    public double? HighestStart { get; init; }

    /// <summary>The variable whose range in the data says where starts are worth making, such as that of a scale which the variable is compared with; null for none.</summary>
    public Variable? StartsLike { get; init; }

    /// <summary>Whether the parameter must be positive and is fitted as its logarithm.</summary>
    public bool IsPositive => Kind is ParameterKind.Floor or ParameterKind.Amplitude or ParameterKind.Multiplier;

    /// <summary>The value on the scale that fits run on.</summary>
    internal double ToEngine(double value) => IsPositive ? Math.Log(value) : value;

    /// <summary>The value back on its own scale.</summary>
    internal double FromEngine(double value) => IsPositive ? Math.Exp(value) : value;
}
