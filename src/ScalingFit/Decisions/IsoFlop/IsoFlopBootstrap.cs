using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// Draws of minima of equal compute, and the power laws through each: how far exponent and prediction vary with the noise of the losses. Each draw leaves out minima at an edge, and weighs a budget by how well its minimum
/// is known (Porian et al. 2024).
/// </summary>
/// <remarks>
/// Says nothing of bias: a parabola that misses by a tenth does so in every draw, see <see cref="IsoFlopBias"/>. Draw k depends on the runs, the noise, the seed and k alone. Immutable.
/// </remarks>
public sealed class IsoFlopBootstrap
{
    private readonly BudgetLaw[] _parameters;
    private readonly BudgetLaw[] _tokens;

    internal IsoFlopBootstrap(IsoFlop iso, IsoFlopNoise noise, int count, long seed, IReadOnlyList<IsoFlopBudgetDraws> budgets, (BudgetLaw? Parameters, BudgetLaw? Tokens) middle, (BudgetLaw Parameters, BudgetLaw Tokens)[] draws)
    {
        IsoFlop = iso;
        Noise = noise;
        Count = count;
        Seed = seed;
        Budgets = budgets;
        (Parameters, Tokens) = middle;
        _parameters = Array.ConvertAll(draws, d => d.Parameters);
        _tokens = Array.ConvertAll(draws, d => d.Tokens);
    }

    /// <summary>The minima of the losses as they are.</summary>
    public IsoFlop IsoFlop { get; }

    /// <summary>What is varied.</summary>
    public IsoFlopNoise Noise { get; }

    /// <summary>How many draws were asked for.</summary>
    public int Count { get; }

    /// <summary>Determines the draws.</summary>
    public long Seed { get; }

    /// <summary>Every budget of the minima, in their order.</summary>
    public IReadOnlyList<IsoFlopBudgetDraws> Budgets { get; }

    /// <summary>How many draws have no power law, since fewer than two budgets show a minimum. They have no part in intervals.</summary>
    public int Failed => Count - _parameters.Length;

    /// <summary>N*(C) through the medians of the budgets, weighted by 1/σ² of ln N*; null where fewer than two budgets are used.</summary>
    public BudgetLaw? Parameters { get; }

    /// <summary>D*(C) likewise.</summary>
    public BudgetLaw? Tokens { get; }

    /// <summary>N*(C) of every draw that has one, in the order of the draws.</summary>
    public IReadOnlyList<BudgetLaw> ParametersDraws => _parameters;

    /// <summary>D*(C) likewise.</summary>
    public IReadOnlyList<BudgetLaw> TokensDraws => _tokens;

    /// <summary>The interval of the exponent of N*: quantiles of the draws.</summary>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Fewer than half of the draws have a power law.</exception>
    public Interval ParametersExponent(double level = 0.95) => Of(_parameters, law => law.Exponent, level);

    /// <summary>The interval of the exponent of D*.</summary>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Fewer than half of the draws have a power law.</exception>
    public Interval TokensExponent(double level = 0.95) => Of(_tokens, law => law.Exponent, level);

    /// <summary>The interval of N* at a budget.</summary>
    /// <param name="flops">C, in FLOPs. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Fewer than half of the draws have a power law.</exception>
    public Interval ParametersAt(double flops, double level = 0.95) => Of(_parameters, law => law.At(flops), level);

    /// <summary>The interval of D* at a budget.</summary>
    /// <param name="flops">C, in FLOPs. Positive.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Fewer than half of the draws have a power law.</exception>
    public Interval TokensAt(double flops, double level = 0.95) => Of(_tokens, law => law.At(flops), level);

    /// <summary>Draws, noise and intervals of the exponents in a line.</summary>
    public override string ToString()
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"{Count} draws, seed {Seed}, {Noise}");
        return 2 * Failed > Count || Parameters is null
            ? $"{head}: intervals withheld, {Failed.ToString(CultureInfo.InvariantCulture)} draws have no power law"
            : string.Create(CultureInfo.InvariantCulture, $"{head}: exponent of N* {Parameters.Exponent:0.0000} ({ParametersExponent().Lower:0.0000} to {ParametersExponent().Upper:0.0000})");
    }

    private Interval Of(BudgetLaw[] draws, Func<BudgetLaw, double> quantity, double level)
    {
        Require.Level(level);
        if (2 * Failed > Count) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The interval is withheld: {Failed} of {Count} draws have no power law, since fewer than two budgets show a minimum."));
        return IntervalForms.Of(Array.ConvertAll(draws, law => quantity(law)), level, IntervalForms.Percentile(level));
    }
}
