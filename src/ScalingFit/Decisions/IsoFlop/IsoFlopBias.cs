using System.Globalization;
using System.Text;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>
/// By how much minima of equal compute are off, were a law true: every loss is replaced by the law's on the same sizes, the same curve is drawn through these, and its minimum is held against the law's own optimum. What is
/// found without any noise is bias, and is subtracted.
/// </summary>
/// <remarks>
/// A parabola's miss is a function of α, β and the grid alone: zero for α = β on a centred grid, the same at all budgets whose grids are alike about the optimum, so that only a grid that drifts or widens biases the
/// exponent. Immutable.
/// </remarks>
public sealed class IsoFlopBias
{
    internal IsoFlopBias(IsoFlop iso, FittedLaw law, IReadOnlyList<IsoFlopBudgetBias> budgets, BudgetLaw? parameters, BudgetLaw? tokens, double? drift)
    {
        IsoFlop = iso;
        Law = law;
        Budgets = budgets;
        Parameters = parameters;
        Tokens = tokens;
        Drift = drift;
        Findings = IsoFlopFindings.Of(this);
    }

    /// <summary>The minima.</summary>
    public IsoFlop IsoFlop { get; }

    /// <summary>The law that is supposed.</summary>
    public FittedLaw Law { get; }

    /// <summary>Every budget of the minima, in their order.</summary>
    public IReadOnlyList<IsoFlopBudgetBias> Budgets { get; }

    /// <summary>N*(C) through the minima, each less its shift; null where fewer than two budgets have one.</summary>
    public BudgetLaw? Parameters { get; }

    /// <summary>D*(C) likewise.</summary>
    public BudgetLaw? Tokens { get; }

    /// <summary>The exponent of N* as estimated less the corrected; that of D* is off by as much the other way. Null where there is no corrected one.</summary>
    public double? ExponentBias => IsoFlop.Parameters?.Exponent - Parameters?.Exponent;

    /// <summary>How far the middle of the sizes moves against the law's N* as budgets grow: the power of C by which their ratio changes. Null for fewer than three budgets.</summary>
    public double? Drift { get; }

    /// <summary>The error of D* that is largest among the budgets used, with its sign; null where none is known.</summary>
    public double? LargestTokensError => Budgets.Where(b => b.IsUsed && b.TokensError is not null).Select(b => b.TokensError).MaxBy(e => Math.Abs(e!.Value));

    /// <summary>SF2008 where grids are off the law's optimum, SF5006 where the bias exceeds 1 %.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The relative error of the power law N*(C) at a budget, by the correction; null where there is none.</summary>
    /// <param name="flops">C, in FLOPs. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? ParametersErrorAt(double flops) => (IsoFlop.Parameters?.At(flops) / Parameters?.At(flops)) - 1;

    /// <summary>The relative error of the power law D*(C) at a budget, by the correction; null where there is none.</summary>
    /// <param name="flops">C, in FLOPs. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? TokensErrorAt(double flops) => (IsoFlop.Tokens?.At(flops) / Tokens?.At(flops)) - 1;

    /// <summary>The shift of ln N* by the vertex of a parabola through losses of L = E + A/N^α + B/D^β at equal compute, by least squares on any sizes.</summary>
    /// <param name="logOffsets">ln N less ln N* of each run; three different ones at least.</param>
    /// <param name="alpha">α. Positive.</param>
    /// <param name="beta">β. Positive.</param>
    /// <returns>The shift; ln D* shifts by as much the other way. Null where the parabola has no minimum or the sizes do not determine one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is not positive and finite.</exception>
    public static double? ShiftOn(IReadOnlyList<double> logOffsets, double alpha, double beta)
    {
        ArgumentNullException.ThrowIfNull(logOffsets);
        Require.Positive(alpha, nameof(alpha));
        Require.Positive(beta, nameof(beta));
        double[] x = [.. logOffsets];
        var weights = new double[x.Length];
        Array.Fill(weights, 1);
        return x.Length < 3 ? null : VertexShift.Of(x, weights, alpha, beta);
    }

    /// <summary>The shift of ln N* on sizes that are evenly spaced in ln N and centred on the best: what a plan of runs should know before they are trained.</summary>
    /// <param name="factor">The largest size over the best, and the best over the smallest. Above 1.</param>
    /// <param name="sizes">How many sizes; three at least.</param>
    /// <param name="alpha">α. Positive.</param>
    /// <param name="beta">β. Positive.</param>
    /// <returns>The shift; zero where α = β.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 1, sizes are fewer than three, or an exponent is not positive and finite.</exception>
    public static double ShiftOnCentredGrid(double factor, int sizes, double alpha, double beta)
    {
        if (!(factor > 1) || !double.IsFinite(factor)) throw new ArgumentOutOfRangeException(nameof(factor), factor.ToString(CultureInfo.InvariantCulture), "The factor is above 1, such as 4.");
        if (sizes < 3) throw new ArgumentOutOfRangeException(nameof(sizes), sizes.ToString(CultureInfo.InvariantCulture), "Three sizes at least determine a parabola.");
        return ShiftOn([.. Enumerable.Range(0, sizes).Select(k => Math.Log(factor) * ((2.0 * k / (sizes - 1)) - 1))], alpha, beta)!.Value;
    }

    /// <summary>The budgets, a line each, and the corrected power laws.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (IsoFlopBudgetBias budget in Budgets) text.Append(budget).Append('\n');
        return Parameters is null || Tokens is null
            ? text.Append("no corrected power laws: fewer than two budgets").ToString()
            : text.Append(CultureInfo.InvariantCulture, $"corrected N* = {Parameters}\ncorrected D* = {Tokens}\nexponent of N* biased by {ExponentBias:+0.0000;-0.0000;0.0000}").ToString();
    }
}
