namespace ScalingFit.Benchmarks.Scaling;

/// <summary>The tables of <see cref="CostTimes"/>.</summary>
internal static class CostReport
{
    public static string Of(CostTimes times)
    {
        var fits = new MarkdownTable("rows, CPU median of one thread", "from the best cell", "ns per row", "default fit", "ns per row");
        foreach ((SizeTime best, SizeTime fit) in times.BestCell.Zip(times.Fit))
        {
            fits.Add(Quantity.Count(best.Size), Quantity.Time(best.Seconds), PerUnit(best, 1e9), Quantity.Time(fit.Seconds), PerUnit(fit, 1e9));
        }

        fits.Add("slope over the upper two decades", Quantity.Of(SizeTime.Slope(times.BestCell)), "", Quantity.Of(SizeTime.Slope(times.Fit)), "");

        var bootstraps = new MarkdownTable("resamples of 240 runs, safe starts", "bootstrap", "µs per resample");
        foreach (SizeTime bootstrap in times.Bootstrap) bootstraps.Add(Quantity.Count(bootstrap.Size), Quantity.Time(bootstrap.Seconds), PerUnit(bootstrap, 1e6));
        bootstraps.Add("slope", Quantity.Of(SizeTime.Slope(times.Bootstrap)), "");
        return $"{fits}\n{bootstraps}";
    }

    private static string PerUnit(SizeTime time, double unitsPerSecond) => Quantity.Of(unitsPerSecond * time.Seconds / time.Size);
}
