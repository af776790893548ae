using System.Globalization;
using System.Text;
using ScalingFit.Decisions;

namespace ScalingFit.Summaries;

/// <summary>Writes a summary as text: always the same sections in the same places, good news in lower case and bad news in capitals.</summary>
internal static class SummaryText
{
    private const int LabelWidth = 11;
    private const int LineWidth = 108;

    /// <summary>A standard error so many times the estimate is that of a quantity known to its order of magnitude at best.</summary>
    private const double WideSpread = 10;

    /// <summary>A decrement below this is rounding, whose digits say nothing and differ between processors.</summary>
    private const double Negligible = 1e-15;

    public static string Write(Summary summary)
    {
        var text = new StringBuilder();
        Head(text, summary.Fit);
        Estimates(text, summary);
        Verdict(text, summary.Fit);
        Decision(text, summary);
        Findings(text, summary);
        return text.ToString();
    }

    private static void Head(StringBuilder text, LawFit fit)
    {
        RunSet runs = fit.Runs;
        Line(text, "Law", fit.Law.Reference.Length == 0 ? fit.Law.ToString() : $"{fit.Law} ({fit.Law.Reference})");
        Line(text, "Runs", runs.Source.Length == 0 ? Count(runs.Count) : $"{Count(runs.Count)} of {runs.Source}");
        foreach (Exclusion exclusion in runs.Exclusions) Line(text, "", $"{Count(exclusion.Count)} left out: {exclusion.Because}");
        IEnumerable<string> ranges = new[] { Variable.Parameters, Variable.Tokens, Variable.Flops }.Where(runs.Has).Select(v => $"{v.Symbol} {Range(runs.ColumnArray(v))}");
        double[] losses = runs.LossArray();
        Line(text, "", $"{string.Join(", ", ranges)}, loss {NumberText.Significant(losses.Min(), 4)} to {NumberText.Significant(losses.Max(), 4)}");
        Line(text, "Units", $"loss in {Unit(runs.Conventions.LossUnit)}, {Counting(runs.Conventions.Counting)}, {runs.Conventions.ComputeRule}");
        Line(text, "Objective", $"{fit.Options.Objective}, summed: {fit.Certificate.Objective.ToString("G10", CultureInfo.InvariantCulture)}");
    }

    private static void Estimates(StringBuilder text, Summary summary)
    {
        LawFit fit = summary.Fit;
        bool known = summary.Bootstrap is { IsUsable: true };
        int digits = summary.Decision is { } decision ? SurvivingDigits.Of(fit.Fitted, decision.Flops) : 4;
        var table = new TextTable("Parameter", "estimate", "std. error", $"{Level(summary.Level)} interval", "<meaning");
        foreach (ParameterEstimate estimate in fit.Parameters)
        {
            string symbol = estimate.Parameter.Symbol;
            string meaning = estimate.Parameter.Meaning;
            if (estimate.IsHeld || !known)
            {
                string why = estimate.IsHeld ? "held" : "withheld";
                table.Add(symbol, NumberText.Significant(estimate.Value, Math.Max(4, digits)), why, why, meaning);
                continue;
            }

            double error = summary.Bootstrap!.StandardError(estimate.Parameter.Name);
            Interval interval = summary.Bootstrap.Interval(estimate.Parameter.Name, summary.Level);
            if (error > WideSpread * Math.Abs(estimate.Value))
            {
                // Draws over many powers of ten: digits and a standard error would say nothing.
                table.Add(symbol, NumberText.Significant(estimate.Value, Math.Max(3, digits)), "many times", $"{NumberText.Significant(interval.Lower, 2)} to {NumberText.Significant(interval.Upper, 2)}", meaning);
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
                meaning);
        }

        text.Append('\n');
        table.AppendTo(text, "");
        text.Append(known ? $"From {summary.Bootstrap}.\n" : "Standard errors and intervals are withheld: see the findings.\n");
    }

    private static void Verdict(StringBuilder text, LawFit fit)
    {
        Certificate certificate = fit.Certificate;
        bool converged = certificate.Termination == Termination.Converged;
        text.Append('\n').Append(fit.IsUsable ? "Certified minimum\n" : "NOT A USABLE FIT\n");
        Question(text, "converged", converged, certificate.RelativeDecrement is { } left
            ? $"relative decrement {(left < Negligible ? "below 1e-15" : NumberText.Scientific(left, 2))}"
            : $"{certificate.Termination}");
        Shape(text, fit);
        IEnumerable<string> shares = certificate.TermShares.Select(t => $"{t.Term} {NumberText.Percent(t.Smallest)} to {NumberText.Percent(t.Largest)}");
        Question(text, "alive", certificate.TermShares.All(t => t.IsAlive), $"shares of the loss: {string.Join(", ", shares)}");
        int basins = certificate.Basins.Count(b => b.Termination == Termination.Converged);
        string found = basins == 0 ? "no minimum found" : basins == 1 ? "one minimum found" : string.Create(CultureInfo.InvariantCulture, $"{basins} minima found, this one the lowest");
        Question(text, "starts", 2 * certificate.StartsAgreeing > certificate.Starts, string.Create(CultureInfo.InvariantCulture, $"{certificate.StartsAgreeing} of {certificate.Starts} agree, {found}"));
    }

    /// <summary>What proves the minimum: curvature, or for least absolute deviations the multipliers.</summary>
    private static void Shape(StringBuilder text, LawFit fit)
    {
        Certificate certificate = fit.Certificate;
        string condition = certificate.ConditionNumber is { } c ? $", condition number {NumberText.Scientific(c, 2)} centred" : "";
        if (fit.Law.FreeCount == 0)
        {
            Question(text, "curved", true, "nothing is fitted");
        }
        else if (certificate.IsPositiveDefinite is { } isPositive)
        {
            bool good = isPositive && certificate.ConditionNumber is <= Certificate.LargestCondition;
            Question(text, "curved", good, isPositive
                ? $"smallest Hessian eigenvalue {NumberText.Scientific(certificate.HessianEigenvalues[0], 3)}{condition}"
                : "the Hessian is not positive definite");
        }
        else if (certificate is { InterpolatedRuns: { } through, LargestMultiplier: { } multiplier })
        {
            Question(text, "strict", multiplier < 1, $"passes through {Count(through)}, largest multiplier {NumberText.Significant(multiplier, 2)} of its bound{condition}");
        }
        else
        {
            Question(text, "strict", certificate.Termination == Termination.Converged, "the runs lie on the law to rounding");
        }
    }

    private static void Decision(StringBuilder text, Summary summary)
    {
        if (summary.Decision is not { } decision) return;
        double decades = summary.Fit.Runs.DecadesBeyond(decision.Flops);
        string distance = decades > 0 ? $"{NumberText.Significant(decades, 2)} decades beyond the runs" : "within the runs' compute";
        text.Append('\n').Append(CultureInfo.InvariantCulture, $"Decision at {NumberText.Scientific(decision.Flops, 3)} FLOP, {distance}\n");
        var table = new TextTable("", "optimum", $"{Level(summary.Level)} interval");
        table.Add("N*  parameters", NumberText.Scientific(decision.Parameters, 3), Range(decision.ParametersInterval));
        table.Add("D*  tokens", NumberText.Scientific(decision.Tokens, 3), Range(decision.TokensInterval));
        table.Add("D*/N*  tokens per parameter", NumberText.Significant(decision.TokensPerParameter, 3), Range(decision.TokensPerParameterInterval));
        table.Add("loss", NumberText.Significant(decision.Loss, 4), Range(decision.LossInterval, 4));
        table.AppendTo(text, "  ");
    }

    private static void Findings(StringBuilder text, Summary summary)
    {
        // A finding on the resamples with the code of one on the fit says it better.
        IReadOnlyList<Finding> ofResamples = summary.Bootstrap?.Findings ?? [];
        IEnumerable<Finding> ofFit = summary.Fit.Findings.Where(f => ofResamples.All(o => !string.Equals(o.Code, f.Code, StringComparison.Ordinal)));
        Finding[] findings = [.. ofFit.Concat(ofResamples).OrderBy(f => f.Code, StringComparer.Ordinal)];
        text.Append('\n').Append(findings.Length == 0 ? "No findings\n" : "Findings\n");
        foreach (Finding finding in findings) Wrap(text, "  ", "    ", finding.ToString());
    }

    private static void Line(StringBuilder text, string label, string value) =>
        Wrap(text, label.PadRight(LabelWidth), new string(' ', LabelWidth), value);

    private static void Question(StringBuilder text, string question, bool good, string evidence) =>
        Wrap(text, $"  {question,-10} {(good ? "yes" : "NO "),-4} ", new string(' ', 18), evidence);

    /// <summary>Breaks at spaces where a line would grow too long.</summary>
    private static void Wrap(StringBuilder text, string first, string next, string words)
    {
        string line = first;
        bool empty = true;
        foreach (string word in words.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > LineWidth)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = next;
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        text.Append(line.TrimEnd()).Append('\n');
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
        _ => "units of its own",
    };

    private static string Counting(ParameterCounting counting) => counting switch
    {
        ParameterCounting.Total => "N counts all parameters",
        ParameterCounting.NonEmbedding => "N counts non-embedding parameters",
        _ => "counting of N undeclared",
    };
}
