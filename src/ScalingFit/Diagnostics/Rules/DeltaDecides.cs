using System.Globalization;
using MathNet.Numerics.Statistics;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF4005: a decision that depends on where Huber's function turns from a parabola to a line. Delta is set by habit and not by the runs; where it matters, their scatter has tails, or the law bends, and small residuals say
/// something else than large ones.
/// </summary>
internal sealed class DeltaDecides : IFitRule
{
    /// <summary>Findings are to be had at once; on a longer table four fits take their time.</summary>
    private const int Most = 20_000;

    /// <summary>Where no residual reaches delta, Huber's function is squares, and the two answers differ by rounding.</summary>
    private const double Same = 1.0001;

    /// <summary>From nearly absolute deviations to nearly squares, in ln L, or relative to the median loss where residuals are of L. Least squares go before.</summary>
    private static readonly double[] Deltas = [1e-4, 1e-2, 1e-1];

    public Finding? Check(LawFit fit)
    {
        Penalty penalty = fit.Problem.Penalty;
        if (penalty.Kind is not (PenaltyKind.Huber or PenaltyKind.Squares) || penalty.Of == ResidualOf.Logit) return null;
        if (!fit.Certificate.IsMinimum || fit.Runs.Count > Most || DistantDecision.BudgetOf(fit) is not { } flops) return null;
        (string Name, double Ratio)[] answers = [.. Objectives(fit).Select(o => Answer(fit, o, flops)).OfType<(string Name, double Ratio)>(), (fit.Options.Objective.Name, DistantDecision.RatioOf(fit.Fitted, flops))];
        (string Name, double Ratio) lowest = answers.First(a => a.Ratio <= Same * answers.Min(b => b.Ratio));
        (string Name, double Ratio) highest = answers.First(a => a.Ratio >= answers.Max(b => b.Ratio) / Same);
        if (!(highest.Ratio > DistantDecision.Moved * lowest.Ratio)) return null;
        return new Finding
        {
            Code = "SF4005",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"The decision depends on the objective's delta: D*/N* at {flops:0.00e0} FLOP is {Text(lowest.Ratio)} by {lowest.Name} and {Text(highest.Ratio)} by {highest.Name}."),
            Advice = "Say which objective was used and give the range; look at the runs with the largest residuals.",
        };
    }

    private static IEnumerable<Objective> Objectives(LawFit fit)
    {
        bool onLogarithm = fit.Options.Objective.OnLogarithm;
        double loss = onLogarithm ? 1 : Array.ConvertAll(fit.Runs.LossArray(), Math.Abs).Median();
        return Deltas.Select(d => onLogarithm ? Objective.LogHuber(d) : Objective.Huber(Rounded(d * loss))).Prepend(onLogarithm ? Objective.LogLeastSquares : Objective.LeastSquares);
    }

    /// <summary>To three digits, for it is printed.</summary>
    private static double Rounded(double delta) => double.Parse(delta.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The decision by another objective; null where its fit is no certified minimum, which is no evidence of anything.</summary>
    private static (string Name, double Ratio)? Answer(LawFit fit, Objective objective, double flops)
    {
        LawFit other = fit.Law.Fit(fit.Runs, fit.Options with { Objective = objective });
        double ratio = DistantDecision.RatioOf(other.Fitted, flops);
        return other.Certificate.IsMinimum && !double.IsNaN(ratio) ? (objective.Name, ratio) : null;
    }

    private static string Text(double ratio) => double.IsPositiveInfinity(ratio) ? "without bound" : ratio.ToString(ratio is >= 10 and < 100 ? "0.0" : "G3", CultureInfo.InvariantCulture);
}
