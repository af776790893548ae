using System.Globalization;
using System.Text;

namespace ScalingFit.Validation;

/// <summary>A comparison as a table: a law a line, the best first.</summary>
internal static class LawComparisonText
{
    private static readonly string[] Headings = ["law", "free", "ln lik.", "AICc", "BIC", "LOO score", "below best", "LOO error", "largest out", "standing"];

    public static string Of(LawComparison comparison)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string[][] lines = [Headings, .. comparison.Laws.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(c => lines.Max(l => l[c].Length))];
        var text = new StringBuilder();
        string rows = comparison.Runs.RunCount < comparison.Runs.Count ? string.Create(invariant, $" ({comparison.Runs.Count} rows)") : "";
        text.Append(invariant, $"{comparison.Runs.RunCount} runs{rows}, {comparison.Options.Fit.Objective.Name}\n");
        foreach (string[] line in lines)
        {
            // Law and standing to the left, numbers to the right.
            IEnumerable<string> cells = line.Select((cell, c) => c == 0 || c == line.Length - 1 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        if (comparison.Laws.All(l => l.LogLikelihood is null) && comparison.Runs.RunCount < comparison.Runs.Count) text.Append("Likelihoods are withheld: rows of one run are not independent.\n");
        return text.Append(comparison.Verdict).ToString();
    }

    /// <summary>The law's name, with what tells it from others of that name: what is held, tied or bounded.</summary>
    public static string Label(ScalingLaw law)
    {
        IEnumerable<string> held = law.Parameters.Where(p => law.Held.ContainsKey(p.Name)).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} = {law.Held[p.Name]}"));
        IEnumerable<string> tied = law.Parameters.Where(p => law.Tied.ContainsKey(p.Name)).Select(p => $"{p.Symbol} = {law.Parameters[law.IndexOf(law.Tied[p.Name])].Symbol}");
        IEnumerable<string> bounded = law.Parameters.Where(p => law.Bounds.ContainsKey(p.Name)).Select(p => $"{p.Symbol} {law.Bounds[p.Name]}");
        return string.Join(", ", [law.Name, .. held, .. tied, .. bounded]);
    }

    private static string[] Cells(LawScore score)
    {
        string shortfall = score.Standing switch
        {
            LawStanding.Best => "",
            LawStanding.NotDetermined => "-",
            _ => string.Create(CultureInfo.InvariantCulture, $"{score.Shortfall:0.0} ± {score.ShortfallStandardError:0.0}"),
        };
        string standing = score.Standing switch
        {
            LawStanding.Best => "best",
            LawStanding.NotDistinguishable => "not distinguishable",
            LawStanding.Worse => "worse",
            _ => "not determined",
        };
        return
        [
            Label(score.Law),
            score.FreeCount.ToString(CultureInfo.InvariantCulture),
            Number(score.LogLikelihood),
            Number(score.Aicc),
            Number(score.Bic),
            Number(score.LeaveOneOutScore),
            shortfall,
            Percent(score.LeaveOneOutError),
            Percent(score.HoldOut?.MeanRelativeError),
            standing,
        ];
    }

    private static string Number(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.00} %") : "-";
}
