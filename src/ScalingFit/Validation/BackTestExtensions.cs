using System.Globalization;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Trying a fit on its own past.</summary>
public static class BackTestExtensions
{
    /// <summary>So many runs more than parameters are fitted at the first cutoff: with fewer, resamples show no scatter.</summary>
    private const int Spare = 3;

    /// <summary>Fits the law to the runs up to each of several cutoffs and forecasts all runs beyond.</summary>
    /// <param name="fit">The fit; its law and options are used at every cutoff.</param>
    /// <param name="by">
    /// The variable that cutoffs are in; null for compute where all runs have it, otherwise the law's first variable that they have. A run of several rows lies at or below a cutoff if all of them do; of the
    /// others those rows are forecast that lie beyond. No run is on both sides.
    /// </param>
    /// <param name="options">Cutoffs, resamples, seed and level. A cutoff leaves at least three runs more than the law has free parameters, runs of each of its groups, and a run beyond.</param>
    /// <param name="progress">Told after every cutoff.</param>
    /// <param name="cancellationToken">Stops the work; the cutoffs finished by then are returned, and <see cref="BackTest.IsComplete"/> is false.</param>
    /// <returns>The forecasts, and how far they were off.</returns>
    /// <exception cref="ArgumentException">The runs lack the variable.</exception>
    /// <exception cref="RunDataException">The runs are too few, or take too few values of the variable, for a single cutoff.</exception>
    public static BackTest BackTest(
        this LawFit fit,
        Variable? by = null,
        BackTestOptions? options = null,
        IProgress<BackTestProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= BackTestOptions.Default;
        by ??= HoldOutMaker.DefaultVariable(fit) ?? throw new ArgumentException("The runs have no variable of the law to be ordered by. Name one.", nameof(by));

        double[] column = fit.Runs.ColumnArray(by);
        int[][] runs = fit.Runs.RowsByRun();
        double[] sizes = [.. runs.Select(rows => rows.Max(i => column[i]))];
        double[] values = Choose(Candidates(fit, by, runs, sizes), options.Cutoffs);
        var holdOut = new HoldOutOptions { By = by, Resamples = options.Resamples, Seed = options.Seed, Level = options.Level, Threads = options.Threads };
        var cutoffs = new List<BackTestCutoff>(values.Length);
        foreach (double value in values)
        {
            int[] fitted = [.. runs.Where((_, place) => sizes[place] <= value).SelectMany(rows => rows).Order()];
            int[] beyond = [.. Enumerable.Range(0, column.Length).Where(i => column[i] > value)];
            string because = string.Create(CultureInfo.InvariantCulture, $"beyond {by.Symbol} = {value:0.###e0}");
            if (HoldOutMaker.Make(fit, fitted, beyond, because, by, holdOut, cancellationToken) is not { } made) break;
            cutoffs.Add(new BackTestCutoff { By = by, Value = value, HoldOut = made });
            progress?.Report(new BackTestProgress { Completed = cutoffs.Count, Cutoffs = values.Length });
        }

        return new BackTest(fit, by, options, values.Length, cutoffs);
    }

    /// <summary>The values at which enough runs lie at or below and some beyond.</summary>
    private static double[] Candidates(LawFit fit, Variable by, int[][] runs, double[] sizes)
    {
        int needed = fit.Law.FreeCount + Spare;
        double[] values = [.. sizes.Distinct().Order()];
        double[] candidates =
        [
            .. values.Take(values.Length - 1).Where(value =>
            {
                int[] within = [.. Enumerable.Range(0, runs.Length).Where(place => sizes[place] <= value)];
                return within.Length >= needed
                    && fit.Law.Groups.All(g => within.Any(place => string.Equals(fit.Runs[runs[place][0]].Group, g, StringComparison.Ordinal)));
            }),
        ];
        if (candidates.Length > 0) return candidates;
        string groups = fit.Law.Groups.Count == 0 ? "" : " and a run of every group";
        throw new RunDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"There is no cutoff in {by} with {needed} runs at or below{groups}, {Spare} more than the law has free parameters, and one beyond: {runs.Length} runs take {values.Length} values. Train more, or hold parameters."));
    }

    private static double[] Choose(double[] candidates, int count)
    {
        if (candidates.Length <= count) return candidates;
        if (count == 1) return [candidates[^1]];
        return [.. Enumerable.Range(0, count).Select(k => candidates[(int)Math.Round((double)k * (candidates.Length - 1) / (count - 1), MidpointRounding.AwayFromZero)])];
    }
}
