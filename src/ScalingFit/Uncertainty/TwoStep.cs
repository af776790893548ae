using System.Globalization;
using MathNet.Numerics.Statistics;
using ScalingFit.Findings;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// A forecast in two steps: from a run's scale to its loss, and from the loss to an accuracy or an error rate. Each step is a fit with resamples of its own; draw k of the first is followed by draw k of the second, so that the uncertainty of
/// the loss is carried through the second curve. Bhagia et al. 2024 (arXiv:2412.04403); Dubey et al. 2024 (arXiv:2407.21783); Gadre et al. 2024 (arXiv:2403.08540).
/// </summary>
/// <remarks>
/// The second step is fitted to measured losses as if they were exact. Immutable, and safe to share between threads. See docs/two-step.md.
/// </remarks>
public sealed class TwoStep
{
    private readonly (FittedLaw First, FittedLaw Second)[] _pairs;

    internal TwoStep(Bootstrap first, Bootstrap second, bool isJoint)
    {
        FirstResamples = first;
        SecondResamples = second;
        IsJoint = isJoint;
        Dictionary<int, FittedLaw> seconds = second.Numbers.Zip(second.Draws).ToDictionary();
        _pairs = [.. first.Numbers.Zip(first.Draws).Where(f => seconds.ContainsKey(f.First)).Select(f => (f.Second, seconds[f.First]))];
        Findings = TwoStepFindings.Of(this);
    }

    /// <summary>The fit of the loss against scale.</summary>
    public LawFit First => FirstResamples.Fit;

    /// <summary>The fit of the accuracy, or error, against the loss.</summary>
    public LawFit Second => SecondResamples.Fit;

    /// <summary>The resamples of the first step.</summary>
    public Bootstrap FirstResamples { get; }

    /// <summary>The resamples of the second step.</summary>
    public Bootstrap SecondResamples { get; }

    /// <summary>
    /// Whether both steps rest on the same runs in the same order, so that replicate k resamples the same runs in both and what their scatter shares is kept; otherwise they were resampled independently.
    /// </summary>
    public bool IsJoint { get; }

    /// <summary>How many resamples were refitted in both steps.</summary>
    public int Pairs => _pairs.Length;

    /// <summary>What is wrong with the resamples of either step. Where one is an error, intervals are withheld.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether intervals may be formed.</summary>
    public bool IsUsable => Findings.All(f => f.Severity != Severity.Error);

    /// <summary>What the second step expects of a run of this size on this much data.</summary>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="level">The confidence level of the intervals.</param>
    /// <returns>The forecast; without intervals where <see cref="IsUsable"/> is false.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The first step gives a loss that the second does not allow.</exception>
    /// <exception cref="NotSupportedException">The first law depends on more than size, data and compute.</exception>
    public TwoStepPrediction Predict(double parameters, double tokens, double level = 0.95)
    {
        double loss = First.Fitted.Predict(parameters, tokens);
        return Predict(f => f.Predict(parameters, tokens), loss, parameters, tokens, First.Runs.Conventions.ComputeRule.Flops(parameters, tokens), level);
    }

    /// <summary>What the second step expects of a run, whatever variables the first depends on.</summary>
    /// <param name="run">The run; its loss plays no part.</param>
    /// <param name="level">The confidence level of the intervals.</param>
    /// <returns>The forecast; without intervals where <see cref="IsUsable"/> is false.</returns>
    /// <exception cref="ArgumentException">The run lacks a variable of the first law, or its group.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The first step gives a loss that the second does not allow.</exception>
    public TwoStepPrediction Predict(TrainingRun run, double level = 0.95)
    {
        double loss = First.Fitted.Predict(run);
        TrainingRun whole = RunSet.Create([run], First.Runs.Conventions)[0];
        return Predict(f => f.Predict(run), loss, whole.Parameters, whole.Tokens, whole.Flops, level);
    }

    /// <summary>Both laws, how they were resampled and the seed, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{First.Law.Name}, then {Second.Law.Name}: {Pairs} resamples of {(IsJoint ? "the same runs together" : "the runs of each step")}, seed {FirstResamples.Seed}");

    private TwoStepPrediction Predict(Func<FittedLaw, double> lossOf, double loss, double? parameters, double? tokens, double? flops, double level)
    {
        Require.Level(level);
        Variable variable = Second.Law.Variables[0];
        if (!variable.Allows(loss))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{First.Law.Name} gives the run a loss of {loss:G4}, which {variable} cannot be in {Second.Law.Name}: the forecast lies beyond where the first step means anything."));
        }

        var bare = new TwoStepPrediction
        {
            Parameters = parameters,
            Tokens = tokens,
            Flops = flops,
            Loss = loss,
            Value = Second.Fitted.Evaluate([loss]),
            ExtrapolationDecades = flops is { } c && First.Runs.Has(Variable.Flops) ? First.Runs.DecadesBeyond(c) : null,
            Findings = TwoStepFindings.Of(this, loss, flops),
        };
        if (!IsUsable) return bare;

        double[] losses = Array.ConvertAll(_pairs, p => lossOf(p.First));
        var curve = new double[losses.Length];
        var first = new double[losses.Length];
        var second = new double[losses.Length];
        for (int k = 0; k < losses.Length; k++)
        {
            if (!variable.Allows(losses[k])) return bare with { Findings = TwoStepFindings.With(bare.Findings, TwoStepFindings.LossOutside(this, losses)) };
            curve[k] = _pairs[k].Second.Evaluate([losses[k]]);
            first[k] = Second.Fitted.Evaluate([losses[k]]);
            second[k] = _pairs[k].Second.Evaluate([loss]);
        }

        Bootstrap fewer = FirstResamples.Freedom <= SecondResamples.Freedom ? FirstResamples : SecondResamples;
        double[]? newRun = TwoStepScatter.Of(this, losses, Array.ConvertAll(_pairs, p => p.Second));
        return bare with
        {
            Curve = fewer.OfValues(curve, level),
            NewRun = newRun is null ? null : fewer.OfValues(newRun, level),
            StandardError = ArrayStatistics.StandardDeviation(curve),
            FirstStepError = ArrayStatistics.StandardDeviation(first),
            SecondStepError = ArrayStatistics.StandardDeviation(second),
            Findings = newRun is null ? TwoStepFindings.With(bare.Findings, TwoStepFindings.NewRunOutside(this)) : bare.Findings,
        };
    }
}
