using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScalingFit.Runs;

/// <summary>A fingerprint of a table: of what a fit depends on, and of nothing else.</summary>
internal static class RunHash
{
    public static string Of(RunSet runs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{runs.Conventions.LossUnit}|{runs.Conventions.Counting}|{runs.Conventions.ComputeRule}");

        // Silent where compute is counted as it is unless said otherwise.
        if (runs.Conventions.FlopCounting != FlopCounting.SixND) text.Append('|').Append(runs.Conventions.FlopCounting);
        text.Append('\n');
        foreach (TrainingRun run in runs)
        {
            // Lengths keep apart what would otherwise run together.
            text.Append(CultureInfo.InvariantCulture, $"{run.Name?.Length ?? -1}:{run.Name}|{run.Group?.Length ?? -1}:{run.Group}|{run.Parameters:R}|{run.Tokens:R}|{run.Flops:R}|{run.Loss:R}|{run.Weight:R}|{run.LossStandardDeviation:R}");
            foreach ((string symbol, double value) in run.Values.OrderBy(v => v.Key, StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"|{symbol}={value:R}");
            if (run.Step is { } step) text.Append(CultureInfo.InvariantCulture, $"|step {step}");
            if (run.Schedule is { } schedule) text.Append(CultureInfo.InvariantCulture, $"|schedule {schedule.Fingerprint}");
            text.Append('\n');
            if (text.Length < 1 << 16) continue;
            hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }

        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
