using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1006: runs whose every number agrees. A copy counts twice in the fit and makes intervals too narrow; a repeat is welcome.</summary>
internal sealed class DuplicateRuns : IRunRule
{
    /// <summary>Relative difference below which two values count as the same.</summary>
    private const double Same = 1e-3;

    private const int Shown = 3;

    /// <summary>After so many the table is plainly full of them, and counting on would take the square of its length.</summary>
    private const int Enough = 1000;

    public Finding? Check(RunSet runs)
    {
        List<(int First, int Second)> pairs = Pairs(runs);
        if (pairs.Count == 0) return null;
        IEnumerable<string> shown = pairs.Take(Shown).Select(p => string.Create(CultureInfo.InvariantCulture, $"{runs.RowOf(p.First)} and {runs.RowOf(p.Second)}"));
        string more = pairs.Count > Shown ? ", ..." : "";
        string count = pairs.Count == 1 ? "One pair of rows agrees" : string.Create(CultureInfo.InvariantCulture, $"{(pairs.Count < Enough ? "" : "At least ")}{pairs.Count} pairs of rows agree");
        return new Finding
        {
            Code = "SF1006",
            Severity = Severity.Information,
            Message = $"{count} to 0.1 % in every column (rows {string.Join("; ", shown)}{more}).",
            Advice = "If they are copies of one run, leave one out with a reason; if they are repeats, let them stand.",
        };
    }

    private static List<(int First, int Second)> Pairs(RunSet runs)
    {
        // Sorted by loss, only rows within 0.1 % of each other need comparing. Rows that share a name are known to belong together.
        int[] order = [.. Enumerable.Range(0, runs.Count).OrderBy(i => runs[i].Loss)];
        var pairs = new List<(int, int)>();
        for (int a = 0; a < order.Length && pairs.Count < Enough; a++)
        {
            for (int b = a + 1; b < order.Length && pairs.Count < Enough && AreSame(runs[order[a]].Loss, runs[order[b]].Loss); b++)
            {
                TrainingRun first = runs[order[a]];
                TrainingRun second = runs[order[b]];
                bool named = first.Name is not null && string.Equals(first.Name, second.Name, StringComparison.Ordinal);
                if (named || !AreSame(first.Parameters, second.Parameters) || !AreSame(first.Tokens, second.Tokens) || !AreSame(first.Flops, second.Flops) || !HaveSameRest(first, second)) continue;
                pairs.Add((Math.Min(order[a], order[b]), Math.Max(order[a], order[b])));
            }
        }

        pairs.Sort();
        return pairs;
    }

    /// <summary>Runs of two groups, at other steps or on other schedules, or with other unique tokens, are not copies.</summary>
    private static bool HaveSameRest(TrainingRun a, TrainingRun b) =>
        a.Step == b.Step
        && Equals(a.Schedule, b.Schedule)
        && string.Equals(a.Group, b.Group, StringComparison.Ordinal)
        && a.Values.Count == b.Values.Count
        && a.Values.All(v => b.Values.TryGetValue(v.Key, out double other) && AreSame(v.Value, other));

    private static bool AreSame(double? a, double? b) =>
        a is { } x && b is { } y ? Math.Abs(x - y) <= Same * Math.Max(x, y) : a is null && b is null;
}
