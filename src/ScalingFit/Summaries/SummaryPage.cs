using System.Globalization;
using ScalingFit.Decisions;

namespace ScalingFit.Summaries;

/// <summary>
/// What a summary says, before it is set as text or as Markdown: always the same sections in the same places, good news in lower case and bad news in capitals.
/// </summary>
internal sealed class SummaryPage
{
    /// <summary>A standard error so many times the estimate is that of a quantity known to its order of magnitude at best.</summary>
    private const double WideSpread = 10;

    /// <summary>A decrement below this is rounding, whose digits say nothing and differ between processors.</summary>
    private const double Negligible = 1e-15;

    private readonly Summary _summary;
    private readonly LawFit _fit;

    public SummaryPage(Summary summary)
    {
        _summary = summary;
        _fit = summary.Fit;
    }

    /// <summary>A label and what is said under it; an empty label continues the one above.</summary>
    public readonly record struct Line(string Label, string Words);

    /// <summary>A question to the fit, the answer, and the evidence.</summary>
    public readonly record struct Answer(string Question, bool IsGood, string Evidence);

    public IEnumerable<Line> Head()
    {
        RunSet runs = _fit.Runs;
        yield return new("Law", _fit.Law.Reference.Length == 0 ? _fit.Law.ToString() : $"{_fit.Law} ({_fit.Law.Reference})");
        yield return new("Runs", runs.Source.Length == 0 ? Count(runs.Count) : $"{Count(runs.Count)} of {runs.Source}");
        foreach (Exclusion exclusion in runs.Exclusions) yield return new("", $"{Count(exclusion.Count)} left out: {exclusion.Because}");
        IEnumerable<string> ranges = new[] { Variable.Parameters, Variable.Tokens, Variable.Flops, Variable.Step }.Where(runs.Has).Select(v => $"{v.Symbol} {Range(runs.ColumnArray(v))}");
        double[] losses = runs.LossArray();
        yield return new("", string.Join(", ", ranges.Append($"loss {NumberText.Significant(losses.Min(), 4)} to {NumberText.Significant(losses.Max(), 4)}")));
        yield return new("Units", $"loss in {Unit(runs.Conventions.LossUnit)}, {Counting(runs.Conventions.Counting)}, {runs.Conventions.ComputeRule}{Compute(runs.Conventions.FlopCounting)}");
        yield return new("Objective", $"{_fit.Options.Objective}, summed: {_fit.Certificate.Objective.ToString("G10", CultureInfo.InvariantCulture)}");
    }

    public TextTable Estimates()
    {
        bool known = _summary.Bootstrap is { IsUsable: true };
        int digits = _summary.Decision is { } decision ? _fit.Fitted.DigitsTogether(decision.Flops) : 4;
        var table = new TextTable("Parameter", "estimate", "std. error", $"{Level(_summary.Level)} interval", "<known", "<meaning");
        foreach (ParameterEstimate estimate in _fit.Parameters)
        {
            string symbol = estimate.Parameter.Symbol;
            string meaning = estimate.Parameter.Meaning;
            if (estimate.IsHeld || !known)
            {
                string why = estimate.IsHeld ? "held" : "withheld";
                table.Add(symbol, NumberText.Significant(estimate.Value, Math.Max(4, digits)), why, why, estimate.IsHeld ? "given" : "-", meaning);
                continue;
            }

            if (estimate.IsAtBound)
            {
                // The bound chose the value: what draws do there is not scatter.
                table.Add(symbol, NumberText.Significant(estimate.Value, Math.Max(4, digits)), "at bound", "at bound", "-", meaning);
                continue;
            }

            double error = _summary.Bootstrap!.StandardError(estimate.Parameter.Name);
            Interval interval = _summary.Bootstrap.Interval(estimate.Parameter.Name, _summary.Level);
            string word = EstimateWord.Of(estimate.Value, interval);
            if (error > WideSpread * Math.Abs(estimate.Value))
            {
                // Draws over many powers of ten: digits and a standard error would say nothing.
                table.Add(symbol, NumberText.Significant(estimate.Value, Math.Max(3, digits)), "many times", $"{NumberText.Significant(interval.Lower, 2)} to {NumberText.Significant(interval.Upper, 2)}", word, meaning);
                continue;
            }

            // Two digits of the error, or as many as the allocation needs, whichever is more.
            int decimals = NumberText.Decimals(error);
            int shown = Math.Max(decimals, NumberText.Decimals(estimate.Value, digits));
            table.Add(
                symbol,
                NumberText.Fixed(estimate.Value, shown),
                NumberText.Significant(error, 2),
                $"{NumberText.Fixed(interval.Lower, decimals)} to {NumberText.Fixed(interval.Upper, decimals)}",
                word,
                meaning);
        }

        return table;
    }

    /// <summary>Where standard errors and intervals come from, or that there are none.</summary>
    public string EstimatesFrom() => _fit.Law.FreeCount == 0 ? "Nothing was fitted, so nothing scatters."
        : _summary.Bootstrap is { IsUsable: true } bootstrap ? $"From {bootstrap}.{(_fit.Certificate.ActiveBounds.Count > 0 ? " Where a bound is active the others are as if it held." : "")}"
        : "Standard errors and intervals are withheld: see the findings.";

    public string Verdict() => _fit.IsUsable ? "Certified minimum" : "NOT A USABLE FIT";

    public IEnumerable<Answer> Answers()
    {
        Certificate certificate = _fit.Certificate;
        yield return new("converged", certificate.Termination == Termination.Converged, certificate.RelativeDecrement is { } left
            ? $"relative decrement {(left < Negligible ? "below 1e-15" : NumberText.Scientific(left, 2))}"
            : $"{certificate.Termination}");
        yield return Shape();
        IEnumerable<string> shares = certificate.TermShares.Select(t => $"{t.Term} {NumberText.Percent(t.Smallest)} to {NumberText.Percent(t.Largest)}");
        yield return new("alive", certificate.TermShares.All(t => t.IsAlive), $"shares of the loss: {string.Join(", ", shares)}");
        int basins = certificate.Basins.Count(b => b.Termination == Termination.Converged);
        string found = basins == 0 ? "no minimum found" : basins == 1 ? "one minimum found" : string.Create(CultureInfo.InvariantCulture, $"{basins} minima found, this one the lowest");
        yield return new("starts", 2 * certificate.StartsAgreeing > certificate.Starts, string.Create(CultureInfo.InvariantCulture, $"{certificate.StartsAgreeing} of {certificate.Starts} agree, {found}"));
    }

    /// <summary>Design, residuals and back-test: how much the runs can say, and how well the law has said it.</summary>
    public IEnumerable<Line> Evidence()
    {
        yield return new("Design", DesignWords.Of(_fit));
        yield return new("Residuals", ResidualWords.Of(_fit));
        yield return new("Back-test", _summary.BackTest is { } past ? PastWords.Of(past) : _summary.NoBackTest);
    }

    public string? DecisionTitle()
    {
        if (_summary.Decision is not { } decision) return null;
        double decades = _fit.Runs.DecadesBeyond(decision.Flops);
        string distance = decades > 0 ? $"{NumberText.Significant(decades, 2)} decades beyond the runs" : "within the runs' compute";
        return $"Decision at {NumberText.Scientific(decision.Flops, 3)} FLOP, {distance}";
    }

    public TextTable? Decision()
    {
        if (_summary.Decision is not { } decision) return null;
        var table = new TextTable("", "optimum", $"{Level(_summary.Level)} interval");
        table.Add("N*  parameters", NumberText.Scientific(decision.Parameters, 3), Range(decision.ParametersInterval));
        table.Add("D*  tokens", NumberText.Scientific(decision.Tokens, 3), Range(decision.TokensInterval));
        table.Add("D*/N*  tokens per parameter", NumberText.Significant(decision.TokensPerParameter, 3), Range(decision.TokensPerParameterInterval));
        table.Add("loss", NumberText.Significant(decision.Loss, 4), Range(decision.LossInterval, 4));
        return table;
    }

    private Answer Shape()
    {
        Certificate certificate = _fit.Certificate;
        string condition = certificate.ConditionNumber is { } c ? $", condition number {NumberText.Scientific(c, 2)} centred" : "";
        if (_fit.Law.FreeCount == 0) return new("curved", true, "nothing is fitted");
        if (certificate.IsPositiveDefinite is { } isPositive)
        {
            bool good = isPositive && certificate.ConditionNumber is <= Certificate.LargestCondition;
            return new("curved", good, isPositive
                ? $"smallest Hessian eigenvalue {NumberText.Scientific(certificate.HessianEigenvalues[0], 3)}{condition}"
                : "the Hessian is not positive definite");
        }

        // For least absolute deviations the multipliers prove the minimum.
        return certificate is { InterpolatedRuns: { } through, LargestMultiplier: { } multiplier }
            ? new("strict", multiplier < 1, $"passes through {Count(through)}, largest multiplier {NumberText.Significant(multiplier, 2)} of its bound{condition}")
            : new("strict", certificate.Termination == Termination.Converged, "the runs lie on the law to rounding");
    }

    private static string Count(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} run{(count == 1 ? "" : "s")}");

    private static string Level(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} %");

    private static string Range(double[] column) => $"{NumberText.Scientific(column.Min(), 3)} to {NumberText.Scientific(column.Max(), 3)}";

    private static string Range(Interval? interval, int digits = 3) =>
        interval is { } i ? $"{NumberText.Significant(i.Lower, digits)} to {NumberText.Significant(i.Upper, digits)}" : "withheld";

    private static string Unit(LossUnit unit) => unit switch
    {
        LossUnit.NatsPerToken => "nats per token",
        LossUnit.BitsPerToken => "bits per token",
        LossUnit.BitsPerByte => "bits per byte",
        LossUnit.UnigramNormalised => "nats per token less a unigram model's",
        _ => "units of its own",
    };

    /// <summary>Said only where it is not 6·N·D.</summary>
    private static string Compute(FlopCounting counting) => counting switch
    {
        FlopCounting.SixND => "",
        FlopCounting.Measured => ", C as measured",
        FlopCounting.Hoffmann => ", C counted as by Hoffmann et al.",
        FlopCounting.Kaplan => ", C counted as by Kaplan et al.",
        FlopCounting.Porian => ", C counted as by Porian et al.",
        FlopCounting.PorianAttention => ", C counted as by Porian et al. with attention",
        _ => ", C counted as by DeepSeek",
    };

    private static string Counting(ParameterCounting counting) => counting switch
    {
        ParameterCounting.Total => "N counts all parameters",
        ParameterCounting.NonEmbedding => "N counts non-embedding parameters",
        ParameterCounting.WithHead => "N counts parameters with the output head",
        ParameterCounting.Active => "N counts active parameters",
        ParameterCounting.EffectiveAttention => "N is FLOPs a token divided by 6",
        _ => "counting of N undeclared",
    };
}
