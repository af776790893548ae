using System.Globalization;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Fitting without some runs and forecasting them.</summary>
public static class HoldOutExtensions
{
    /// <summary>Refits the law, as the fit was made, without the runs that satisfy a condition, and forecasts those.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="heldOut">Which rows to forecast. Other rows of their runs are neither fitted nor forecast: no run is on both sides.</param>
    /// <param name="options">Resamples, seed and level.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The forecasts beside what was measured.</returns>
    /// <exception cref="ArgumentException">No row is held out, or the variable of the options is not in the table.</exception>
    /// <exception cref="RunDataException">Too few runs are left to fit the law, or none of one of its groups.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped: half a hold-out says nothing.</exception>
    public static HoldOut HoldOut(this LawFit fit, Func<TrainingRun, bool> heldOut, HoldOutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(heldOut);
        options ??= HoldOutOptions.Default;
        RunSet runs = fit.Runs;
        int[] held = [.. Enumerable.Range(0, runs.Count).Where(i => heldOut(runs[i]))];
        if (held.Length == 0) throw new ArgumentException($"No run is held out of {runs.Count.ToString(CultureInfo.InvariantCulture)}.", nameof(heldOut));
        return Make(fit, held, options, cancellationToken);
    }

    /// <summary>Refits the law without the largest runs and forecasts those: what the fit is for, tried on what is known.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="share">The share of runs to hold out: so many as make up at least this share, and at least one. Runs as large as the smallest of them are held out with it.</param>
    /// <param name="by">What large means; null for compute where all runs have it, otherwise the law's first variable that they have. A run of several rows is as large as its largest.</param>
    /// <param name="options">Resamples, seed and level. Distances are in <paramref name="by"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The forecasts beside what was measured.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The runs lack the variable.</exception>
    /// <exception cref="RunDataException">Too few runs are left to fit the law, or none of one of its groups.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static HoldOut HoldOutLargest(this LawFit fit, double share = 0.1, Variable? by = null, HoldOutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (!(share > 0 && share < 1)) throw new ArgumentOutOfRangeException(nameof(share), share.ToString(CultureInfo.InvariantCulture), "A share lies between 0 and 1, such as 0.1.");
        options ??= HoldOutOptions.Default;
        by ??= options.By ?? HoldOutMaker.DefaultVariable(fit) ?? throw new ArgumentException("The runs have no variable of the law to be ordered by. Name one.", nameof(by));

        double[] column = fit.Runs.ColumnArray(by);
        int[][] runs = fit.Runs.RowsByRun();
        double[] sizes = [.. runs.Select(rows => rows.Max(i => column[i]))];
        int count = Math.Max(1, (int)Math.Ceiling((share * runs.Length) - 1e-9));
        double smallest = sizes.OrderDescending().ElementAt(count - 1);
        int[] held = [.. runs.Where((_, place) => sizes[place] >= smallest).SelectMany(rows => rows).Order()];
        return Make(fit, held, options with { By = by }, cancellationToken);
    }

    private static HoldOut Make(LawFit fit, int[] held, HoldOutOptions options, CancellationToken cancellationToken)
    {
        int[][] runs = fit.Runs.RowsByRun();
        int[] places = HoldOutMaker.PlaceOfRow(runs, fit.Runs.Count);
        var without = new HashSet<int>(held.Select(i => places[i]));
        int[] fitted = [.. Enumerable.Range(0, fit.Runs.Count).Where(i => !without.Contains(places[i]))];
        return HoldOutMaker.Make(fit, fitted, held, "held out", options.By ?? HoldOutMaker.DefaultVariable(fit), options, cancellationToken)
            ?? throw new OperationCanceledException(cancellationToken);
    }
}
