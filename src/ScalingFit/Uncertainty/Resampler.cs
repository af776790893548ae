using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ScalingFit.Fitting;
using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Uncertainty;

/// <summary>
/// Draws and refits resamples. Replicate k depends on (data, options, seed, k) alone, so that any number of threads in any order gives
/// the same bits.
/// </summary>
internal sealed class Resampler
{
    /// <summary>Replicates a thread takes at a time: enough to drown the cost of taking them, few enough to cancel promptly.</summary>
    private const int Chunk = 25;

    private readonly FitProblem _problem;
    private readonly double[] _theta;
    private readonly long _seed;
    private readonly RefitStart _start;
    private readonly int[][][] _strata;

    public Resampler(LawFit fit, long seed, RefitStart start)
    {
        _start = start;
        _problem = fit.Problem;
        _theta = fit.Theta;
        _seed = seed;

        // Groups are drawn within, lest a resample leave one out.
        _strata = [.. fit.Runs.RowsByRun().GroupBy(rows => fit.Law.Groups.Count == 0 ? null : fit.Runs[rows[0]].Group, StringComparer.Ordinal).Select(g => g.ToArray())];
    }

    /// <summary>Refits replicates 0 .. count - 1 until done or cancelled.</summary>
    /// <returns>Natural parameter values a replicate, null where it failed; and how many were reached.</returns>
    public (double[]?[] Values, int Completed) Run(int count, int threads, IProgress<BootstrapProgress>? progress, CancellationToken cancellation)
    {
        var values = new double[]?[count];
        int next = 0;
        int completed = 0;
        int workers = Math.Min(threads == 0 ? Environment.ProcessorCount : threads, (count + Chunk - 1) / Chunk);

        void Work()
        {
            var worker = new Worker(this);
            while (!cancellation.IsCancellationRequested)
            {
                int start = Interlocked.Add(ref next, Chunk) - Chunk;
                if (start >= count) return;
                int end = Math.Min(start + Chunk, count);
                int done = 0;
                for (int k = start; k < end && !cancellation.IsCancellationRequested; k++, done++) values[k] = worker.Refit(k);
                int sum = Interlocked.Add(ref completed, done);
                progress?.Report(new BootstrapProgress { Completed = sum, Replicates = count });
            }
        }

        if (workers <= 1) Work();
        else RunOn(workers, Work);
        return (values, completed);
    }

    /// <summary>An exception of the caller's own progress comes out as it went in, whatever the number of threads.</summary>
    private static void RunOn(int workers, Action work)
    {
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => work());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>One thread's solver and memory.</summary>
    private sealed class Worker
    {
        private readonly Resampler _owner;
        private readonly LawSolver _solver;
        private readonly RowTable _rows;
        private readonly double[] _weights;
        private readonly double[] _point;
        private readonly Dictionary<string, (FitProblem Problem, LawSolver Solver)> _others = new(StringComparer.Ordinal);

        public Worker(Resampler owner)
        {
            _owner = owner;
            _solver = owner._problem.NewSolver(threads: 1);
            _rows = owner._problem.Rows.NewOfSameShape();
            _weights = new double[owner._problem.Rows.Count];
            _point = new double[owner._theta.Length];
        }

        public double[]? Refit(int replicate)
        {
            Draw(new RandomStream(_owner._seed, replicate), _owner._strata, _owner._problem, _weights);
            _rows.TakeWeighted(_owner._problem.Rows, _weights);
            _owner._theta.AsSpan().CopyTo(_point);
            FitProblem problem = _owner._problem;
            if (problem.Law.Bounds.Count > 0) return RefitWithinBounds();
            SolveOutcome outcome = _owner._start == RefitStart.Fit
                ? _solver.SolveFrom(_rows, problem.Penalty, _point, derivativesAtEnd: false)
                : _solver.Resolve(_rows, _weights, problem.Penalty, _point);
            return outcome.Termination == Termination.Converged ? Values(problem, _point) : null;
        }

        /// <summary>Other bounds than the fit's may be active for a resample.</summary>
        private double[]? RefitWithinBounds()
        {
            (SolveOutcome outcome, double[] theta, FitProblem at) = ActiveBounds.Search(_owner._problem, problem =>
            {
                string key = ActiveBounds.KeyOf(problem.AtBounds);
                if (!_others.TryGetValue(key, out (FitProblem Problem, LawSolver Solver) own))
                {
                    own = (problem, problem.NewSolver(threads: 1));
                    _others.Add(key, own);
                }

                _owner._theta.AsSpan().CopyTo(_point);
                own.Solver.Resolve(_rows, _weights, problem.Penalty, _point);

                // Once more from there, so that derivatives and multipliers are those of the point returned.
                SolveOutcome end = own.Solver.SolveFrom(_rows, problem.Penalty, _point);
                var point = (double[])_point.Clone();
                bool outside = ActiveBounds.Violation(own.Problem, point) is not null;
                return new BoundedPoint<(SolveOutcome, double[], FitProblem)>((end, point, own.Problem), end.Objective, outside, ActiveBounds.Next(own.Problem, own.Solver, _rows, point));
            });
            return outcome.Termination == Termination.Converged && ActiveBounds.Violation(at, theta) is null ? Values(at, theta) : null;
        }

        private double[]? Values(FitProblem problem, double[] theta)
        {
            var values = new double[theta.Length];
            problem.ToNatural(theta, values);
            return IsInRange(values) ? values : null;
        }

        /// <summary>An amplitude that over- or underflowed is no estimate.</summary>
        private bool IsInRange(double[] values)
        {
            for (int m = 0; m < values.Length; m++)
            {
                if (!double.IsFinite(values[m]) || (_owner._problem.Law.Parameters[m].IsPositive && values[m] <= 0)) return false;
            }

            return true;
        }

        /// <summary>As many clusters as there are, with replacement: a run counts as often as its cluster came up, each time with its own weight.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Draw(RandomStream random, int[][][] strata, FitProblem problem, double[] weights)
        {
            int[] rows = problem.RowOfRun;
            double[] own = problem.RunWeights;
            Array.Clear(weights);
            foreach (int[][] clusters in strata)
            {
                for (int c = 0; c < clusters.Length; c++)
                {
                    foreach (int run in clusters[random.Below(clusters.Length)]) weights[rows[run]] += own[run];
                }
            }
        }
    }
}
