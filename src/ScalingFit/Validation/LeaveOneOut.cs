using System.Runtime.ExceptionServices;
using ScalingFit.Uncertainty;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit.Validation;

/// <summary>
/// Refits of a law with each run left out in turn, and the density that each gives to the run it never saw: the logarithmic score of cross-validation (Stone 1974; Vehtari, Gelman and Gabry 2017).
/// </summary>
/// <remarks>A refit starts from the solution and from the best screened cell of what is left. One that fails is made again from scratch; where that fails too the run has no score.</remarks>
internal sealed class LeaveOneOut
{
    private readonly LawFit _fit;
    private readonly ResidualScore _score;
    private readonly int[][] _runs;
    private readonly RunPoint[] _points;

    private LeaveOneOut(LawFit fit)
    {
        _fit = fit;
        _score = new ResidualScore(fit.Runs, fit.Options.Objective);
        _runs = fit.Runs.RowsByRun();
        _points = [.. fit.Runs.Select(r => new RunPoint(fit.Law, r, fit.Runs.Conventions))];
    }

    /// <summary>The score of each run, in the order of first appearance: the mean over its rows of weight times ln density; NaN where its refit failed.</summary>
    public required double[] Scores { get; init; }

    /// <summary>The mean of |predicted/measured - 1| over the rows of each run; NaN where its refit failed.</summary>
    public required double[] Errors { get; init; }

    /// <summary>Refits without each run in turn.</summary>
    /// <returns>Null where the work was stopped.</returns>
    public static LeaveOneOut? Of(LawFit fit, int threads, CancellationToken cancellation)
    {
        int count = fit.Runs.RunCount;
        var result = new LeaveOneOut(fit) { Scores = new double[count], Errors = new double[count] };
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        try
        {
            Parallel.For(0, count, options, () => new Worker(result), (place, state, worker) =>
            {
                if (cancellation.IsCancellationRequested) state.Stop();
                else result.Take(place, worker.ResidualsWithout(place));
                return worker;
            }, _ => { });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return cancellation.IsCancellationRequested ? null : result;
    }

    private void Take(int place, double[]? residuals)
    {
        Scores[place] = Errors[place] = double.NaN;
        if (residuals is null) return;
        int[] own = _runs[place];
        double scale = _score.Scale(residuals, Enumerable.Range(0, residuals.Length).Except(own));
        if (scale > 0) Scores[place] = own.Average(i => _score.Weight(i) * _score.LogDensity(residuals, i, scale));
        Errors[place] = own.Average(i => Math.Abs(_score.RelativeError(i, residuals[i])));
    }

    /// <summary>One thread's refitter.</summary>
    private sealed class Worker
    {
        private readonly LeaveOneOut _owner;
        private readonly Refitter _refitter;

        public Worker(LeaveOneOut owner)
        {
            _owner = owner;
            _refitter = new Refitter(owner._fit, RefitStart.FitAndScreen);
        }

        /// <summary>The residuals of all rows by the law fitted without a run; null where there is no such law.</summary>
        public double[]? ResidualsWithout(int place) => (_owner._fit.Law.Bounds.Count == 0 ? Warm(place) : null) ?? Afresh(place);

        private double[]? Warm(int place)
        {
            LawFit fit = _owner._fit;
            return _refitter.Without(_owner._runs[place]) is { } values ? Residuals(new FittedLaw(fit.Law, values, fit.Runs.Conventions, "")) : null;
        }

        /// <summary>Other bounds may be active without the run, and another basin the lowest: the whole way then.</summary>
        private double[]? Afresh(int place)
        {
            LawFit fit = _owner._fit;
            int[] kept = [.. Enumerable.Range(0, fit.Runs.Count).Except(_owner._runs[place])];
            bool isComplete = fit.Law.Groups.All(g => kept.Any(i => string.Equals(fit.Runs[i].Group, g, StringComparison.Ordinal)));
            if (kept.Length < fit.Law.FreeCount || !isComplete) return null;
            LawFit without = fit.Law.Fit(fit.Runs.Keep(kept, "one run left out"), fit.Options with { Threads = 1 });
            return without.Certificate.IsMinimum ? Residuals(without.Fitted) : null;
        }

        private double[]? Residuals(FittedLaw law)
        {
            RunSet runs = _owner._fit.Runs;
            var residuals = new double[runs.Count];
            for (int i = 0; i < residuals.Length; i++) residuals[i] = _owner._score.Residual(i, _owner._points[i].LossBy(law));
            return Array.TrueForAll(residuals, double.IsFinite) ? residuals : null;
        }
    }
}
