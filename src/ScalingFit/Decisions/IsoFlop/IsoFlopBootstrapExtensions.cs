using System.Globalization;
using MathNet.Numerics.Statistics;
using ScalingFit.Decisions;
using ScalingFit.Numerics;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit;

/// <summary>How far minima of equal compute vary.</summary>
public static class IsoFlopBootstrapExtensions
{
    /// <summary>Finds the minima again and again, of losses with noise added or of runs drawn anew within each budget, and draws a weighted power law through each set.</summary>
    /// <param name="iso">The minima.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="seed">Determines the draws.</param>
    /// <param name="noise">What is varied; <see cref="IsoFlopNoise.Resampled"/> unless given.</param>
    /// <param name="threads">How many threads to use; 0 means one a processor. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The draws, with intervals of exponents and predictions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two draws, or threads are negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IsoFlopBootstrap Bootstrap(this IsoFlop iso, int count = 1000, long seed = 1, IsoFlopNoise? noise = null, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(iso);
        if (count < 2) throw new ArgumentOutOfRangeException(nameof(count), count.ToString(CultureInfo.InvariantCulture), "At least two draws are needed.");
        Require.Threads(threads, nameof(threads));
        noise ??= IsoFlopNoise.Resampled;
        BudgetRuns[] grids = BudgetRuns.Of(iso);
        double[] logFlops = [.. iso.Budgets.Select(b => Math.Log(b.Flops))];
        double logRule = Math.Log(iso.Runs.Conventions.ComputeRule.FlopsPerParameterToken);

        var table = new Replicates(count);
        RefitLoop.Run(table, 0, count, () => k => Draw(k), threads, progress: null, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        double[][] draws = Array.ConvertAll(table.Values, v => v!);

        IsoFlopBudgetDraws[] budgets = [.. iso.Budgets.Select((b, i) => Gather(b, grids[i], [.. draws.Select(d => d[i]).Where(double.IsFinite)], count))];
        int[] used = [.. Enumerable.Range(0, budgets.Length).Where(i => budgets[i].IsUsed)];
        var laws = new List<(BudgetLaw Parameters, BudgetLaw Tokens)>();
        foreach (double[] draw in draws)
        {
            if (Through([.. used.Where(i => double.IsFinite(draw[i]))], i => draw[i]) is ({ } parameters, { } tokens)) laws.Add((parameters, tokens));
        }

        return new IsoFlopBootstrap(iso, noise, count, seed, budgets, Through(used, i => Math.Log(budgets[i].Parameters!.Value)), [.. laws]);

        // ln N* of every budget; NaN where the draw shows none.
        double[] Draw(int k)
        {
            var stream = new RandomStream(seed, k);
            var minima = new double[grids.Length];
            for (int b = 0; b < grids.Length; b++)
            {
                ValleyFloor floor = (noise.IsResampled ? Resampled(grids[b], ref stream) : Noisy(grids[b], noise, ref stream)).Floor();
                bool counts = floor.Status == IsoFlopStatus.Inside || (iso.Options.UseOutside && floor.Status == IsoFlopStatus.Outside);
                minima[b] = counts ? grids[b].LogParameters(floor.Place!.Value, logFlops[b] - logRule) : double.NaN;
            }

            return minima;
        }

        (BudgetLaw? Parameters, BudgetLaw? Tokens) Through(int[] places, Func<int, double> logSize)
        {
            double[] x = Array.ConvertAll(places, i => logFlops[i]);
            double[] weights = Array.ConvertAll(places, i => 1 / (budgets[i].LogDeviation!.Value * budgets[i].LogDeviation!.Value));
            return (BudgetLine.Through(x, Array.ConvertAll(places, i => logSize(i)), weights), BudgetLine.Through(x, Array.ConvertAll(places, i => logFlops[i] - logRule - logSize(i)), weights));
        }
    }

    private static IsoFlopBudgetDraws Gather(IsoFlopBudget budget, BudgetRuns grid, double[] minima, int count)
    {
        double[] sizes = [.. grid.LogSizes.Distinct()];
        double spacing = sizes.Length > 1 ? (sizes.Max() - sizes.Min()) / (sizes.Length - 1) : 0;
        double? deviation = minima.Length > 1 ? Math.Max(ArrayStatistics.StandardDeviation(minima), spacing / 3) : null;
        return new IsoFlopBudgetDraws
        {
            Flops = budget.Flops,
            Shown = minima.Length,
            IsUsed = budget.IsUsed && 2 * minima.Length >= count && deviation > 0,
            Parameters = minima.Length > 0 ? Math.Exp(minima.Median()) : null,
            LogDeviation = deviation,
        };
    }

    private static BudgetRuns Noisy(BudgetRuns grid, IsoFlopNoise noise, ref RandomStream stream)
    {
        var losses = new double[grid.Losses.Length];
        for (int i = 0; i < losses.Length; i++) losses[i] = grid.Losses[i] + (noise.DeviationAt(grid.Losses[i]) * stream.NextNormal());
        return grid with { Losses = losses };
    }

    private static BudgetRuns Resampled(BudgetRuns grid, ref RandomStream stream)
    {
        int n = grid.Losses.Length;
        var drawn = new int[n];
        for (int i = 0; i < n; i++) drawn[i] = stream.Below(n);
        return grid with
        {
            LogSizes = Array.ConvertAll(drawn, i => grid.LogSizes[i]),
            Losses = Array.ConvertAll(drawn, i => grid.Losses[i]),
            Weights = Array.ConvertAll(drawn, i => grid.Weights[i]),
        };
    }
}
