using ScalingFit.Uncertainty;

namespace ScalingFit.Validation;

/// <summary>Fits without some runs, and forecasts them: the one step that hold-outs, back-tests and comparisons are made of.</summary>
internal static class HoldOutMaker
{
    /// <summary>The variable that distances are taken in when none is named.</summary>
    public static Variable? DefaultVariable(LawFit fit) =>
        fit.Runs.Has(Variable.Flops) ? Variable.Flops : fit.Law.Variables.FirstOrDefault(fit.Runs.Has);

    /// <summary>The place of each row's run among the runs of the table.</summary>
    public static int[] PlaceOfRow(int[][] runs, int rows)
    {
        var places = new int[rows];
        for (int place = 0; place < runs.Length; place++)
        {
            foreach (int row in runs[place]) places[row] = place;
        }

        return places;
    }

    /// <summary>Fits to some rows and forecasts others; the rest has no part.</summary>
    /// <param name="fit">The fit whose law and options are used.</param>
    /// <param name="fitted">The positions of the rows to fit.</param>
    /// <param name="held">The positions of the rows to forecast.</param>
    /// <param name="because">Why they are left out.</param>
    /// <param name="by">The variable that distances are taken in.</param>
    /// <param name="options">Resamples, level, seed and threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The hold-out, or null where the work was stopped.</returns>
    public static HoldOut? Make(LawFit fit, int[] fitted, int[] held, string because, Variable? by, HoldOutOptions options, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return null;
        RunSet runs = fit.Runs;
        LawFit training = fit.Law.Fit(runs.Keep(fitted, because), fit.Options);
        Bootstrap? bootstrap = options.Resamples > 0 && training.Certificate.IsMinimum
            ? training.Bootstrap(options.Resamples, options.Seed, new BootstrapOptions { Threads = options.Threads }, cancellationToken: cancellation)
            : null;
        if (bootstrap is { IsComplete: false }) return null;

        int[] places = PlaceOfRow(runs.RowsByRun(), runs.Count);
        double[]? column = by is null ? null : runs.ColumnArray(by);
        var forecasts = new Forecast[held.Length];
        for (int k = 0; k < held.Length; k++)
        {
            TrainingRun run = runs[held[k]];
            var point = new RunPoint(fit.Law, run, runs.Conventions);
            forecasts[k] = new Forecast
            {
                Run = run,
                Row = runs.RowOf(held[k]),
                Place = places[held[k]],
                Predicted = point.LossBy(training.Fitted),
                Decades = by is null ? 0 : training.Runs.DecadesBeyond(by, column![held[k]]),
                NewRun = bootstrap is null ? null : NewRun(bootstrap, point, options.Level),
            };
        }

        return new HoldOut(training, by, forecasts, bootstrap);
    }

    /// <summary>Null where intervals are not defined, and where a draw has no loss for the run.</summary>
    private static Interval? NewRun(Bootstrap bootstrap, RunPoint point, double level)
    {
        if (!PredictionIntervals.AreDefined(bootstrap)) return null;
        double[] curve = [.. bootstrap.Draws.Select(point.LossBy)];
        return Array.Exists(curve, double.IsNaN) ? null : PredictionIntervals.NewRun(bootstrap, curve, level, withError: false);
    }
}
