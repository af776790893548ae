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

    /// <summary>
    /// The variable whose range in the data says where starts are worth making, such as that of a scale which the variable is compared with; null for none.
    /// </summary>
    public Variable? StartsLike { get; init; }

    /// <summary>The power of <see cref="StartsLike"/> that the parameter is compared with: -1 where it is added to the reciprocal, say.</summary>
    internal double StartsLikePower { get; init; } = 1;

    /// <summary>The smallest value for which the law means anything, such as 0 for a rate that must not be negative; null for none. A law starts out with it as a bound.</summary>
    public double? Lowest { get; init; }

    /// <summary>The largest value for which the law means anything; null for none. A law starts out with it as a bound.</summary>
    public double? Highest { get; init; }

    /// <summary>Whether the parameter must be positive and is fitted as its logarithm.</summary>
    public bool IsPositive => Kind is ParameterKind.Floor or ParameterKind.Amplitude or ParameterKind.Multiplier;

    /// <summary>Why the parameter cannot have a value; null where it can.</summary>
    internal string? Refusal(double value)
    {
        if (!double.IsFinite(value) || (IsPositive && value <= 0)) return IsPositive ? "must be positive and finite" : "must be finite";
        return Range.Allows(value) ? null : $"is {Range} in this law";
    }

    /// <summary>What <see cref="Lowest"/> and <see cref="Highest"/> allow.</summary>
    internal ParameterBounds Range => new(Lowest ?? double.NegativeInfinity, Highest ?? double.PositiveInfinity);

    /// <summary>The value on the scale that fits run on.</summary>
    internal double ToEngine(double value) => IsPositive ? Math.Log(value) : value;

    /// <summary>The value back on its own scale.</summary>
    internal double FromEngine(double value) => IsPositive ? Math.Exp(value) : value;

    /// <summary>Name and meaning.</summary>
    public override string ToString() => $"{Name}: {Meaning}";
}
