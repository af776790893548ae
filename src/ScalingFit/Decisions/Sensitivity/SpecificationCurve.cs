using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit;

/// <summary>
/// A decision by every combination of choices that an analyst could defend, sorted (Simonsohn, Simmons and Nelson 2020): how much of it is in the runs, and how much in who looks at them. The choices go together by fiat, not by chance: a quantile is no confidence
/// limit, and the spread leaves out that of the runs.
/// </summary>
/// <remarks>Only certified minima with a finite decision count as answers; the others are listed in <see cref="Results"/>. Immutable, and safe to share between threads.</remarks>
public sealed class SpecificationCurve
{
    private readonly Func<FittedLaw, double> _decision;
    private readonly double[] _sorted;

    internal SpecificationCurve(RunSet runs, Specifications specifications, Func<FittedLaw, double> decision, IReadOnlyList<SpecificationResult> results, int asked, Func<IReadOnlyList<SpecificationResult>, bool, IReadOnlyList<SpecificationDimension>> dimensions)
    {
        Runs = runs;
        Specifications = specifications;
        _decision = decision;
        Results = results;
        Asked = asked;
        Answers = [.. results.Where(r => r.IsAnswer).OrderBy(r => r.Value)];
        _sorted = [.. Answers.Select(a => a.Value)];
        OnLogarithm = _sorted.Length > 0 && _sorted[0] > 0;
        Dimensions = dimensions(Answers, OnLogarithm);
    }

    /// <summary>The whole table.</summary>
    public RunSet Runs { get; }

    /// <summary>The choices that apply to it.</summary>
    public Specifications Specifications { get; }

    /// <summary>How many specifications there are.</summary>
    public int Asked { get; }

    /// <summary>Those that were fitted, in the order of the choices; all but after a cancellation.</summary>
    public IReadOnlyList<SpecificationResult> Results { get; }

    /// <summary>Whether all were fitted.</summary>
    public bool IsComplete => Results.Count == Asked;

    /// <summary>The certified minima with a finite decision, the lowest decision first.</summary>
    public IReadOnlyList<SpecificationResult> Answers { get; }

    /// <summary>The share of the specifications fitted that ended in a certified minimum.</summary>
    public double CertifiedShare => Results.Count == 0 ? 0 : (double)Results.Count(r => r.IsMinimum) / Results.Count;

    /// <summary>Whether variances are of the logarithm of the decision, as they are where all are positive.</summary>
    public bool OnLogarithm { get; }

    /// <summary>The kinds of choices with what each accounts for, the largest share first.</summary>
    public IReadOnlyList<SpecificationDimension> Dimensions { get; }

    /// <summary>A quantile of the decision over the answers, between the two nearest by their ranks (Hyndman and Fan's type 7).</summary>
    /// <param name="probability">From 0 for the lowest to 1 for the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">No specification has an answer.</exception>
    public double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability.ToString(CultureInfo.InvariantCulture), "A probability lies from 0 to 1.");
        RequireAnswers();
        return SortedArrayStatistics.QuantileCustom(_sorted, probability, QuantileDefinition.R7);
    }

    /// <summary>Where a decision lies among the answers: the share of them below it, with half of those equal.</summary>
    /// <param name="value">The decision.</param>
    /// <exception cref="InvalidOperationException">No specification has an answer.</exception>
    public double RankOf(double value)
    {
        RequireAnswers();
        return (_sorted.Count(v => v < value) + (0.5 * _sorted.Count(v => v.Equals(value)))) / _sorted.Length;
    }

    /// <summary>Where the decision of a law, such as a published one, lies among the answers.</summary>
    /// <param name="law">The law.</param>
    /// <exception cref="InvalidOperationException">No specification has an answer, or the law has no such decision.</exception>
    public double RankOf(FittedLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return RankOf(_decision(law));
    }

    /// <summary>Count, quantiles and what drives the decision, in a few lines.</summary>
    public override string ToString()
    {
        string cut = IsComplete ? "" : string.Create(CultureInfo.InvariantCulture, $", cancelled after {Results.Count}");
        string head = string.Create(CultureInfo.InvariantCulture, $"{Asked} specifications{cut}, {100 * CertifiedShare:0.0} % certified minima, {Answers.Count} answers");
        if (Answers.Count == 0) return head;
        string spread = string.Create(CultureInfo.InvariantCulture, $"lowest {_sorted[0]:G4}, 5 % {Quantile(0.05):G4}, median {Quantile(0.5):G4}, 95 % {Quantile(0.95):G4}, highest {_sorted[^1]:G4}");
        return string.Join('\n', [head, spread, .. Dimensions.Select(d => d.ToString())]);
    }

    private void RequireAnswers()
    {
        if (_sorted.Length == 0) throw new InvalidOperationException("No specification ended in a certified minimum that has the decision.");
    }
}
