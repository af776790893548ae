using MathNet.Numerics.LinearAlgebra;
using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Minimisers;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Fitting;

/// <summary>
/// Ordinary nonlinear least squares through the same engine and minimisers as any law: parameters of any sign and unit, a response of any sign, and a start that is given. By it the solver is
/// held against test problems of the literature.
/// </summary>
/// <remarks>
/// The given start comes first. Other candidates are made from it and the data alone: with its linear parameters solved for, and with its parameters scaled by powers of ten, of which the best
/// by their sums of squares are minimised too.
/// </remarks>
internal sealed class ResidualProblem
{
    private const int Samples = 300;
    private const int Polished = 12;
    private const double Decades = 2;
    private const double Tolerance = 1e-14;
    private const double SameObjective = 1e-9;
    private const int IterationLimit = 1000;

    private readonly GraphForm _form;
    private readonly RowTable _rows;
    private readonly LawEngine _engine;
    private readonly FreeCoordinates _coordinates;
    private readonly Penalty _penalty;
    private readonly double[] _start;
    private readonly double[] _response;
    private readonly int[] _linear;

    public ResidualProblem(ILaw law, IReadOnlyList<double[]> variables, double[] response, double[] start, VectorWidth width)
    {
        int n = start.Length;
        var graph = new ExpressionGraph(new bool[n], new bool[variables.Count]);
        int root = law.Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph);
        _form = new GraphForm(graph, root, new bool[n], centre: false);
        double[][] columns = _form.Columns(variables);
        _rows = RowTable.Create(columns, response);
        _engine = _form.CreateEngine(width);
        double[] free = [.. Enumerable.Repeat(double.NaN, n)];
        _coordinates = FreeCoordinates.Create(_form, free, [.. Enumerable.Range(0, n)], new double[columns.Length], [.. Enumerable.Repeat(double.PositiveInfinity, n)]);
        double size = response.Average(Math.Abs);
        _penalty = new Penalty(PenaltyKind.Squares, 0, ResidualOf.Response) { Scale = size > 0 ? size : 1e-2 };
        _start = start;
        _response = response;
        _linear = _form.JointlyLinear(_ => true);
    }

    public ResidualFit Solve()
    {
        var diagonal = new DampedNewton(_engine, _coordinates, Damping.Diagonal);
        var majoriser = new DampedNewton(_engine, _coordinates);
        var bfgs = new QuasiNewton(_engine, _coordinates, memory: 0);
        double[] best = _start;
        SolveOutcome outcome = new(Termination.NoDescent, double.PositiveInfinity, double.NaN, 0);
        int evaluations = 0;

        void Try(double[] point, DampedNewton newton)
        {
            var phi = (double[])point.Clone();
            SolveOutcome end = newton.Minimise(_rows, _penalty, phi, Tolerance, IterationLimit);
            evaluations += end.Evaluations;

            // Of minima that are equal but for rounding, such as those with two terms exchanged, the one nearest to the given start counts.
            double rounding = (SameObjective * outcome.Objective) + (2 * _penalty.RoundingError(_rows.Count, outcome.Objective));
            bool lower = double.IsInfinity(outcome.Objective) || end.Objective < outcome.Objective - rounding;
            bool asLow = end.Objective <= outcome.Objective + rounding;
            bool firmer = asLow && end.Termination < outcome.Termination;
            bool nearer = asLow && end.Termination == outcome.Termination && FromStart(phi) < FromStart(best) * (1 - SameObjective);
            if (lower || firmer || nearer) (best, outcome) = (phi, end);
        }

        foreach (double[] candidate in Candidates())
        {
            Try(candidate, diagonal);
            Try(candidate, majoriser);
        }

        if (outcome.Termination != Termination.Converged)
        {
            var phi = (double[])best.Clone();
            evaluations += bfgs.Minimise(_rows, _penalty, phi, QuasiNewtonStop.Tight).Evaluations;
            Try(phi, diagonal);
        }

        return new ResidualFit
        {
            Parameters = best,
            SumOfSquares = 2 * outcome.Objective,
            StandardErrors = StandardErrors(best),
            Termination = outcome.Termination,
            Evaluations = evaluations,
        };
    }

    /// <summary>How far a point is from the start, each parameter in units of its own start.</summary>
    private double FromStart(double[] point)
    {
        double sum = 0;
        for (int m = 0; m < point.Length; m++)
        {
            double distance = (point[m] - _start[m]) / (_start[m] == 0 ? 1 : _start[m]);
            sum += distance * distance;
        }

        return sum;
    }

    /// <summary>The start as given, with its linear parameters solved for, and the best of those made from it.</summary>
    private List<double[]> Candidates()
    {
        var candidates = new List<double[]> { _start };
        if (Project(_start) is { } projected) candidates.Add(projected);

        var random = new RandomStream(1, 0);
        double largest = _start.Max(Math.Abs);
        if (largest == 0) largest = 1;
        var samples = new List<(double Value, double[] Point)>();
        for (int k = 0; k < Samples; k++)
        {
            // Half of them keep the start's signs; where the start is zero any sign and the size of the others will do.
            double[] point = Array.ConvertAll(_start, x =>
            {
                double size = Math.Pow(10, Decades * ((2 * random.NextDouble()) - 1.5)) * (x == 0 ? largest : Math.Abs(x));
                bool flipped = k % 2 == 1 && random.NextDouble() < 0.5;
                double sign = x == 0 ? (random.NextDouble() < 0.5 ? -1 : 1) : Math.Sign(x);
                return flipped ? -sign * size : sign * size;
            });
            double[] solved = Project(point) ?? point;
            double value = _engine.Value(_rows, _penalty, solved);
            if (double.IsFinite(value)) samples.Add((value, solved));
        }

        // The best, and as many whatever they promise: the way down from a poor start may lead elsewhere.
        candidates.AddRange(samples.OrderBy(s => s.Value).Take(Polished).Concat(samples.Take(Polished)).Select(s => s.Point));
        return candidates;
    }

    /// <summary>The point with its linear parameters at their least squares values; null where there are none or they cannot be had.</summary>
    private double[]? Project(double[] point)
    {
        int q = _linear.Length;
        if (q == 0 || q > _rows.Count) return null;
        var theta = (double[])point.Clone();
        foreach (int m in _linear) theta[m] = 0;
        var columns = new double[q][];
        var rest = new double[_rows.Count];
        _engine.Residuals(_rows, ResidualOf.Response, theta, rest, []);
        var direction = new double[theta.Length];
        for (int l = 0; l < q; l++)
        {
            columns[l] = new double[_rows.Count];
            direction[_linear[l]] = 1;
            _engine.Rates(_rows, ResidualOf.Response, theta, direction, columns[l]);
            direction[_linear[l]] = 0;
            if (Array.Exists(columns[l], x => !double.IsFinite(x)) || Array.TrueForAll(columns[l], x => x == 0)) return null;
        }

        if (Array.Exists(rest, x => !double.IsFinite(x))) return null;
        double[] norms = Array.ConvertAll(columns, c => Math.Sqrt(c.Sum(x => x * x)));
        Matrix<double> basis = Matrix<double>.Build.DenseOfColumnArrays([.. columns.Select((c, l) => Array.ConvertAll(c, x => x / norms[l]))]);
        Vector<double> solution = basis.QR().Solve(-Vector<double>.Build.Dense(rest));
        for (int l = 0; l < q; l++) theta[_linear[l]] = solution[l] / norms[l];
        return Array.TrueForAll(theta, double.IsFinite) ? theta : null;
    }

    private double[] StandardErrors(double[] point)
    {
        int n = point.Length;
        int degrees = _response.Length - n;
        var residuals = new double[_response.Length];
        _engine.Residuals(_rows, ResidualOf.Response, point, residuals, []);
        if (degrees < 1) return [.. Enumerable.Repeat(double.NaN, n)];

        // By QR of J rather than by J'J: half the digits are lost otherwise.
        var columns = new double[n][];
        var direction = new double[n];
        for (int m = 0; m < n; m++)
        {
            columns[m] = new double[_response.Length];
            direction[m] = 1;
            _engine.Rates(_rows, ResidualOf.Response, point, direction, columns[m]);
            direction[m] = 0;
        }

        double[] norms = Array.ConvertAll(columns, c => Math.Sqrt(c.Sum(x => x * x)));
        Matrix<double> scaled = Matrix<double>.Build.DenseOfColumnArrays([.. columns.Select((c, m) => Array.ConvertAll(c, x => x / norms[m]))]);
        Matrix<double> r = scaled.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R;
        double variance = residuals.Sum(x => x * x) / degrees;
        Matrix<double> inverse = r.Inverse();
        return [.. Enumerable.Range(0, n).Select(m => Math.Sqrt(variance * inverse.Row(m).DotProduct(inverse.Row(m))) / norms[m])];
    }
}
