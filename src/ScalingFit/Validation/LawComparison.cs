using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>
/// Laws fitted to the same runs and judged by how well each forecasts runs that it was not fitted to; "not distinguishable" is an answer.
/// </summary>
/// <remarks>
/// The rule is that of Sivula, Magnusson, Matamoros and Vehtari 2020 (arXiv:2008.10296): a law is called worse where its leave-one-out score lies more than <see cref="SmallShortfall"/> below the best and more than
/// <see cref="StandardErrors"/> standard errors of the paired difference. The first condition is there because the standard error is too small where laws predict nearly alike, as nested laws do. And where there is a likelihood it must agree:
/// the law's AICc lies more than <see cref="SmallAicc"/> above that of the best (Burnham and Anderson 2002, who allow up to as much to a law that has some support). A law with a parameter that the runs do not need describes them as
/// well as the law without, and is not refuted by the price of it. Leaving out one run of many asks how a law does among runs, not beyond them; for that there is the hold-out of the largest, and the back-test. Immutable, and safe to share between threads.
/// </remarks>
public sealed class LawComparison
{
    /// <summary>A difference of scores that chance makes too easily to be told from none: 4, in units of ln density.</summary>
    public const double SmallShortfall = 4;

    /// <summary>How many standard errors a difference must exceed: 2.</summary>
    public const double StandardErrors = 2;

    /// <summary>A difference of AICc that leaves a law some support: 7.</summary>
    public const double SmallAicc = 7;

    internal LawComparison(RunSet runs, LawComparisonOptions options, IReadOnlyList<LawScore> laws)
    {
        Runs = runs;
        Options = options;
        Laws = laws;
        Findings = Distinguish();
    }

    /// <summary>The runs.</summary>
    public RunSet Runs { get; }

    /// <summary>How the laws were compared.</summary>
    public LawComparisonOptions Options { get; }

    /// <summary>The laws, the best first, those without a score last.</summary>
    public IReadOnlyList<LawScore> Laws { get; }

    /// <summary>The law that forecasts left-out runs best; null where none is determined.</summary>
    public LawScore? Best => Laws[0].Standing == LawStanding.Best ? Laws[0] : null;

    /// <summary>Of the best and those not distinguishable from it the one with the fewest parameters, and of these the best; null where none is determined. As good a choice as the best, and the smaller claim.</summary>
    public LawScore? Simplest => Contenders.OrderBy(l => l.FreeCount).FirstOrDefault();

    /// <summary>The laws that a forecast should be made by: the best and those not distinguishable from it.</summary>
    public IReadOnlyList<LawScore> Contenders => [.. Laws.Where(l => l.Standing is LawStanding.Best or LawStanding.NotDistinguishable)];

    /// <summary>Whether one law alone is left: all others forecast worse. Laws that are not determined do not count against it.</summary>
    public bool IsDecided => Contenders.Count == 1;

    /// <summary>What the comparison leaves open.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The outcome in a sentence.</summary>
    public string Verdict
    {
        get
        {
            if (Best is not { } best) return "None of the laws is determined by these runs.";
            string[] rivals = [.. Contenders.Skip(1).Select(l => LawComparisonText.Label(l.Law))];
            if (rivals.Length > 0) return $"Not distinguishable on these runs: {LawComparisonText.Label(best.Law)}; {string.Join("; ", rivals)}. The simplest is {LawComparisonText.Label(Simplest!.Law)}.";
            return Laws.Any(l => l.Standing == LawStanding.Worse) ? $"{LawComparisonText.Label(best.Law)} forecasts left-out runs best." : $"{LawComparisonText.Label(best.Law)} alone is determined by these runs.";
        }
    }

    /// <summary>A table of the laws, and the verdict.</summary>
    public override string ToString() => LawComparisonText.Of(this);

    private List<Finding> Distinguish()
    {
        if (Contenders.Count < 2) return [];
        string names = string.Join("; ", Contenders.Select(l => LawComparisonText.Label(l.Law)));
        return
        [
            new Finding
            {
                Code = "SF4006",
                Severity = Severity.Information,
                Message = $"These runs do not distinguish these laws: {names}.",
                Advice = $"Forecast with each of them; where one must do, {LawComparisonText.Label(Simplest!.Law)} claims least.",
            },
        ];
    }
}
