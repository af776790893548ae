using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Ranks the cells of a <see cref="ScreenGrid"/> by non-negative least squares on relative errors, and turns a cell into a start.
/// </summary>
internal sealed unsafe class Screen<V> : StartScreen
    where V : struct, IVec<V>
{
    /// <summary>A term that least squares would rather leave out still starts with this share of the response: from zero it could never come back.</summary>
    private const double LeastShare = 0.01;

    private readonly ScreenGrid _grid;
    private readonly int _terms;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _weighted;
    private readonly AlignedBuffer _wanted;
    private readonly double[] _gram;
    private readonly double[] _target;
    private readonly double[] _scores;
    private readonly double[] _amplitudes;
    private readonly bool[] _isBound;
    private readonly bool _solveThree;
    private double _total;

    public Screen(ScreenGrid grid)
    {
        _grid = grid;
        _terms = grid.Form.Terms.Length;
        _weights = new AlignedBuffer(grid.PaddedRows);
        _weighted = new AlignedBuffer(grid.PaddedRows);
        _wanted = new AlignedBuffer(grid.PaddedRows);
        _gram = new double[grid.ColumnCount * grid.ColumnCount];
        _target = new double[grid.ColumnCount];
        _scores = new double[grid.CellCount];
        _amplitudes = new double[grid.CellCount * _terms];
        _isBound = new bool[grid.CellCount];
        _solveThree = _terms == 3 && !grid.IsHeld(0) && !grid.IsHeld(1) && !grid.IsHeld(2);
    }

    public override int Variants => _grid.StartPowers.Length;

    public override int Count => _grid.CellCount;

    public override double Score(int cell) => _scores[cell];

    public override bool AreNeighbours(int cell, int other) => _grid.AreNeighbours(cell, other);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rank(ReadOnlySpan<double> weights, ReadOnlySpan<double> growth = default)
    {
        _grid.Sample(weights, _weights.Span);
        if (growth.IsEmpty) _wanted.Span[.._grid.RowCount].Fill(1);
        else _grid.Sample(growth, _wanted.Span);
        double total = 0;
        for (int i = 0; i < _grid.RowCount; i++)
        {
            _wanted.Pointer[i] *= _grid.Target[i];
            total += _weights.Pointer[i] * _wanted.Pointer[i] * _wanted.Pointer[i];
        }

        InnerProducts();

        _total = total;
        for (int cell = 0; cell < _grid.CellCount; cell++)
        {
            Span<double> amplitudes = _amplitudes.AsSpan(cell * _terms, _terms);
            _isBound[cell] = true;

            // Without the sign constraint the problem is a few divisions, and where its solution is positive it is the solution. Elsewhere its
            // value is a lower bound, which the few cells that reach the top exchange for the true one.
            if (_solveThree && SolveThree(cell, amplitudes, out double reduction))
            {
                _scores[cell] = total - reduction;
                _isBound[cell] = !(amplitudes[0] > 0 && amplitudes[1] > 0 && amplitudes[2] > 0);
            }
            else
            {
                Settle(cell);
            }
        }
    }

    public override bool Settle(int cell)
    {
        if (!_isBound[cell]) return false;
        _isBound[cell] = false;
        Span<double> gram = stackalloc double[_terms * _terms];
        Span<double> target = stackalloc double[_terms];
        Span<double> scratch = stackalloc double[_terms * (_terms + 1)];
        Span<double> solution = _amplitudes.AsSpan(cell * _terms, _terms);
        for (int i = 0; i < _terms; i++)
        {
            int row = _grid.ColumnOf(cell, i);
            target[i] = _target[row];
            for (int j = 0; j <= i; j++)
            {
                gram[(i * _terms) + j] = gram[(j * _terms) + i] = _gram[(_grid.ColumnOf(cell, j) * _grid.ColumnCount) + row];
            }

            solution[i] = _grid.IsHeld(i) ? _grid.HeldAmplitude(cell, i) : double.NaN;
        }

        _scores[cell] = _total + NonNegativeLeastSquares.Solve(gram, target, solution, _terms, scratch);
        for (int i = 0; i < _terms; i++) solution[i] = Math.Max(solution[i], LeastShare * target[i] / gram[(i * _terms) + i]);
        return true;
    }

    /// <summary>
    /// The start that a cell of the screen stands for. The screen knows no power; a term alone under one is (A x^-α)^k = A^k x^(-kα), so its amplitude and exponents are divided
    /// by k to look the same.
    /// </summary>
    public override void Start(int cell, int variant, Span<double> theta)
    {
        PosynomialForm form = _grid.Form;
        double power = _grid.StartPowers[variant];
        foreach (int exponent in form.Exponents) theta[exponent] = _grid.Exponent(cell, exponent);
        for (int t = 0; t < _terms; t++) theta[form.Terms[t].Amplitude] = Math.Log(_amplitudes[(cell * _terms) + t]);
        if (form.Power < 0) return;
        for (int t = 0; t < _terms; t++)
        {
            if (form.IsPowered(t)) theta[form.Terms[t].Amplitude] /= power;
        }

        foreach (int exponent in form.Exponents) theta[exponent] /= power;
        theta[form.Power] = Math.Log(power);
    }

    /// <summary>Three free terms without a sign constraint, by LDL' written out; false where two cannot be told apart.</summary>
    private bool SolveThree(int cell, Span<double> solution, out double reduction)
    {
        int n = _grid.ColumnCount;
        int a = _grid.ColumnOf(cell, 0);
        int b = _grid.ColumnOf(cell, 1);
        int c = _grid.ColumnOf(cell, 2);
        double aa = _gram[(a * n) + a];
        double ab = _gram[(a * n) + b];
        double ac = _gram[(a * n) + c];
        double bb = _gram[(b * n) + b];
        double bc = _gram[(b * n) + c];
        double cc = _gram[(c * n) + c];
        reduction = 0;

        double inverseA = 1 / aa;
        double lowB = ab * inverseA;
        double lowC = ac * inverseA;
        double pivotB = bb - (lowB * ab);
        if (!(pivotB > 1e-14 * bb)) return false;
        double crossing = bc - (lowC * ab);
        double inverseB = 1 / pivotB;
        double lowCB = crossing * inverseB;
        double pivotC = cc - (lowC * ac) - (lowCB * crossing);
        if (!(pivotC > 1e-14 * cc)) return false;

        double right = _target[a];
        double rightB = _target[b] - (lowB * right);
        double rightC = _target[c] - (lowC * right) - (lowCB * rightB);
        solution[2] = rightC / pivotC;
        solution[1] = (rightB * inverseB) - (lowCB * solution[2]);
        solution[0] = (right * inverseA) - (lowB * solution[1]) - (lowC * solution[2]);
        reduction = (_target[a] * solution[0]) + (_target[b] * solution[1]) + (_target[c] * solution[2]);
        return true;
    }

    /// <summary>Weighted inner products of every pair of columns that can meet in a cell, and of each column with the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void InnerProducts()
    {
        int n = _grid.ColumnCount;
        int length = _grid.PaddedRows;
        for (int t = 0; t < _terms; t++)
        {
            for (int a = _grid.FirstColumn(t); a < _grid.FirstColumn(t + 1); a++)
            {
                _target[a] = Weigh(_grid.Column(a), length);
                _gram[(a * n) + a] = Dot(_weighted.Pointer, _grid.Column(a), length);
                int b = _grid.FirstColumn(t + 1);
                fixed (double* row = _gram)
                {
                    for (; b + 4 <= n; b += 4) Dot4(_weighted.Pointer, _grid.Column(b), length, length, row + ((nint)a * n) + b);
                    for (; b < n; b++) row[((nint)a * n) + b] = Dot(_weighted.Pointer, _grid.Column(b), length);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Weigh(double* column, int length)
    {
        double* weights = _weights.Pointer;
        double* weighted = _weighted.Pointer;
        double* target = _wanted.Pointer;
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            V product = V.Load(weights + i) * V.Load(column + i);
            product.Store(weighted + i);
            sum = V.Fma(product, V.Load(target + i), sum);
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
