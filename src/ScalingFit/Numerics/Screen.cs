using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

/// <summary>
/// Ranks the cells of a <see cref="ScreenGrid"/> for one set of weights by non-negative least squares on relative errors, and turns a cell into
/// a start. One screen serves one thread; ranking allocates nothing.
/// </summary>
internal abstract class Screen(ScreenGrid grid)
{
    protected ScreenGrid Grid { get; } = grid;

    public static Screen Create(ScreenGrid grid, VectorWidth width) => width switch
    {
        VectorWidth.Wide512 => new Screen<V512>(grid),
        VectorWidth.Wide256 => new Screen<V256>(grid),
        _ => new Screen<V1>(grid),
    };

    /// <summary>Solves every cell for these row weights.</summary>
    public abstract void Rank(ReadOnlySpan<double> weights);

    /// <summary>The sum of squared relative errors left in a cell.</summary>
    public abstract double Score(int cell);

    /// <summary>The best cell, or the best that is no neighbour of those already chosen; -1 where none is left.</summary>
    public int Best(ReadOnlySpan<int> chosen)
    {
        int best = -1;
        double lowest = double.PositiveInfinity;
        for (int cell = 0; cell < Grid.CellCount; cell++)
        {
            if (!(Score(cell) < lowest)) continue;
            bool taken = false;
            foreach (int other in chosen) taken |= Grid.AreNeighbours(cell, other);
            if (taken) continue;
            lowest = Score(cell);
            best = cell;
        }

        return best;
    }

    /// <summary>The engine's parameters at a cell: its exponents, and the logarithms of its amplitudes.</summary>
    public abstract void Start(int cell, Span<double> theta);
}

/// <inheritdoc/>
internal sealed unsafe class Screen<V> : Screen
    where V : struct, IVec<V>
{
    /// <summary>A term that least squares would rather leave out still starts with this share of the response: from zero it could never come back.</summary>
    private const double LeastShare = 0.01;

    private readonly int _terms;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _weighted;
    private readonly double[] _gram;
    private readonly double[] _target;
    private readonly double[] _scores;
    private readonly double[] _amplitudes;

    public Screen(ScreenGrid grid)
        : base(grid)
    {
        _terms = grid.Form.Terms.Length;
        _weights = new AlignedBuffer(grid.PaddedRows);
        _weighted = new AlignedBuffer(grid.PaddedRows);
        _gram = new double[grid.ColumnCount * grid.ColumnCount];
        _target = new double[grid.ColumnCount];
        _scores = new double[grid.CellCount];
        _amplitudes = new double[grid.CellCount * _terms];
    }

    public override double Score(int cell) => _scores[cell];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rank(ReadOnlySpan<double> weights)
    {
        Grid.Sample(weights, _weights.Span);
        double total = 0;
        for (int i = 0; i < Grid.RowCount; i++) total += _weights.Pointer[i];
        InnerProducts();

        Span<double> gram = stackalloc double[_terms * _terms];
        Span<double> target = stackalloc double[_terms];
        Span<double> solution = stackalloc double[_terms];
        Span<double> scratch = stackalloc double[_terms * (_terms + 2)];
        Span<int> columns = stackalloc int[_terms];
        for (int cell = 0; cell < Grid.CellCount; cell++)
        {
            for (int i = 0; i < _terms; i++) columns[i] = Grid.ColumnOf(cell, i);
            for (int i = 0; i < _terms; i++)
            {
                target[i] = _target[columns[i]];
                for (int j = 0; j <= i; j++)
                {
                    gram[(i * _terms) + j] = gram[(j * _terms) + i] = _gram[(columns[j] * Grid.ColumnCount) + columns[i]];
                }

                solution[i] = Grid.IsHeld(i) ? Grid.HeldAmplitude(cell, i) : double.NaN;
            }

            _scores[cell] = total + NonNegativeLeastSquares.Solve(gram, target, solution, _terms, scratch);
            for (int i = 0; i < _terms; i++)
            {
                double least = LeastShare * target[i] / gram[(i * _terms) + i];
                _amplitudes[(cell * _terms) + i] = Math.Max(solution[i], least);
            }
        }
    }

    public override void Start(int cell, Span<double> theta)
    {
        foreach (int exponent in Grid.Form.Exponents) theta[exponent] = Grid.Exponent(cell, exponent);
        for (int t = 0; t < _terms; t++) theta[Grid.Form.Terms[t].Amplitude] = Math.Log(_amplitudes[(cell * _terms) + t]);
    }

    /// <summary>Weighted inner products of every pair of columns that can meet in a cell, and of each column with 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void InnerProducts()
    {
        int n = Grid.ColumnCount;
        int length = Grid.PaddedRows;
        for (int t = 0; t < _terms; t++)
        {
            for (int a = Grid.FirstColumn(t); a < Grid.FirstColumn(t + 1); a++)
            {
                _target[a] = Weigh(Grid.Column(a), length);
                _gram[(a * n) + a] = Dot(_weighted.Pointer, Grid.Column(a), length);
                int b = Grid.FirstColumn(t + 1);
                fixed (double* row = _gram)
                {
                    for (; b + 4 <= n; b += 4) Dot4(_weighted.Pointer, Grid.Column(b), length, length, row + ((nint)a * n) + b);
                    for (; b < n; b++) row[((nint)a * n) + b] = Dot(_weighted.Pointer, Grid.Column(b), length);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Weigh(double* column, int length)
    {
        double* weights = _weights.Pointer;
        double* weighted = _weighted.Pointer;
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            V product = V.Load(weights + i) * V.Load(column + i);
            product.Store(weighted + i);
            sum += product;
        }

        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double* a, double* b, int length)
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum = V.Fma(V.Load(a + i), V.Load(b + i), sum);
        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dot4(double* a, double* b, nint stride, int length, double* into)
    {
        V s0 = V.All(0), s1 = s0, s2 = s0, s3 = s0;
        for (int i = 0; i < length; i += V.Count)
        {
            V x = V.Load(a + i);
            s0 = V.Fma(x, V.Load(b + i), s0);
            s1 = V.Fma(x, V.Load(b + stride + i), s1);
            s2 = V.Fma(x, V.Load(b + (2 * stride) + i), s2);
            s3 = V.Fma(x, V.Load(b + (3 * stride) + i), s3);
        }

        into[0] = V.Sum(s0);
        into[1] = V.Sum(s1);
        into[2] = V.Sum(s2);
        into[3] = V.Sum(s3);
    }
}
