using ScalingFit.Numerics.Engines;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>
/// BFGS, and L-BFGS with a memory of so many steps, with a line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5, 3.6, 6.1 and 7.4). What most papers
/// fitted with: kept to replay them, as a fallback, and on request.
/// </summary>
/// <remarks>It needs no second derivatives and pays for that: some 40 evaluations where Newton's method needs 8, and a precision of half the digits at best.</remarks>
internal sealed class QuasiNewton
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int LineSearchLimit = 20;

    private readonly LawEngine _engine;
    private readonly FreeCoordinates _coordinates;
    private readonly int _n;
    private readonly int _memory;
    private readonly double[] _theta;
    private readonly double[] _fullGradient;
    private readonly double[] _gradient;
    private readonly double[] _trial;
    private readonly double[] _trialGradient;
    private readonly double[] _direction;
    private readonly double[] _steps;
    private readonly double[] _changes;
    private readonly double[] _rho;
    private readonly double[] _alpha;
    private readonly double[] _inverse;
    private readonly double[] _product;
    private RowTable _rows = null!;
    private Penalty _penalty;
    private double _factor;
    private int _evaluations;

    /// <param name="engine">The law.</param>
    /// <param name="coordinates">What is free.</param>
    /// <param name="memory">How many steps L-BFGS remembers; 0 for BFGS, which remembers them all in a matrix.</param>
    public QuasiNewton(LawEngine engine, FreeCoordinates coordinates, int memory)
    {
        _engine = engine;
        _coordinates = coordinates;
        _n = coordinates.FreeCount;
        _memory = memory;
        _theta = new double[coordinates.FullCount];
        _fullGradient = new double[coordinates.FullCount];
        _gradient = new double[_n];
        _trial = new double[_n];
        _trialGradient = new double[_n];
        _direction = new double[_n];
        _steps = new double[Math.Max(1, memory) * _n];
        _changes = new double[Math.Max(1, memory) * _n];
        _rho = new double[Math.Max(1, memory)];
        _alpha = new double[Math.Max(1, memory)];
        _inverse = new double[memory == 0 ? _n * _n : 0];
        _product = new double[_n];
    }

    /// <summary>Minimises from a point, which the end replaces.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="phi">Free coordinates.</param>
    /// <param name="stop">When to stop.</param>
    public QuasiNewtonOutcome Minimise(RowTable rows, Penalty penalty, Span<double> phi, QuasiNewtonStop stop)
    {
        _rows = rows;
        _penalty = penalty;
        _factor = stop.Factor;
        _evaluations = 0;
        double value = Evaluate(phi, _gradient);
        int stored = 0;
        int next = 0;
        if (_memory == 0) ResetInverse(1);
        for (int iteration = 0; iteration < stop.IterationLimit; iteration++)
        {
            if (!double.IsFinite(value)) return new(QuasiNewtonEnd.NoDescent, value / _factor, _evaluations);
            if (Largest(_gradient) <= stop.GradientTolerance) return new(QuasiNewtonEnd.SmallGradient, value / _factor, _evaluations);

            if (_memory == 0) InverseTimesGradient();
            else TwoLoops(stored, next);
            double slope = Dot(_gradient, _direction);
            if (!(slope < 0))
            {
                // What has been remembered is of no use: begin anew along the gradient.
                for (int i = 0; i < _n; i++) _direction[i] = -_gradient[i];
                slope = -Dot(_gradient, _gradient);
                stored = 0;
                if (_memory == 0) ResetInverse(1);
            }

            double first = iteration == 0 ? Math.Min(1, 1 / SumOfSizes(_gradient)) : 1;
            double length = stop.FixedStep * first ?? double.NaN;
            double reached = double.IsNaN(length) ? double.NaN : At(phi, length, out _);
            if (double.IsNaN(length)) length = Search(phi, value, slope, first, stop.LongestStep, out reached);
            if (length == 0) return new(QuasiNewtonEnd.NoDescent, value / _factor, _evaluations);

            // _trial and _trialGradient are at the point accepted.
            double curvature = 0;
            double size = 0;
            double change = 0;
            for (int i = 0; i < _n; i++)
            {
                double s = _trial[i] - phi[i];
                double y = _trialGradient[i] - _gradient[i];
                _product[i] = y;
                _direction[i] = s;
                curvature += s * y;
                size += s * s;
                change += y * y;
            }

            if (curvature > 1e-16 * Math.Sqrt(size * change))
            {
                if (_memory == 0) UpdateInverse(curvature, change, iteration == 0);
                else Remember(next, curvature);
                if (_memory > 0)
                {
                    next = (next + 1) % _memory;
                    stored = Math.Min(stored + 1, _memory);
                }
            }

            double fall = value - reached;
            double scale = Math.Max(Math.Max(Math.Abs(value), Math.Abs(reached)), stop.LeastScale);
            _trial.AsSpan().CopyTo(phi);
            _trialGradient.AsSpan().CopyTo(_gradient);
            value = reached;
            if (fall <= stop.RelativeFall * scale) return new(QuasiNewtonEnd.SmallFall, value / _factor, _evaluations);
        }

        return new(QuasiNewtonEnd.IterationLimit, value / _factor, _evaluations);
    }

    private double Evaluate(ReadOnlySpan<double> phi, Span<double> gradient)
    {
        _evaluations++;
        _coordinates.Expand(phi, _theta);
        double value = _engine.ValueAndGradient(_rows, _penalty, _theta, _fullGradient);
        _coordinates.ProjectVector(_fullGradient, gradient);
        for (int i = 0; i < _n; i++) gradient[i] *= _factor;
        return _factor * value;
    }

    /// <summary>A step length that satisfies the strong Wolfe conditions, with the trial there; 0 where none was found.</summary>
    private double Search(ReadOnlySpan<double> phi, double value, double slope, double first, double longest, out double reached)
    {
        longest /= Math.Max(1e-300, Largest(_direction));
        double before = 0;
        double valueBefore = value;
        double slopeBefore = slope;
        double length = Math.Min(first, longest);
        for (int k = 0; k < LineSearchLimit; k++)
        {
            reached = At(phi, length, out double slopeHere);
            bool bad = !(reached <= value + (Decrease * length * slope)) || (k > 0 && reached >= valueBefore);
            if (bad) return Zoom(phi, value, slope, before, valueBefore, slopeBefore, length, reached, slopeHere, out reached);
            if (Math.Abs(slopeHere) <= -Curvature * slope) return length;
            if (slopeHere >= 0) return Zoom(phi, value, slope, length, reached, slopeHere, before, valueBefore, slopeBefore, out reached);
            if (length >= longest) return length;
            before = length;
            valueBefore = reached;
            slopeBefore = slopeHere;
            length = Math.Min(2 * length, longest);
        }

        reached = At(phi, before, out _);
        return before;
    }

    private double Zoom(ReadOnlySpan<double> phi, double value, double slope, double low, double valueLow, double slopeLow, double high, double valueHigh, double slopeHigh, out double reached)
    {
        for (int k = 0; k < LineSearchLimit; k++)
        {
            double length = Cubic(low, valueLow, slopeLow, high, valueHigh, slopeHigh);
            reached = At(phi, length, out double slopeHere);
            if (!(reached <= value + (Decrease * length * slope)) || reached >= valueLow)
            {
                (high, valueHigh, slopeHigh) = (length, reached, slopeHere);
            }
            else
            {
                if (Math.Abs(slopeHere) <= -Curvature * slope) return length;
                if (slopeHere * (high - low) >= 0) (high, valueHigh, slopeHigh) = (low, valueLow, slopeLow);
                (low, valueLow, slopeLow) = (length, reached, slopeHere);
            }

            if (Math.Abs(high - low) <= 1e-14 * Math.Max(high, low)) break;
        }

        // The lower end at least descends.
        reached = low > 0 ? At(phi, low, out _) : value;
        return low;
    }

    /// <summary>The minimum of the cubic through two values and slopes, kept off the ends; the middle where it has none.</summary>
    private static double Cubic(double a, double fa, double ga, double b, double fb, double gb)
    {
        double middle = 0.5 * (a + b);
        if (!double.IsFinite(fb) || !double.IsFinite(gb)) return middle;
        double d1 = ga + gb - (3 * (fa - fb) / (a - b));
        double square = (d1 * d1) - (ga * gb);
        if (!(square >= 0)) return middle;
        double d2 = Math.Sign(b - a) * Math.Sqrt(square);
        double t = b - ((b - a) * ((gb + d2 - d1) / (gb - ga + (2 * d2))));
        double margin = 0.1 * Math.Abs(b - a);
        double low = Math.Min(a, b) + margin;
        double high = Math.Max(a, b) - margin;
        return double.IsFinite(t) ? Math.Clamp(t, low, high) : middle;
    }

    private double At(ReadOnlySpan<double> phi, double length, out double slope)
    {
        for (int i = 0; i < _n; i++) _trial[i] = phi[i] + (length * _direction[i]);
        double value = Evaluate(_trial, _trialGradient);
        slope = Dot(_trialGradient, _direction);
        return value;
    }

    private void TwoLoops(int stored, int next)
    {
        for (int i = 0; i < _n; i++) _direction[i] = -_gradient[i];
        for (int k = 1; k <= stored; k++)
        {
            int slot = (next - k + _memory) % _memory;
            ReadOnlySpan<double> s = _steps.AsSpan(slot * _n, _n);
            ReadOnlySpan<double> y = _changes.AsSpan(slot * _n, _n);
            _alpha[slot] = _rho[slot] * Dot(s, _direction);
            for (int i = 0; i < _n; i++) _direction[i] -= _alpha[slot] * y[i];
        }

        if (stored > 0)
        {
            int last = (next - 1 + _memory) % _memory;
            ReadOnlySpan<double> y = _changes.AsSpan(last * _n, _n);
            double gamma = 1 / (_rho[last] * Dot(y, y));
            for (int i = 0; i < _n; i++) _direction[i] *= gamma;
        }

        for (int k = stored; k >= 1; k--)
        {
            int slot = (next - k + _memory) % _memory;
            ReadOnlySpan<double> s = _steps.AsSpan(slot * _n, _n);
            ReadOnlySpan<double> y = _changes.AsSpan(slot * _n, _n);
            double beta = _rho[slot] * Dot(y, _direction);
            for (int i = 0; i < _n; i++) _direction[i] += s[i] * (_alpha[slot] - beta);
        }
    }

    private void Remember(int slot, double curvature)
    {
        _direction.AsSpan().CopyTo(_steps.AsSpan(slot * _n));
        _product.AsSpan().CopyTo(_changes.AsSpan(slot * _n));
        _rho[slot] = 1 / curvature;
    }

    private void ResetInverse(double scale)
    {
        Array.Clear(_inverse);
        for (int i = 0; i < _n; i++) _inverse[(i * _n) + i] = scale;
    }

    private void InverseTimesGradient()
    {
        for (int i = 0; i < _n; i++) _direction[i] = -Dot(_inverse.AsSpan(i * _n, _n), _gradient);
    }

    /// <summary>H := (I - ρsy') H (I - ρys') + ρss', with s in the direction's memory and y in the product's; the first H is scaled to the curvature met.</summary>
    private void UpdateInverse(double curvature, double change, bool isFirst)
    {
        if (isFirst) ResetInverse(curvature / change);
        double rho = 1 / curvature;
        double quadratic = 0;
        Span<double> hy = _steps.AsSpan(0, _n);
        for (int i = 0; i < _n; i++)
        {
            hy[i] = Dot(_inverse.AsSpan(i * _n, _n), _product);
            quadratic += hy[i] * _product[i];
        }

        double outer = rho * (1 + (rho * quadratic));
        for (int i = 0; i < _n; i++)
        {
            for (int j = 0; j < _n; j++)
            {
                _inverse[(i * _n) + j] += (outer * _direction[i] * _direction[j]) - (rho * ((hy[i] * _direction[j]) + (_direction[i] * hy[j])));
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Largest(ReadOnlySpan<double> a)
    {
        double largest = 0;
        foreach (double x in a) largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }

    private static double SumOfSizes(ReadOnlySpan<double> a)
    {
        double sum = 0;
        foreach (double x in a) sum += Math.Abs(x);
        return sum;
    }
}
