using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// Refits one law to other weights or other responses of the same rows: one thread's solver and memory. Bounds, ties and groups hold for a refit as for the fit.
/// </summary>
internal sealed class Refitter
{
    private readonly FitProblem _problem;
    private readonly double[] _theta;
    private readonly RefitStart _start;
    private readonly LawSolver _solver;
    private readonly RowTable _rows;
    private readonly double[] _point;
    private readonly double[] _growth;
    private readonly double[] _weights;
    private readonly Dictionary<string, (FitProblem Problem, LawSolver Solver)> _others = new(StringComparer.Ordinal);

    public Refitter(LawFit fit, RefitStart start)
    {
        _problem = fit.Problem;
        _theta = fit.Theta;
        _start = start;
        _solver = _problem.NewSolver(threads: 1);
        _rows = _problem.Rows.NewOfSameShape();
        _point = new double[_theta.Length];
        _growth = new double[_problem.Rows.Count];
        _weights = new double[_problem.Rows.Count];
    }

    /// <summary>The law for other weights of the rows; null where it did not converge to a minimum within the range of numbers.</summary>
    /// <param name="weights">A weight a row of the engine's table, none negative and not all zero.</param>
    public double[]? Reweighted(double[] weights)
    {
        _rows.TakeWeighted(_problem.Rows, weights);
        return Refit(weights, []);
    }

    /// <summary>The law without some of the runs; null likewise, and where none is left.</summary>
    /// <param name="runs">Their positions in the run set.</param>
    public double[]? Without(int[] runs)
    {
        Array.Clear(_weights);
        for (int i = 0; i < _problem.RowOfRun.Length; i++)
        {
            if (Array.IndexOf(runs, i) < 0) _weights[_problem.RowOfRun[i]] += _problem.RunWeights[i];
        }

        return Array.TrueForAll(_weights, w => w == 0) ? null : Reweighted(_weights);
    }

    /// <summary>The law for other responses of the rows; null likewise, and where a response is one that losses of this unit cannot be.</summary>
    /// <param name="responses">A loss a row of the engine's table.</param>
    public double[]? Responding(double[] responses)
    {
        bool mayBeNegative = _problem.Runs.Conventions.LossUnit == LossUnit.UnigramNormalised;
        for (int i = 0; i < responses.Length; i++)
        {
            if (!(responses[i] > 0 || mayBeNegative) || !double.IsFinite(responses[i])) return null;
            _growth[i] = responses[i] / _problem.Rows.ResponseAt(i);
        }

        _rows.TakeResponses(_problem.Rows, responses);
        return Refit(_problem.Weights, _growth);
    }

    private double[]? Refit(double[] weights, ReadOnlySpan<double> growth)
    {
        _theta.AsSpan().CopyTo(_point);
        if (_problem.Law.Bounds.Count > 0) return RefitWithinBounds(weights, growth.ToArray());
        SolveOutcome outcome = _start == RefitStart.Fit
            ? _solver.SolveFrom(_rows, _problem.Penalty, _point, derivativesAtEnd: false)
            : _solver.Resolve(_rows, weights, _problem.Penalty, _point, growth);
        return outcome.Termination == Termination.Converged ? Values(_problem, _point) : null;
    }

    /// <summary>Other bounds than the fit's may be active for a resample.</summary>
    private double[]? RefitWithinBounds(double[] weights, double[] growth)
    {
        (SolveOutcome outcome, double[] theta, FitProblem at) = ActiveBounds.Search(_problem, problem =>
        {
            string key = ActiveBounds.KeyOf(problem.AtBounds);
            if (!_others.TryGetValue(key, out (FitProblem Problem, LawSolver Solver) own))
            {
                own = (problem, problem.NewSolver(threads: 1));
                _others.Add(key, own);
            }

            _theta.AsSpan().CopyTo(_point);
            own.Solver.Resolve(_rows, weights, problem.Penalty, _point, growth);

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
            if (!double.IsFinite(values[m]) || (_problem.Law.Parameters[m].IsPositive && values[m] <= 0)) return false;
        }

        return true;
    }
}
