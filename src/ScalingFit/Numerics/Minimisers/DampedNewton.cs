using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>
/// Newton's method with the exact Hessian, damped by the Hessian of the objective's quadratic majoriser: steps solve
/// (H + λM) d = -g. As λ falls to 0 this is Newton; at λ about 1 it is the always descending reweighted least squares step;
/// and unlike Levenberg's or Marquardt's damping it does not depend on the choice of coordinates.
/// </summary>
/// <remarks>
/// Stopping is on Newton's decrement relative to the objective, which no scaling of data or objective can fool, and the last step,
/// already computed, is taken: that brings the parameters from 1e-9 to 1e-12 of the optimum at no cost.
/// </remarks>
internal sealed unsafe class DampedNewton
{
    private const double FirstDamping = 0.3;
    private const double SlightDamping = 1e-3;
    private const double FirstDiagonalDamping = 1e-3;

    /// <summary>How often the damping is raised before the Hessian is left out.</summary>
    private const int WithHessian = 8;

    /// <summary>Where the damped step promises less than this share of the objective, the undamped one is worth computing.</summary>
    private const double Near = 1e-3;

    /// <summary>A Hessian scaled to unit diagonal with a pivot below this is not positive definite to working precision.</summary>
    private const double SmallestPivot = 1e-12;

    private readonly LawEngine _engine;
    private readonly FreeCoordinates _coordinates;
    private readonly Damping _damping;
    private readonly int _n;
    private readonly double[] _theta;
    private readonly double[] _trial;
    private readonly double[] _scales;
    private readonly AlignedBuffer _stepBuffer;
    private readonly AlignedBuffer _factorBuffer;
    private readonly Derivatives _full;
    private Derivatives _here;
    private Derivatives _there;

    public DampedNewton(LawEngine engine, FreeCoordinates coordinates, Damping damping = Damping.Majoriser)
    {
        _damping = damping;
        _engine = engine;
        _coordinates = coordinates;
        _n = coordinates.FreeCount;
        _theta = new double[coordinates.FullCount];
        _trial = new double[_n];
        _scales = new double[_n];
        _stepBuffer = new AlignedBuffer(_n);
        _factorBuffer = new AlignedBuffer(_n * _n);
        _full = new Derivatives(coordinates.FullCount);
        _here = new Derivatives(_n);
        _there = new Derivatives(_n);
    }

    private double* Step => _stepBuffer.Pointer;

    private double* Factors => _factorBuffer.Pointer;

    /// <summary>The derivatives, in free coordinates, at the point that <see cref="Minimise"/> returned.</summary>
    public Derivatives AtSolution => _here;

    /// <summary>Minimises from <paramref name="phi"/>, which is overwritten with the point reached.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="phi">Free coordinates.</param>
    /// <param name="tolerance">The decrement at which to stop, relative to the objective.</param>
    /// <param name="iterationLimit">The most iterations.</param>
    /// <param name="derivativesAtEnd">Whether <see cref="AtSolution"/> is wanted. Without, the last step is taken unseen: it gains no more than the tolerance, and one evaluation in eight is saved.</param>
    public SolveOutcome Minimise(RowTable rows, Penalty penalty, Span<double> phi, double tolerance, int iterationLimit, bool derivativesAtEnd = true)
    {
        double resolution = penalty.Resolution(rows.Count);
        double damping = _damping == Damping.Diagonal ? FirstDiagonalDamping : FirstDamping;
        double growth = 2;
        Array.Clear(_scales);
        int evaluations = 1;
        EvaluateAt(rows, penalty, phi, _here);

        // With every parameter held there is nothing to move.
        if (_n == 0) return new(Termination.Converged, _here.Value, 0, evaluations);

        for (int iteration = 0; iteration < iterationLimit; iteration++)
        {
            if (!DampedStep(ref damping)) return new(Termination.NoDescent, _here.Value, double.NaN, evaluations);
            double promised = Promise();
            bool isCurved = true;
            if (promised <= Near * (_here.Value + resolution))
            {
                // Close enough to ask what an undamped step would gain.
                double level = (tolerance * _here.Value) + penalty.RoundingError(rows.Count, _here.Value);
                isCurved = NewtonStep(out double decrement);
                if (isCurved && decrement <= level)
                {
                    if (derivativesAtEnd) return TakeLastStep(rows, penalty, phi, decrement, evaluations + 1);
                    for (int i = 0; i < _n; i++) phi[i] += Step[i];
                    return new(Termination.Converged, _here.Value - decrement, decrement, evaluations);
                }

                // The curvature is lost, and even the damped step promises nothing.
                if (!isCurved && promised <= level) return new(Termination.FlatDirection, _here.Value, double.NaN, evaluations);
                if (!DampedStep(ref damping)) return new(Termination.NoDescent, _here.Value, double.NaN, evaluations);
                promised = Promise();
            }

            double largest = 0;
            for (int i = 0; i < _n; i++)
            {
                _trial[i] = phi[i] + Step[i];
                largest = Math.Max(largest, Math.Abs(Step[i]) / Math.Max(Math.Abs(phi[i]), double.IsInfinity(_coordinates.StepCaps[i]) ? double.Epsilon : 1));
            }

            EvaluateAt(rows, penalty, _trial, _there, damping);
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
                if (largest < 1e-15) return new(isCurved ? Termination.NoDescent : Termination.FlatDirection, _here.Value, double.NaN, evaluations);
                damping = Math.Max(damping, 1e-6) * growth;
                growth *= 2;
            }
        }

        return new(Termination.IterationLimit, _here.Value, NewtonStep(out double last) ? last : double.NaN, evaluations);
    }

    /// <param name="rows">The data.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="phi">Free coordinates.</param>
    /// <param name="into">Receives the derivatives.</param>
    /// <param name="damping">Where it is slight the majoriser hardly counts, and that of the last point will do.</param>
    private void EvaluateAt(RowTable rows, Penalty penalty, ReadOnlySpan<double> phi, Derivatives into, double damping = double.PositiveInfinity)
    {
        bool withMajoriser = damping > SlightDamping;
        _coordinates.Expand(phi, _theta);
        if (_coordinates.IsIdentity)
        {
            _engine.Evaluate(rows, penalty, _theta, into, withMajoriser);
            if (!withMajoriser) _here.Majoriser.CopyTo(into.Majoriser, 0);
            return;
        }

        _engine.Evaluate(rows, penalty, _theta, _full);
        _coordinates.Project(_full, into);
    }

    /// <summary>The undamped step, and half of g'H⁻¹g; false, and NaN, where the Hessian is not positive definite.</summary>
    private bool NewtonStep(out double decrement)
    {
        decrement = double.NaN;
        _here.Hessian.AsSpan().CopyTo(_factorBuffer.Span);
        if (!SmallMatrix.TryFactor(Factors, _n, SmallestPivot)) return false;
        SolveForStep();
        double sum = 0;
        for (int i = 0; i < _n; i++) sum -= _here.Gradient[i] * Step[i];
        decrement = 0.5 * sum;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool DampedStep(ref double damping)
    {
        double entry = damping;
        double largest = 0;
        for (int i = 0; i < _n; i++) largest = Math.Max(largest, Math.Max(Math.Abs(_here.Hessian[(i * _n) + i]), _here.Majoriser[(i * _n) + i]));
        if (!(largest > 0) || double.IsInfinity(largest)) return false;

        for (int attempt = 0; attempt < 20; attempt++)
        {
            Span<double> factors = _factorBuffer.Span;
            ReadOnlySpan<double> hessian = _here.Hessian;
            ReadOnlySpan<double> majoriser = _here.Majoriser;

            // Where even strong damping leaves the Hessian's negative curvature on top, the majoriser alone gives a step that descends.
            bool withHessian = attempt < WithHessian;
            if (_damping == Damping.Diagonal)
            {
                // Moré's version of Marquardt's: the largest diagonal met so far, so that a parameter does not come loose where it hardly acts.
                (withHessian ? hessian : majoriser).CopyTo(factors);
                for (int i = 0; i < _n; i++)
                {
                    _scales[i] = Math.Max(_scales[i], majoriser[(i * _n) + i]);
                    factors[(i * _n) + i] += damping * (_scales[i] > 0 ? _scales[i] : largest);
                }
            }
            else
            {
                double share = withHessian ? 1 : 0;
                for (int i = 0; i < factors.Length; i++) factors[i] = (share * hessian[i]) + (damping * majoriser[i]);

                // A trace of its own diagonal keeps the majoriser definite where two parameters act alike on every row, and a trace of the
                // identity keeps directions that neither matrix sees out of the step.
                for (int i = 0; i < _n; i++) factors[(i * _n) + i] += (1e-10 * damping * majoriser[(i * _n) + i]) + (1e-14 * largest);
            }

            if (SmallMatrix.TryFactor(Factors, _n, 1e-13))
            {
                SolveForStep();
                double size = 0;
                for (int i = 0; i < _n; i++)
                {
                    if (!double.IsFinite(Step[i])) return false;
                    size = Math.Max(size, Math.Abs(Step[i]) / _coordinates.StepCaps[i]);
                }

                if (size > 1)
                {
                    for (int i = 0; i < _n; i++) Step[i] /= size;
                }

                return true;
            }

            damping = attempt + 1 == WithHessian ? (_damping == Damping.Diagonal ? entry : Math.Max(1, entry)) : Math.Max(damping, 1e-3) * 3;
        }

        return false;
    }

    private void SolveForStep()
    {
        for (int i = 0; i < _n; i++) Step[i] = -_here.Gradient[i];
        SmallMatrix.Solve(Factors, _n, Step);
    }

    /// <summary>The fall that the quadratic model promises for the step; by the gradient alone where curvature is negative along it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Promise()
    {
        double slope = 0;
        double curvature = 0;
        for (int i = 0; i < _n; i++)
        {
            ReadOnlySpan<double> row = _here.Hessian.AsSpan(i * _n, _n);
            double sum = 0;
            for (int j = 0; j < row.Length; j++) sum += row[j] * Step[j];
            slope -= _here.Gradient[i] * Step[i];
            curvature += Step[i] * sum;
        }

        double promised = slope - (0.5 * curvature);
        return promised > 0 && curvature > 0 ? promised : 0.5 * slope;
    }

    private SolveOutcome TakeLastStep(RowTable rows, Penalty penalty, Span<double> phi, double decrement, int evaluations)
    {
        for (int i = 0; i < _n; i++) _trial[i] = phi[i] + Step[i];
        EvaluateAt(rows, penalty, _trial, _there, damping: 0);

        // The two values differ by less than rounding; more than that means the last step left the quadratic zone, and is not taken.
        if (_there.Value <= _here.Value + (1e-13 * _here.Value) + penalty.RoundingError(rows.Count, _here.Value))
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
