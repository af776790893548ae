using System.Globalization;
using System.Text;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>
/// A law tried on its own past: at each of several cutoffs it is fitted to the runs up to there, and forecasts all beyond. Evaluation from a rolling origin (Tashman 2000), with size, data or compute in place of time.
/// </summary>
/// <remarks>
/// A run is forecast from several cutoffs, and all forecasts of a cutoff share a fit: they err together. Tests and intervals here therefore count runs, never forecasts, and are still somewhat too sure. A
/// back-test says how this law, on these runs, has done at distances that were bridged; of larger ones it says nothing. Immutable, and safe to share between threads.
/// </remarks>
public sealed class BackTest
{
    // Forecasts get harder by the factor, not by the step: each range of distances is twice as wide as the one before.
    private static readonly double[] Edges = [0, 0.25, 0.5, 1, 2, double.PositiveInfinity];

    private readonly ForecastErrors _errors;

    internal BackTest(LawFit fit, Variable by, BackTestOptions options, int planned, IReadOnlyList<BackTestCutoff> cutoffs)
    {
        Fit = fit;
        By = by;
        Options = options;
        Planned = planned;
        Cutoffs = cutoffs;
        Forecasts = [.. cutoffs.Where(c => c.IsCounted).SelectMany(c => c.HoldOut.Forecasts)];
        _errors = new ForecastErrors(Forecasts);

        // One sign a run, that of the forecast from the last cutoff before it: what earlier cutoffs said of it, they said of all runs at once.
        Forecast[] last = [.. Forecasts.GroupBy(f => f.Place).Select(g => g.Last())];
        RunCount = last.Length;
        RunsOverpredicted = last.Count(f => f.RelativeError > 0);
        ByDistance = Bin(Forecasts);
        Findings = BackTestFindings.Of(this);
    }

    /// <summary>The fit that was back-tested: to all runs, cutoffs have their own.</summary>
    public LawFit Fit { get; }

    /// <summary>The variable that cutoffs are in.</summary>
    public Variable By { get; }

    /// <summary>How it was made.</summary>
    public BackTestOptions Options { get; }

    /// <summary>How many cutoffs were planned.</summary>
    public int Planned { get; }

    /// <summary>The cutoffs, the smallest first; fewer than <see cref="Planned"/> only after a cancellation.</summary>
    public IReadOnlyList<BackTestCutoff> Cutoffs { get; }

    /// <summary>Whether every cutoff planned was fitted.</summary>
    public bool IsComplete => Cutoffs.Count == Planned;

    /// <summary>How many cutoffs have a fit that is no certified minimum. Their forecasts have no part in the statistics.</summary>
    public int UncountedCutoffs => Cutoffs.Count(c => !c.IsCounted);

    /// <summary>All forecasts of the cutoffs that count.</summary>
    public IReadOnlyList<Forecast> Forecasts { get; }

    /// <summary>How many runs were forecast, from one cutoff or several.</summary>
    public int RunCount { get; }

    /// <summary>The mean of |predicted/measured - 1|; NaN where there is no forecast.</summary>
    public double MeanRelativeError => _errors.MeanRelativeError;

    /// <summary>The median of |predicted/measured - 1|, which a few forecasts gone astray do not move; NaN where there is none.</summary>
    public double MedianRelativeError => _errors.MedianRelativeError;

    /// <summary>The mean of predicted/measured - 1: negative where forecasts promised too much. NaN where there is none.</summary>
    public double Bias => _errors.Bias;

    /// <summary>The root of the mean square of ln predicted less ln measured; NaN where there is no forecast.</summary>
    public double RootMeanSquareLogError => _errors.RootMeanSquareLogError;

    /// <summary>How many runs were predicted too high from the last cutoff before them.</summary>
    public int RunsOverpredicted { get; }

    /// <summary>
    /// The sign test of bias: how likely so many runs on one side are, were either side as likely (two-sided; one sign a run, that of the forecast from the last cutoff before it). Runs between two
    /// cutoffs share a fit and err together, so take it as the smallest it can be. Null where nothing was forecast.
    /// </summary>
    public double? BiasPValue => RunCount == 0 ? null : ForecastErrors.SignTest(RunsOverpredicted, RunCount);

    /// <summary>The share of forecasts with an interval whose interval held the measured loss; null where none has one.</summary>
    public double? Coverage => _errors.Coverage;

    /// <summary>Wilson's 95 % interval of <see cref="Coverage"/>, with runs and not forecasts as trials; null with it.</summary>
    public Interval? CoverageInterval => _errors.CoverageInterval;

    /// <summary>Error against distance: ranges of decades beyond the runs of the cutoff, each twice as wide as the one before; only those with forecasts.</summary>
    public IReadOnlyList<DistanceBin> ByDistance { get; }

    /// <summary>What the past says against the law or against its intervals.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>How many forecasts have an interval.</summary>
    internal int Judged => _errors.Judged;

    /// <summary>Errors, bias, coverage and error against distance: a few lines.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        string cut = IsComplete ? "" : string.Create(invariant, $" of {Planned} (cancelled)");
        text.Append(invariant, $"{Fit.Law.Name} by {By}: {Forecasts.Count} forecasts of {RunCount} runs from {Cutoffs.Count - UncountedCutoffs} cutoffs{cut}");
        if (UncountedCutoffs > 0) text.Append(invariant, $"; {UncountedCutoffs} more without a certified minimum, not counted");
        text.Append('\n');
        if (Forecasts.Count > 0)
        {
            text.Append(invariant, $"mean error {100 * MeanRelativeError:0.00} %, median {100 * MedianRelativeError:0.00} %, bias {100 * Bias:+0.00;-0.00;+0.00} % ({RunsOverpredicted} of {RunCount} runs too high, sign test p = {BiasPValue:G2})\n");
            text.Append(CoverageInterval is { } interval
                ? string.Create(invariant, $"{100 * Options.Level:0.#} % intervals held {100 * Coverage!.Value:0.0} % of {Judged} measured losses ({100 * interval.Lower:0} to {100 * interval.Upper:0} %)\n")
                : "intervals withheld\n");
        }

        foreach (DistanceBin bin in ByDistance) text.Append("  ").Append(bin).Append('\n');
        foreach (Finding finding in Findings) text.Append(finding).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    private static List<DistanceBin> Bin(IReadOnlyList<Forecast> forecasts)
    {
        var bins = new List<DistanceBin>();
        for (int b = 0; b + 1 < Edges.Length; b++)
        {
            Forecast[] within = [.. forecasts.Where(f => f.Decades >= Edges[b] && f.Decades < Edges[b + 1])];
            if (within.Length == 0) continue;
            var errors = new ForecastErrors(within);
            bins.Add(new DistanceBin { From = Edges[b], To = Edges[b + 1], Count = within.Length, MeanRelativeError = errors.MeanRelativeError, MedianRelativeError = errors.MedianRelativeError, Bias = errors.Bias, Coverage = errors.Coverage });
        }

        return bins;
    }
}
