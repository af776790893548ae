namespace ScalingFit.Uncertainty;

/// <summary>How far runs of one configuration scatter about their mean: the pure error of analysis of variance, in the objective's residuals.</summary>
internal static class RepeatScatter
{
    /// <summary>With fewer degrees of freedom the scatter is not known to a factor of two.</summary>
    private const int LeastFreedom = 4;

    /// <summary>Mean less measured of every repeated run, times √(m/(m - 1)) for the mean of m that was taken off; null where repeats are too few. Rows of one run repeat nothing.</summary>
    public static double[]? Of(LawFit fit)
    {
        RunSet runs = fit.Runs;
        double[][] columns = fit.Law.Definition.InputsOf(runs);
        int[][] byRun = runs.RowsByRun();
        var scatter = new List<double>();
        int freedom = 0;

        // The last row of a run stands for it.
        foreach (IGrouping<string, int> same in byRun.Select(rows => rows[^1]).GroupBy(i => $"{runs[i].Group}|{string.Join('|', columns.Select(c => c[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}", StringComparer.Ordinal))
        {
            // Of equal predictions, the differences of residuals are those of measurements.
            double[] residuals = [.. same.Select(i => fit.Residuals[i])];
            int m = residuals.Length;
            if (m < 2) continue;
            double mean = residuals.Average();
            double widen = Math.Sqrt(m / (m - 1.0));
            scatter.AddRange(residuals.Select(r => widen * (r - mean)));
            freedom += m - 1;
        }

        return freedom < LeastFreedom ? null : [.. scatter];
    }
}
