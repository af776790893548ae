using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF1007: rows that are checkpoints of one run. They share what was particular about it, and count as one in a resample where they share a name; where names are missing, each would count as a run
/// of its own, and intervals would be too narrow.
/// </summary>
internal sealed class RowsOfOneRun : IRunRule
{
    /// <summary>So few evenly spaced values may be a grid.</summary>
    private const int Fewest = 5;

    /// <summary>How much the distances between the tokens, or steps, of checkpoints may differ: a logger writes every so many steps, while sweeps of data are planned in factors.</summary>
    private const double Uneven = 0.05;

    public Finding? Check(RunSet runs)
    {
        int[] unnamed = [.. Enumerable.Range(0, runs.Count).Where(i => runs[i].Name is null && Progress(runs[i]) is not null)];
        int[][] series = [.. unnamed.GroupBy(i => Key(runs[i]), StringComparer.Ordinal).Select(g => g.OrderBy(i => Progress(runs[i])).ToArray()).Where(rows => LooksLikeOneRun(runs, rows))];
        int rows = series.Sum(s => s.Length);

        // A chance series in a table of other runs is let pass.
        if (rows > 0 && 2 * rows >= unnamed.Length) return Unnamed(runs, rows, series);
        if (runs.RunCount == runs.Count) return null;
        return new Finding
        {
            Code = "SF1007",
            Severity = Severity.Information,
            Message = string.Create(CultureInfo.InvariantCulture, $"{runs.Count} rows belong to {runs.RunCount} run{(runs.RunCount == 1 ? "" : "s")} by their names; rows of one run are resampled together."),
            Advice = "",
        };
    }

    private static Finding Unnamed(RunSet runs, int rows, int[][] series) => new()
    {
        Code = "SF1007",
        Severity = Severity.Warning,
        Message = string.Create(CultureInfo.InvariantCulture, $"{rows} of {runs.Count} rows have no name and look like checkpoints of {series.Length} run{(series.Length == 1 ? "" : "s")}: one size, {(runs[series[0][0]].Tokens is null ? "at even distances" : "tokens in even steps")}, falling losses (from row {runs.RowOf(series[0][0])} on)."),
        Advice = "Give the rows of one run one Name, so that they are resampled together; if each is a run of its own, a name of its own.",
    };

    /// <summary>How far a run had come: its tokens, or where only steps are known these.</summary>
    private static double? Progress(TrainingRun run) => run.Tokens ?? run.Step;

    private static string Key(TrainingRun run)
    {
        IEnumerable<string> values = run.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={v.Value:R}"));
        return string.Create(CultureInfo.InvariantCulture, $"{run.Parameters:R};{run.Group};{run.Schedule?.Fingerprint};{string.Join(';', values)}");
    }

    private static bool LooksLikeOneRun(RunSet runs, int[] rows)
    {
        if (rows.Length < Fewest) return false;
        double step = (Progress(runs[rows[^1]])!.Value - Progress(runs[rows[0]])!.Value) / (rows.Length - 1);
        int falls = 0;
        for (int k = 1; k < rows.Length; k++)
        {
            if (Math.Abs(Progress(runs[rows[k]])!.Value - Progress(runs[rows[k - 1]])!.Value - step) > Uneven * step) return false;
            if (runs[rows[k]].Loss < runs[rows[k - 1]].Loss) falls++;
        }

        return 2 * falls > rows.Length - 1;
    }
}
