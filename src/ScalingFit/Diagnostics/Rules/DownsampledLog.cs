using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1010: a run with exactly as many rows as experiment trackers sample a long history down to: 500 (Weights &amp; Biases) or 1000 (TensorBoard).</summary>
internal sealed class DownsampledLog : IRunRule
{
    private static readonly int[] Defaults = [500, 1000];

    public Finding? Check(RunSet runs)
    {
        int[][] sampled = [.. runs.RowsByRun().Where(rows => Defaults.Contains(rows.Length))];
        if (sampled.Length == 0) return null;
        string others = sampled.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {sampled.Length - 1} more like it");
        return new Finding
        {
            Code = "SF1010",
            Severity = Severity.Information,
            Message = string.Create(CultureInfo.InvariantCulture, $"Run {runs[sampled[0][0]].Name} has exactly {sampled[0].Length} rows{others}: trackers sample longer histories down to that."),
            Advice = "Export the full history where single rows matter, such as the last.",
        };
    }
}
