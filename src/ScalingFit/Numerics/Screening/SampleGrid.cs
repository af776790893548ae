using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Minimisers;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Candidate starts of a law that is any expression: points that fill the ranges of its nonlinear parameters evenly (Halton 1960), and at each the columns that its
/// linear parameters multiply, so that these are solved for rather than guessed.
/// </summary>
internal sealed unsafe class SampleGrid : IStartGrid
{
    private const int PointsPerDimension = 64;
    private const int MostPoints = 512;
    private const int RowLimit = 500;

    /// <summary>A base for each nonlinear parameter; laws of mixtures have one a domain. Two with the same base would only ever start from the same place in their ranges.</summary>
    private static readonly int[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131];

    private readonly int[] _rowPlaces;
    private readonly double[][] _points;
    private readonly double[][] _places;
    private readonly double[][] _bases;
    private readonly double[][] _rests;

    /// <param name="form">The law.</param>
    /// <param name="coordinates">What is free.</param>
    /// <param name="rows">The data.</param>
    /// <param name="ranges">For each parameter the lowest and highest coordinate worth starting from.</param>
    /// <param name="width">The implementation.</param>
    public SampleGrid(GraphForm form, FreeCoordinates coordinates, RowTable rows, (double Low, double High)[] ranges, VectorWidth width)
    {
        Form = form;
        int[] free = coordinates.Picks.ToArray();

        // What is tied or held to a parameter moves with it, so only what is free on its own can be solved for.
        Linear = [.. form.JointlyLinear(m => free.Contains(m) && coordinates.IsAlone(m))];
        int[] nonlinear = [.. free.Except(Linear)];
        _rowPlaces = RowSample.Places(rows.Count, RowLimit);
        RowCount = _rowPlaces.Length;
        RowTable sample = RowCount == rows.Count ? rows : rows.At(_rowPlaces);
        Inverse = new double[RowCount];
        for (int i = 0; i < RowCount; i++) Inverse[i] = 1 / Math.Abs(sample.Response[i]);

        int count = nonlinear.Length == 0 ? 1 : Math.Min(MostPoints, PointsPerDimension * nonlinear.Length);
        _points = new double[count][];
        _places = new double[count][];
        _bases = new double[count][];
        _rests = new double[count][];
        LawEngine engine = form.CreateEngine(width);
        var scratch = new double[RowCount];
        var phi = new double[free.Length];
        for (int k = 0; k < count; k++)
        {
            var theta = new double[form.ParameterCount];
            _places[k] = new double[nonlinear.Length];
            for (int d = 0; d < nonlinear.Length; d++)
            {
                (double low, double high) = ranges[nonlinear[d]];
                _places[k][d] = Halton(k + 1, Primes[d % Primes.Length]);
                theta[nonlinear[d]] = low + (_places[k][d] * (high - low));
            }

            coordinates.Pick(theta, phi);
            coordinates.Expand(phi, theta);
            _points[k] = theta;
            Linearise(engine, sample, k, scratch);
        }
    }

    public GraphForm Form { get; }

    /// <summary>The parameters that are solved for.</summary>
    public int[] Linear { get; }

    public int Count => _points.Length;

    public int RowCount { get; }

    /// <summary>1/y: errors are relative.</summary>
    public double[] Inverse { get; }

    public StartScreen NewScreen(VectorWidth width) => new SampleScreen(this);

    /// <summary>The coordinates of a candidate, with its linear parameters at one (or at zero, where they may have either sign).</summary>
    public ReadOnlySpan<double> Point(int candidate) => _points[candidate];

    /// <summary>What one linear parameter multiplies, divided by the response.</summary>
    public ReadOnlySpan<double> Basis(int candidate, int linear) => _bases[candidate].AsSpan(linear * RowCount, RowCount);

    /// <summary>1 less what the law predicts without its linear parameters, divided by the response.</summary>
    public ReadOnlySpan<double> Rest(int candidate) => _rests[candidate];

    /// <summary>What a row of the sample has of a value for all rows.</summary>
    public double RowOf(ReadOnlySpan<double> all, int row) => all[_rowPlaces[row]];

    public bool AreNeighbours(int a, int b)
    {
        double distance = 0;
        for (int d = 0; d < _places[a].Length; d++) distance = Math.Max(distance, Math.Abs(_places[a][d] - _places[b][d]));
        return a == b || distance < 0.15;
    }

    private void Linearise(LawEngine engine, RowTable rows, int k, double[] scratch)
    {
        double[] theta = _points[k];
        _bases[k] = new double[Linear.Length * RowCount];
        _rests[k] = new double[RowCount];
        engine.Residuals(rows, ResidualOf.Response, theta, scratch, []);

        // r = ŷ - y, so 1 - ŷ/y is -r/y.
        for (int i = 0; i < RowCount; i++) _rests[k][i] = -scratch[i] * Inverse[i];
        var direction = new double[theta.Length];
        for (int l = 0; l < Linear.Length; l++)
        {
            direction[Linear[l]] = 1;
            engine.Rates(rows, ResidualOf.Response, theta, direction, scratch);
            direction[Linear[l]] = 0;
            double value = Form.IsLogarithmic[Linear[l]] ? 1 : theta[Linear[l]];
            for (int i = 0; i < RowCount; i++)
            {
                double basis = scratch[i] * Inverse[i];
                _bases[k][(l * RowCount) + i] = basis;
                _rests[k][i] += value * basis;
            }
        }
    }

    private static double Halton(int index, int @base)
    {
        double result = 0;
        double fraction = 1;
        while (index > 0)
        {
            fraction /= @base;
            result += fraction * (index % @base);
            index /= @base;
        }

        return result;
    }
}
