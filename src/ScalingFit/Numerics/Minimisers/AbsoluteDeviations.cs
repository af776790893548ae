using ScalingFit.Numerics.Engines;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>
/// Minimises Σ w(|r| + tr) exactly, with a tilt t that is 0 for absolute deviations. Huber's function with a shrinking delta leads near the minimum and to the rows that it passes through; Newton's method then solves
/// the conditions for a minimum themselves,
///   Σ_outside w (sign(r) + t) ∇r + Σ_through μ ∇r = 0,   r = 0 on the rows passed through,
/// rows are exchanged until every multiplier lies between w(t - 1) and w(t + 1), and that proves the point. A Huber fit with a tiny delta merely stalls near it.
/// </summary>
/// <remarks>
/// With as many rows passed through as free parameters the minimum is a vertex; with fewer, the curvature of the law decides the rest, and the same equations hold
/// (Murray and Overton 1981).
/// </remarks>
internal sealed unsafe partial class AbsoluteDeviations
{
    private const double Shrink = 0.125;

    /// <summary>A residual below this, in units of the penalty's scale, is one of a run that the law passes through.</summary>
    private const double AtVertex = 1e-10;

    /// <summary>The first delta is at least this, in the same units: where every run lies on the law there is nothing to shrink from.</summary>
    private const double LeastDelta = 1e-14;

    private const int Rounds = 22;
    private const int KktIterations = 30;

    /// <summary>From this round on the nearest vertex is tried: before, Huber's minimum is too far from it.</summary>
    private const int FirstVertexRound = 5;

    private readonly LawEngine _engine;
    private readonly FreeCoordinates _coordinates;
    private readonly DampedNewton _newton;
    private readonly int _n;
    private readonly double[] _theta;
    private readonly double[] _point;
    private readonly double[] _multipliers;
    private readonly double[] _residuals;
    private readonly double[] _signs;
    private readonly int[] _through;
    private readonly double[] _system;
    private readonly double[] _right;
    private readonly double[] _rowGradient;
    private readonly double[] _gradients;
    private readonly double[] _origin;
    private readonly double[] _before;
    private readonly double[] _direction;
    private readonly double[] _places;
    private readonly int[] _crossed;
    private readonly Derivatives _full;
    private readonly Derivatives _free;
    private double _tilt;

    public AbsoluteDeviations(LawEngine engine, FreeCoordinates coordinates, DampedNewton newton, int capacity)
    {
        _engine = engine;
        _coordinates = coordinates;
        _newton = newton;
        _n = coordinates.FreeCount;
        _theta = new double[coordinates.FullCount];
        _point = new double[_n];
        _multipliers = new double[capacity];
        _residuals = new double[capacity];
        _signs = new double[capacity];
        _through = new int[_n];
        _system = new double[4 * _n * _n];
        _right = new double[2 * _n];
        _rowGradient = new double[coordinates.FullCount];
        _gradients = new double[_n * _n];
        _origin = new double[_n];
        _before = new double[capacity];
        _direction = new double[_n];
        _places = new double[capacity];
        _crossed = new int[capacity];
        _full = new Derivatives(coordinates.FullCount);
        _free = new Derivatives(_n);
    }

    /// <summary>How many rows the last minimum passes through.</summary>
    public int ThroughCount { get; private set; }

    /// <summary>max |μ/w - t| over those rows: below 1 at a strict minimum.</summary>
    public double LargestMultiplier { get; private set; }

    /// <summary>The multiplier of each row's residual at the last minimum: what the objective falls by for what each residual is allowed.</summary>
    public ReadOnlySpan<double> Multipliers(int rows) => _multipliers.AsSpan(0, rows);

    /// <summary>
    /// What determines the last minimum, by free coordinates: J'J of the gradients of the rows passed through; where they are fewer than the parameters, of all rows.
    /// </summary>
    public double[] NormalMatrix(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta)
    {
        if (ThroughCount < _n) return NormalMatrixOfAll(rows, of, theta);

        var matrix = new double[_n * _n];
        for (int k = 0; k < _n; k++)
        {
            for (int i = 0; i < _n; i++)
            {
                for (int j = 0; j < _n; j++) matrix[(i * _n) + j] += _gradients[(k * _n) + i] * _gradients[(k * _n) + j];
            }
        }

        return matrix;
    }

    /// <summary>J'J of the gradients of all rows.</summary>
    public double[] NormalMatrixOfAll(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta)
    {
        _engine.Evaluate(rows, new Penalty(PenaltyKind.Squares, 0, of), theta, _full);
        _coordinates.Project(_full, _free);
        return (double[])_free.Majoriser.Clone();
    }

    /// <summary>Minimises from a point, which the minimum replaces.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="absolute">Absolute values, with which tilt, of which residual, on which scale.</param>
    /// <param name="phi">Free coordinates.</param>
    /// <param name="tolerance">Newton's relative decrement on the way.</param>
    /// <param name="iterationLimit">Newton's iterations at each delta.</param>
    public SolveOutcome Minimise(RowTable rows, Penalty absolute, Span<double> phi, double tolerance, int iterationLimit)
    {
        ResidualOf of = absolute.Of;
        _tilt = absolute.Shape;
        double floor = absolute.RoundingError(rows.Count, 0);
        int evaluations = 1;
        double best = ValueAt(rows, absolute, phi);
        double delta = Math.Max(best / rows.Count, LeastDelta * absolute.Scale);
        ThroughCount = 0;
        LargestMultiplier = double.NaN;
        if (_n == 0) return new(Termination.Converged, best, 0, evaluations);

        // At a vertex already: prove it where it is. The path below would leave it, perhaps for another basin.
        if (CollectThrough(rows, of, phi, AtVertex * absolute.Scale) && ThroughCount == _n && Exchange(rows, absolute, phi, ref evaluations)
            && TryAccept(rows, absolute, best + floor, phi, evaluations) is { } vertex)
        {
            return vertex;
        }

        for (int round = 0; round < Rounds; round++)
        {
            // Each round need only lead to the next one's quadratic zone; the last words are the equations below.
            SolveOutcome huber = _newton.Minimise(rows, absolute with { Kind = absolute.Shape == 0 ? PenaltyKind.Huber : PenaltyKind.TiltedHuber, Delta = delta }, phi, Math.Max(tolerance, 1e-9), iterationLimit);
            evaluations += huber.Evaluations;
            double value = ValueAt(rows, absolute, phi);
            if (value <= floor) return new(Termination.Converged, value, 0, evaluations);

            // Either the rows in the quadratic zone are few enough to be those passed through, or the nearest ones make a vertex to set out from.
            bool proved = CollectThrough(rows, of, phi, delta) && Exchange(rows, absolute, phi, ref evaluations);
            proved = proved || (round >= FirstVertexRound && NearestVertex(rows, of, phi) && Exchange(rows, absolute, phi, ref evaluations));
            if (proved && TryAccept(rows, absolute, value + floor, phi, evaluations) is { } minimum) return minimum;

            delta *= Shrink;
        }

        return new(Termination.NoVertex, ValueAt(rows, absolute, phi), double.NaN, evaluations);
    }

    /// <summary>The point that <see cref="Exchange"/> proved, unless it is above where it set out from; null then, with <paramref name="phi"/> as it was.</summary>
    private SolveOutcome? TryAccept(RowTable rows, Penalty absolute, double most, Span<double> phi, int evaluations)
    {
        double value = ValueAt(rows, absolute, _point);
        if (!(value <= most)) return null;
        _point.AsSpan().CopyTo(phi);
        return new(Termination.Converged, value, Gap(rows), evaluations);
    }

    private double ValueAt(RowTable rows, Penalty penalty, ReadOnlySpan<double> phi)
    {
        _coordinates.Expand(phi, _theta);
        return _engine.Value(rows, penalty, _theta);
    }

    /// <summary>The rows in Huber's quadratic zone, with the multipliers w(r/δ + t) that his solution gives them; false where they are too many.</summary>
    private bool CollectThrough(RowTable rows, ResidualOf of, ReadOnlySpan<double> phi, double delta)
    {
        _coordinates.Expand(phi, _theta);
        _engine.Residuals(rows, of, _theta, _residuals, []);
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weight[i];
            if (Math.Abs(_residuals[i]) > delta)
            {
                _signs[i] = Math.Sign(_residuals[i]);
                _multipliers[i] = weight * (_signs[i] + _tilt);
                continue;
            }

            if (count == _n) return false;
            _through[count++] = i;
            _signs[i] = 0;
            _multipliers[i] = weight * ((_residuals[i] / delta) + _tilt);
        }

        ThroughCount = count;
        return true;
    }

    /// <summary>Newton's method on the conditions for a minimum with the rows passed through given; the point and the multipliers are replaced.</summary>
    private bool SolveConditions(RowTable rows, ResidualOf of, ref int evaluations)
    {
        int m = ThroughCount;
        int size = _n + m;
        for (int iteration = 0; iteration < KktIterations; iteration++)
        {
            Linearise(rows, of);
            evaluations++;

            Span<double> system = _system.AsSpan(0, size * size);
            system.Clear();
            for (int i = 0; i < _n; i++)
            {
                _right[i] = -_free.Gradient[i];
                for (int j = 0; j < _n; j++) system[(i * size) + j] = _free.Hessian[(i * _n) + j];
            }

            for (int k = 0; k < m; k++)
            {
                for (int i = 0; i < _n; i++)
                {
                    system[(i * size) + _n + k] = _gradients[(k * _n) + i];
                    system[((_n + k) * size) + i] = _gradients[(k * _n) + i];
                }

                _right[_n + k] = -_residuals[_through[k]];
            }

            if (!SmallMatrix.TrySolve(system, _right, size)) return false;

            double step = 0;
            for (int i = 0; i < _n; i++) step = Math.Max(step, Math.Abs(_right[i]));
            if (!(step < 1)) return false;
            for (int i = 0; i < _n; i++) _point[i] += _right[i];
            for (int k = 0; k < m; k++) _multipliers[_through[k]] += _right[_n + k];

            // Converged quadratically: the residuals passed through are at rounding, and so is the step.
            if (step < 1e-11) return true;
        }

        return false;
    }

    /// <summary>At the point: gradient and Hessian of the Lagrangian, all residuals, and the gradients of those passed through.</summary>
    private void Linearise(RowTable rows, ResidualOf of)
    {
        _coordinates.Expand(_point, _theta);
        _engine.Lagrangian(rows, of, _theta, _multipliers.AsSpan(0, rows.Count), _full);
        _coordinates.Project(_full, _free);
        _engine.Residuals(rows, of, _theta, _residuals, []);
        for (int k = 0; k < ThroughCount; k++) RowGradient(rows, of, _through[k], _gradients.AsSpan(k * _n, _n));
    }

    private void RowGradient(RowTable rows, ResidualOf of, int row, Span<double> into)
    {
        _engine.ResidualGradient(rows, row, of, _theta, _rowGradient);
        _coordinates.ProjectVector(_rowGradient, into);
    }
}
