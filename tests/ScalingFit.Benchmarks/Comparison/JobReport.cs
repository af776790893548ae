namespace ScalingFit.Benchmarks.Comparison;

/// <summary>The tables of <see cref="JobTimes"/>, beside scipy's where it was run.</summary>
internal static class JobReport
{
    /// <param name="jobs">The library's times.</param>
    /// <param name="analytic">scipy's, with the gradient written out; null where it was not run.</param>
    /// <param name="numeric">scipy's, with differences.</param>
    public static string Of(JobTimes jobs, ScipyTimes? analytic, ScipyTimes? numeric)
    {
        string[] ratios = analytic is null ? [] : ["scipy, analytic gradient", "ratio", "scipy, numeric gradient", "ratio"];
        var table = new MarkdownTable(["240 runs, CPU time of one thread, median (minimum)", "ScalingFit", .. ratios]);
        Add("one local fit", jobs.BestCell, s => s.Fit.Seconds);
        Add("default fit against one local fit", jobs.Fit, s => s.Fit.Seconds);
        Add("default fit against the grid of 4500 starts", jobs.Fit, s => s.Grid.Seconds);
        Add("bootstrap 4000, from the fit", jobs.WarmBootstrap, s => s.WarmBootstrap.Seconds);
        Add("bootstrap 4000, safe starts", jobs.Bootstrap, s => s.Bootstrap.Seconds);
        Add("the grid itself, 4500 L-BFGS starts", jobs.Grid, s => s.Grid.Seconds);
        AddRow("whole job: minimum and 4000 resamples, from the fit", Quantity.Time(jobs.WholeJob), jobs.WholeJob, s => s.WholeJob);
        AddRow("the same, safe starts", Quantity.Time(jobs.SafeWholeJob), jobs.SafeWholeJob, s => s.WholeJob);
        return $"{table}{Near(jobs, analytic, numeric)}\n{Others(jobs)}";

        void Add(string name, Measured own, Func<ScipyTimes, double> scipy) =>
            AddRow(name, $"{Quantity.Time(own.Median)} ({Quantity.Time(own.Minimum)})", own.Median, scipy);

        void AddRow(string name, string time, double own, Func<ScipyTimes, double> scipy)
        {
            IEnumerable<string> cells = new[] { analytic, numeric }.OfType<ScipyTimes>().SelectMany(s => new[] { Quantity.Time(scipy(s)), Quantity.Of(scipy(s) / own) });
            table.Add([name, time, .. cells]);
        }
    }

    /// <summary>How many of the fits paid for are right.</summary>
    private static string Near(JobTimes jobs, ScipyTimes? analytic, ScipyTimes? numeric)
    {
        if (analytic is null || numeric is null) return "";
        return $"""

            Fits within a relative 1e-4 of their minimum. Grid: ScalingFit {Quantity.Percent(jobs.GridShareNear)}, scipy {Both(s => s.Grid)}. Bootstrap by scipy:
            {Both(s => s.Bootstrap)}, from the fit {Both(s => s.WarmBootstrap)}. (Analytic, numeric gradient.) 450 of scipy's 4500 starts and 400 of its 4000 resamples were run, and scaled up.

            """;

        string Both(Func<ScipyTimes, ScipyResult> job) => $"{Quantity.Percent(job(analytic).ShareNear)}, {Quantity.Percent(job(numeric).ShareNear)}";
    }

    private static MarkdownTable Others(JobTimes jobs)
    {
        var table = new MarkdownTable("ScalingFit", "");
        table.Add("bootstrap 4000, safe starts, and 95 % intervals of ten quantities with Monte Carlo errors, one thread, CPU median of 5", Quantity.Time(jobs.Intervals.Median));
        table.Add("two threads against one, safe bootstrap, best wall time of 10", $"{Quantity.Of(jobs.TwoThreads)} times");
        table.Add("1e6 rows, from the best cell, one thread, CPU median", Quantity.Time(jobs.MillionBestCell.Median));
        table.Add("the same, best wall time", Quantity.Time(jobs.MillionBestCell.Wall));
        table.Add("1e6 rows, default fit, one thread, CPU median", Quantity.Time(jobs.MillionFit.Median));
        table.Add("the same, best wall time", Quantity.Time(jobs.MillionFit.Wall));
        table.Add("allocated per refit, bootstrap of 1000 over its resamples", $"{Quantity.Of(jobs.BytesPerRefit)} bytes");
        table.Add("allocated per further refit, its result included", $"{Quantity.Of(jobs.BytesPerFurtherRefit)} bytes");
        return table;
    }
}
