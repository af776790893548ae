namespace ScalingFit.Numerics;

/// <summary>
/// Newton's method with the exact Hessian, damped by the Hessian of the objective's quadratic majoriser: steps solve
/// (H + λM) d = -g. As λ falls to 0 this is Newton; at λ about 1 it is the always descending reweighted least squares step;
/// and unlike Levenberg's or Marquardt's damping it does not depend on the choice of coordinates.
/// </summary>
/// <remarks>
/// Stopping is on Newton's decrement relative to the objective, which no scaling of data or objective can fool, and the last step,
/// already computed, is taken: that brings the parameters from 1e-9 to 1e-12 of the optimum at no cost.
/// </remarks>
internal sealed class DampedNewton
{
    /// <summary>The largest change of any coordinate in one step. M vanishes together with a dying term, so that damping alone cannot hold such a step.</summary>
    private const double StepCap = 0.5;

    private const double FirstDamping = 0.3;

    /// <summary>A Hessian scaled to unit diagonal with a pivot below this is not positive definite to working precision.</summary>
    private const double SmallestPivot = 1e-12;

    private readonly LawEngine _engine;
    private readonly FreeCoordinates _coordinates;
    private readonly int _n;
    private readonly double[] _theta;
    private readonly double[] _trial;
    private readonly double[] _step;
    private readonly double[] _factor;
    private readonly double[] _scale;
    private readonly Derivatives _full;
    private Derivatives _here;
    private Derivatives _there;

    public DampedNewton(LawEngine engine, FreeCoordinates coordinates)
    {
        _engine = engine;
        _coordinates = coordinates;
        _n = coordinates.FreeCount;
        _theta = new double[coordinates.FullCount];
        _trial = new double[_n];
        _step = new double[_n];
        _factor = new double[_n * _n];
        _scale = new double[_n];
        _full = new Derivatives(coordinates.FullCount);
        _here = new Derivatives(_n);
        _there = new Derivatives(_n);
    }

    /// <summary>The derivatives, in free coordinates, at the point that <see cref="Minimise"/> returned.</summary>
    public Derivatives AtSolution => _here;

    /// <summary>Minimises from <paramref name="phi"/>, which is overwritten with the point reached.</summary>
    public SolveOutcome Minimise(RowTable rows, Penalty penalty, Span<double> phi, double tolerance, int iterationLimit)
    {
        double floor = penalty.RoundingFloor(rows.Count);
        double damping = FirstDamping;
        double growth = 2;
        int evaluations = 1;
        EvaluateAt(rows, penalty, phi, _here);

        for (int iteration = 0; iteration < iterationLimit; iteration++)
        {
            if (NewtonStep(out double decrement) && decrement <= tolerance * (_here.Value + floor))
            {
                evaluations++;
                return TakeLastStep(rows, penalty, phi, decrement, floor, evaluations);
            }

            if (!DampedStep(ref damping)) return new(Termination.NoDescent, _here.Value, double.NaN, evaluations);

            double promised = Promise();
            if (double.IsNaN(decrement) && promised <= tolerance * (_here.Value + floor))
            {
                // The curvature is lost, and even the damped step promises nothing.
                return new(Termination.FlatDirection, _here.Value, double.NaN, evaluations);
            }

            double largest = 0;
            for (int i = 0; i < _n; i++)
            {
                _trial[i] = phi[i] + _step[i];
                largest = Math.Max(largest, Math.Abs(_step[i]));
            }

            EvaluateAt(rows, penalty, _trial, _there);
            evaluations++;
            double gained = _here.Value - _there.Value;
            if (gained > 0)
            {
                _trial.AsSpan().CopyTo(phi);
                (_here, _there) = (_there, _here);

                // Nielsen's rule: the better the model, the less damping, without jumps.
                double quality = (2 * gained / promised) - 1;
                damping *= Math.Max(1.0 / 3, 1 - (quality * quality * quality));
                damping = Math.Max(damping, 1e-12);
                growth = 2;
            }
            else
            {
                if (largest < 1e-15) return new(double.IsNaN(decrement) ? Termination.FlatDirection : Termination.NoDescent, _here.Value, decrement, evaluations);
                damping = Math.Max(damping, 1e-6) * growth;
                growth *= 2;
            }
        }

        return new(Termination.IterationLimit, _here.Value, NewtonStep(out double last) ? last : double.NaN, evaluations);
    }

    private void EvaluateAt(RowTable rows, Penalty penalty, ReadOnlySpan<double> phi, Derivatives into)
    {
        _coordinates.Expand(phi, _theta);
        if (_coordinates.IsIdentity)
        {
            _engine.Evaluate(rows, penalty, _theta, into);
            return;
        }

        _engine.Evaluate(rows, penalty, _theta, _full);
        _coordinates.Project(_full, into);
    }

    /// <summary>The undamped step, and half of g'H⁻¹g; false, and NaN, where the Hessian is not positive definite.</summary>
    private bool NewtonStep(out double decrement)
    {
        decrement = double.NaN;
        _here.Hessian.AsSpan().CopyTo(_factor);
        if (!SmallMatrix.TryCholesky(_factor, _scale, _n, SmallestPivot)) return false;
        for (int i = 0; i < _n; i++) _step[i] = -_here.Gradient[i];
        SmallMatrix.SolveCholesky(_factor, _scale, _n, _step);
        double sum = 0;
        for (int i = 0; i < _n; i++) sum -= _here.Gradient[i] * _step[i];
        decrement = 0.5 * sum;
        return true;
    }

    private bool DampedStep(ref double damping)
    {
        double largest = 0;
        for (int i = 0; i < _n; i++) largest = Math.Max(largest, Math.Max(Math.Abs(_here.Hessian[(i * _n) + i]), _here.Majoriser[(i * _n) + i]));
        if (!(largest > 0) || double.IsInfinity(largest)) return false;

        for (int attempt = 0; attempt < 60; attempt++)
        {
            for (int i = 0; i < _n * _n; i++) _factor[i] = _here.Hessian[i] + (damping * _here.Majoriser[i]);

            // A trace of the identity keeps directions that neither matrix sees out of the step.
            for (int i = 0; i < _n; i++) _factor[(i * _n) + i] += 1e-14 * largest;
            if (SmallMatrix.TryCholesky(_factor, _scale, _n, 1e-13))
            {
                double size = 0;
                for (int i = 0; i < _n; i++) _step[i] = -_here.Gradient[i];
                SmallMatrix.SolveCholesky(_factor, _scale, _n, _step);
                for (int i = 0; i < _n; i++) size = Math.Max(size, Math.Abs(_step[i]));
                if (double.IsNaN(size) || double.IsInfinity(size)) return false;
                if (size > StepCap)
                {
                    for (int i = 0; i < _n; i++) _step[i] *= StepCap / size;
                }

                return true;
            }

            damping = Math.Max(damping, 1e-3) * 3;
        }

        return false;
    }

    /// <summary>The fall that the quadratic model promises for the step; by the gradient alone where curvature is negative along it.</summary>
    private double Promise()
    {
        double slope = 0;
        double curvature = 0;
        for (int i = 0; i < _n; i++)
        {
            slope -= _here.Gradient[i] * _step[i];
            for (int j = 0; j < _n; j++) curvature += _step[i] * _here.Hessian[(i * _n) + j] * _step[j];
        }

        double promised = slope - (0.5 * curvature);
        return promised > 0 && curvature > 0 ? promised : 0.5 * slope;
    }

    private SolveOutcome TakeLastStep(RowTable rows, Penalty penalty, Span<double> phi, double decrement, double floor, int evaluations)
    {
        for (int i = 0; i < _n; i++) _trial[i] = phi[i] + _step[i];
        EvaluateAt(rows, penalty, _trial, _there);

        // The two values differ by less than rounding; more than that means the last step left the quadratic zone, and is not taken.
        if (_there.Value <= _here.Value + (1e-13 * _here.Value) + floor)
        {
            Derivatives before = _here;
            (_here, _there) = (_there, _here);
            if (NewtonStep(out double after) && after <= decrement)
            {
                _trial.AsSpan().CopyTo(phi);
                return new(Termination.Converged, _here.Value, after, evaluations);
            }

            _there = _here;
            _here = before;
        }

        return new(Termination.Converged, _here.Value, decrement, evaluations);
    }
}
