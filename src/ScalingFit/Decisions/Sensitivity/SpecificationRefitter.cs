using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Decisions;

/// <summary>
/// Fits of one law by one objective to some of the runs, or to runs of other weights: one thread's solver and memory. What the fit to all runs has prepared, columns and grid of starts, serves all of them, as for a resample. Neither the solution for all
/// runs nor the best cell of the screen is trusted alone: where they end in different minima, as many cells are minimised from as in any fit.
/// </summary>
internal sealed class SpecificationRefitter
{
    private const double SameObjective = 1e-9;

    /// <summary>A lower value counts only beyond rounding, so that equal minima give the same bits whichever start found them first.</summary>
    private const double Lower = 1e-10;

    private const int Spikes = 3;

    private readonly LawFit _all;
    private readonly FitProblem _problem;
    private readonly LawSolver _solver;
    private readonly RowTable _rows;
    private readonly double[] _weights;
    private readonly List<PolishedStart> _ends = [];

    public SpecificationRefitter(LawFit all)
    {
        _all = all;
        _problem = all.Problem;
        _solver = _problem.NewSolver(threads: 1);
        _rows = _problem.Rows.NewOfSameShape();
        _weights = new double[_problem.Rows.Count];
    }

    /// <summary>Whether fits of this law can be made so: bounds and groups change from fit to fit which parameters are free, and are left to a fit of its own.</summary>
    public static bool CanRefit(ScalingLaw law) => law.Bounds.Count == 0 && law.Groups.Count == 0;

    /// <summary>The fit to the runs that stay.</summary>
    /// <param name="isOut">Which runs are left out.</param>
    /// <param name="factors">What the weight of each run is multiplied by; empty for 1.</param>
    /// <returns>The law, and whether it is a certified minimum.</returns>
    public (FittedLaw Law, bool IsMinimum) Fit(bool[] isOut, double[] factors)
    {
        Weigh(isOut, factors);
        _rows.TakeWeighted(_problem.Rows, _weights);
        _ends.Clear();
        var warm = (double[])_all.Theta.Clone();
        _ends.Add(new PolishedStart(warm, _solver.SolveFrom(_rows, _problem.Penalty, warm, derivativesAtEnd: false)));
        if (_solver.SolveFromBestCell(_rows, _weights, _problem.Penalty) is { } screened) _ends.Add(screened);
        PolishedStart best = Best();
        if (_ends.Count(e => IsSame(e, best)) < 2)
        {
            _solver.SolveFromScreen(_rows, _weights, _problem.Penalty, 0, _problem.Options.Starts, _ends);
            if (_problem.Options.Starts > 1) _ends.AddRange(_solver.SolveFromSpikes(_rows, _problem.Penalty, Best().Theta, Spikes));
            best = Best();
        }

        // The last word is the minimiser's own, from the point chosen, so that its derivatives are those of this point.
        var theta = (double[])best.Theta.Clone();
        SolveOutcome final = _solver.SolveFrom(_rows, _problem.Penalty, theta);
        bool repeated = final.Termination == Termination.Converged && final.Objective <= best.Outcome.Objective * (1 + SameObjective);
        if (!repeated && best.Outcome.Termination == Termination.Converged)
        {
            best.Theta.AsSpan().CopyTo(theta);
            final = best.Outcome;
        }

        return (_problem.ToFitted(theta, _all.Fitted.Source), IsMinimum(theta, final, repeated));
    }

    private void Weigh(bool[] isOut, double[] factors)
    {
        Array.Clear(_weights);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < isOut.Length; i++)
        {
            if (isOut[i]) continue;
            double weight = _problem.RunWeights[i] * (factors.Length == 0 ? 1 : factors[i]);
            _weights[_problem.RowOfRun[i]] += weight;
            sum += weight;
            count++;
        }

        // The engine sees weights of mean 1: what rounding amounts to then does not depend on their size.
        for (int r = 0; r < _weights.Length; r++) _weights[r] *= count / sum;
    }

    private PolishedStart Best()
    {
        PolishedStart best = _ends[0];
        foreach (PolishedStart end in _ends)
        {
            bool converged = end.Outcome.Termination == Termination.Converged;
            bool bestConverged = best.Outcome.Termination == Termination.Converged;
            bool lower = end.Outcome.Objective < best.Outcome.Objective * (1 - Lower) || (double.IsNaN(best.Outcome.Objective) && !double.IsNaN(end.Outcome.Objective));
            bool asLow = end.Outcome.Objective <= best.Outcome.Objective * (1 + SameObjective);
            if (lower || (asLow && converged && !bestConverged)) best = end;
        }

        return best;
    }

    private bool IsSame(PolishedStart end, PolishedStart best)
    {
        double gap = (SameObjective * best.Outcome.Objective) + (2 * _problem.Penalty.RoundingError(_rows.Count, best.Outcome.Objective));
        return end.Outcome.Termination == Termination.Converged && end.Outcome.Objective - best.Outcome.Objective <= gap;
    }

    /// <summary>By the criteria of a fit's certificate, of which only these are worked out.</summary>
    private bool IsMinimum(double[] theta, SolveOutcome final, bool repeated)
    {
        if (final.Termination != Termination.Converged) return false;
        bool absolute = _problem.Penalty.Kind == PenaltyKind.Absolute;
        (double[] gradient, double[] hessian) = absolute ? ([], []) : _problem.Uncentre(_solver.AtSolution.Gradient, _solver.AtSolution.Hessian);
        double[] centred = !absolute ? (double[])_solver.AtSolution.Hessian.Clone() : repeated
            ? _solver.Absolute.NormalMatrix(_rows, _problem.Penalty.Of, theta)
            : _solver.Absolute.NormalMatrixOfAll(_rows, _problem.Penalty.Of, theta);
        var certificate = new Certificate(hessian, centred, _problem.Coordinates.FreeCount, _problem.UncentredAmplitudes(), _problem.Places(ParameterKind.Free))
        {
            Termination = final.Termination,
            Objective = final.Objective,
            RelativeDecrement = double.IsNaN(final.Decrement) ? null : final.Decrement / Math.Max(final.Objective, _problem.Penalty.Resolution(_rows.Count)),
            Gradient = gradient,
            TermShares = [],
            Starts = _ends.Count,
            StartsAgreeing = 1,
            Basins = [],
            ActiveBounds = [],
            Evaluations = final.Evaluations,
            RunsInQuadraticZone = null,
            InterpolatedRuns = null,
            LargestMultiplier = null,
        };
        return certificate.IsMinimum;
    }
}
