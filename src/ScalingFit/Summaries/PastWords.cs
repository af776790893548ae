using System.Globalization;

namespace ScalingFit.Summaries;

/// <summary>How forecasts from earlier cutoffs did, in a line or two.</summary>
internal static class PastWords
{
    public static string Of(BackTest past)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        int cutoffs = past.Cutoffs.Count - past.UncountedCutoffs;
        if (past.Forecasts.Count == 0) return "no cutoff had a certified minimum to forecast from";
        string coverage = past.Coverage is { } share
            ? string.Create(invariant, $"{100 * past.Options.Level:0.##} % intervals held {100 * share:0} %")
            : "intervals withheld";
        return string.Create(
            invariant,
            $"{past.Forecasts.Count} forecasts of {past.RunCount} runs from {cutoffs} cutoff{(cutoffs == 1 ? "" : "s")} in {past.By.Symbol}, up to {past.Forecasts.Max(f => f.Decades):0.0} decades beyond: median error {100 * past.MedianRelativeError:0.0} %, {past.RunsOverpredicted} of {past.RunCount} runs too high, {coverage}");
    }
}
