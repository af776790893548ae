using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Screening;

/// <summary>
/// A coarse grid over a law's exponents, and for each term the column it contributes at each of them. Given the exponents the law is
/// linear in its amplitudes, so every cell of the grid is a small non-negative least squares problem whose matrices are
/// made of inner products of these columns, shared by all cells and, with other weights, by all resamples.
/// </summary>
internal sealed unsafe class ScreenGrid : IStartGrid
{
    /// <summary>Rows enough to rank cells; more are sampled.</summary>
    private const int RowLimit = 2000;

    /// <summary>
    /// Exponent times range of ln x, from hardly bent to a term that has all but vanished half-way.
    /// </summary>
    private const double FlattestBend = 0.1;
    private const double SharpestBend = 8;

    /// <summary>Two to three factors of ten.</summary>
    private const double UsualRange = 6;

    /// <summary>
    /// Errors are relative to the response, but never to less than this share of its median: a single very low response would otherwise rule every cell.
    /// </summary>
    private const double LeastResponse = 0.5;

    private readonly AlignedBuffer _columns;
    private readonly AlignedBuffer _target;
    private readonly int[] _firstColumn;
    private readonly int[] _cellColumns;
    private readonly int[] _strides;
    private readonly int[] _places;

    /// <param name="form">The law.</param>
    /// <param name="rows">The data.</param>
    /// <param name="held">A value a parameter, in the engine's scale but not centred; NaN where it is free.</param>
    /// <param name="leaders">The parameter whose value each takes.</param>
    /// <param name="means">The mean that was taken off each column.</param>
    /// <param name="width">The implementation.</param>
    /// <param name="all">The rows whose ranges set the exponents tried, where they are more than the data.</param>
    public ScreenGrid(PosynomialForm form, RowTable rows, ReadOnlySpan<double> held, ReadOnlySpan<int> leaders, ReadOnlySpan<double> means, VectorWidth width, RowTable? all = null)
    {
        Form = form;
        Held = held.ToArray();
        Means = means.ToArray();
        StartPowers = form.Power < 0 ? [1] : double.IsNaN(held[form.Power]) ? [1, 0.4, 0.1] : [Math.Exp(held[form.Power])];
        int free = 0;
        foreach (int exponent in form.Exponents) free += double.IsNaN(held[exponent]) && leaders[exponent] == exponent ? 1 : 0;
        int points = free switch { 0 => 1, 1 => 16, 2 => 9, 3 => 6, _ => 4 };

        Candidates = new double[form.ParameterCount][];
        CellCount = 1;
        _strides = new int[form.ParameterCount];
        foreach (int exponent in form.Exponents)
        {
            if (leaders[exponent] != exponent) continue;
            Candidates[exponent] = double.IsNaN(held[exponent]) ? Geometric(points, form.RangeOf(all ?? rows, exponent)) : [held[exponent]];
            _strides[exponent] = CellCount;
            CellCount *= Candidates[exponent].Length;
        }

        // Exponents that are tied share an axis.
        foreach (int exponent in form.Exponents)
        {
            Candidates[exponent] = Candidates[leaders[exponent]];
            _strides[exponent] = _strides[leaders[exponent]];
        }

        _firstColumn = new int[form.Terms.Length + 1];
        for (int t = 0; t < form.Terms.Length; t++) _firstColumn[t + 1] = _firstColumn[t] + Combinations(form.Terms[t]);

        _places = RowSample.Places(rows.Count, RowLimit);
        RowCount = _places.Length;
        PaddedRows = (RowCount + 7) / 8 * 8;
        _columns = new AlignedBuffer(ColumnCount * PaddedRows);
        _target = new AlignedBuffer(PaddedRows);
        _cellColumns = new int[CellCount * form.Terms.Length];
        for (int t = 0; t < form.Terms.Length; t++) FindColumns(t);

        Fill(rows, width);
    }

    public PosynomialForm Form { get; }

    /// <summary>The outer powers that starts are made for: the one that is held, or none, a strong one and one that all but multiplies the terms; 1 for a law without.</summary>
    public double[] StartPowers { get; }

    public int CellCount { get; }

    /// <summary>Columns of all terms at all exponents.</summary>
    public int ColumnCount => _firstColumn[^1];

    public int RowCount { get; }

    public int PaddedRows { get; }

    /// <summary>Values tried for each exponent.</summary>
    private double[][] Candidates { get; }

    private double[] Held { get; }

    private double[] Means { get; }

    /// <summary>What the terms' columns should add up to: 1 but for very low responses.</summary>
    public double* Target => _target.Pointer;

    /// <summary>A term's basis divided by what errors are relative to: the response, or half its median where it is less.</summary>
    public double* Column(int index) => _columns.Pointer + ((nint)index * PaddedRows);

    public int FirstColumn(int term) => _firstColumn[term];

    public StartScreen NewScreen(VectorWidth width) => width switch
    {
        VectorWidth.Wide512 => new Screen<V512>(this),
        VectorWidth.Wide256 => new Screen<V256>(this),
        _ => new Screen<V1>(this),
    };

    /// <summary>The weight of each row of the grid, from weights of all rows.</summary>
    public void Sample(ReadOnlySpan<double> weights, Span<double> into)
    {
        into.Clear();
        for (int i = 0; i < RowCount; i++) into[i] = weights[_places[i]];
    }

    /// <summary>Where each exponent stands on its axis in a cell.</summary>
    public int Position(int cell, int exponent) => cell / _strides[exponent] % Candidates[exponent].Length;

    /// <summary>The exponents of a cell.</summary>
    public double Exponent(int cell, int exponent) => Candidates[exponent][Position(cell, exponent)];

    /// <summary>The column of a term in a cell.</summary>
    public int ColumnOf(int cell, int term) => _cellColumns[(cell * Form.Terms.Length) + term];

    /// <summary>The column of a term in every cell: counted through its exponents' positions, the last one running fastest.</summary>
    private void FindColumns(int term)
    {
        PosynomialForm.Term t = Form.Terms[term];
        int step = 1;
        int terms = Form.Terms.Length;
        for (int cell = 0; cell < CellCount; cell++) _cellColumns[(cell * terms) + term] = _firstColumn[term];
        for (int f = t.Factors.Length - 1; f >= 0; f--)
        {
            int exponent = t.Factors[f].Parameter;
            if (IsRepeated(t, f)) continue;
            int count = Candidates[exponent].Length;
            int stride = _strides[exponent];
            for (int cell = 0, position = 0, run = 0; cell < CellCount; cell++)
            {
                _cellColumns[(cell * terms) + term] += step * position;
                if (++run < stride) continue;
                run = 0;
                position = position + 1 == count ? 0 : position + 1;
            }

            step *= count;
        }
    }

    /// <summary>The centred amplitude that a term is held at in a cell, or NaN where it is free.</summary>
    public double HeldAmplitude(int cell, int term)
    {
        double sum = Held[Form.Terms[term].Amplitude];
        foreach (PosynomialForm.Factor factor in Form.Terms[term].Factors) sum += factor.Scale * Exponent(cell, factor.Parameter) * Means[factor.Column];
        return Math.Exp(sum);
    }

    public bool IsHeld(int term) => !double.IsNaN(Held[Form.Terms[term].Amplitude]);

    /// <summary>Grid positions differ by at most one on every axis.</summary>
    public bool AreNeighbours(int cell, int other)
    {
        foreach (int exponent in Form.Exponents)
        {
            if (Math.Abs(Position(cell, exponent) - Position(other, exponent)) > 1) return false;
        }

        return true;
    }

    private static bool IsRepeated(PosynomialForm.Term term, int factor)
    {
        for (int g = 0; g < factor; g++)
        {
            if (term.Factors[g].Parameter == term.Factors[factor].Parameter) return true;
        }

        return false;
    }

    private static double[] Geometric(int count, double range)
    {
        var values = new double[count];

        // A variable that does not vary says nothing of its exponent; take it for one that varies as usual.
        double scale = 1 / (range > 1e-3 ? range : UsualRange);
        for (int k = 0; k < count; k++) values[k] = scale * FlattestBend * Math.Pow(SharpestBend / FlattestBend, count == 1 ? 0.5 : (double)k / (count - 1));
        return values;
    }

    private int Combinations(PosynomialForm.Term term)
    {
        int count = 1;
        for (int f = 0; f < term.Factors.Length; f++)
        {
            if (!IsRepeated(term, f)) count *= Candidates[term.Factors[f].Parameter].Length;
        }

        return count;
    }

    /// <summary>exp(Σ s θ x - ln max(y, half the median)) for every combination of exponents that a term can meet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(RowTable rows, VectorWidth width)
    {
        var logs = new double[RowCount];
        for (int i = 0; i < RowCount; i++) logs[i] = rows.LogResponse[_places[i]];
        double least = Median(logs) + Math.Log(LeastResponse);
        for (int i = 0; i < RowCount; i++)
        {
            _target.Pointer[i] = logs[i] >= least ? 1 : Math.Exp(logs[i] - least);
            logs[i] = -Math.Max(logs[i], least);
        }

        var filled = new bool[ColumnCount];
        for (int cell = 0; cell < CellCount; cell++)
        {
            for (int t = 0; t < Form.Terms.Length; t++)
            {
                int index = ColumnOf(cell, t);
                if (filled[index]) continue;
                filled[index] = true;
                double* column = Column(index);
                logs.CopyTo(new Span<double>(column, RowCount));
                foreach (PosynomialForm.Factor factor in Form.Terms[t].Factors)
                {
                    double slope = factor.Scale * Exponent(cell, factor.Parameter);
                    double* x = rows.Variable(factor.Column);
                    if (RowCount == rows.Count) Elementwise.AddScaled(slope, x, column, RowCount, width);
                    else AddSampled(slope, x, column);
                }

                Elementwise.Exp(column, column, RowCount, width);
                new Span<double>(column + RowCount, PaddedRows - RowCount).Clear();
            }
        }
    }

    private void AddSampled(double slope, double* x, double* column)
    {
        for (int i = 0; i < RowCount; i++) column[i] += slope * x[_places[i]];
    }

    private static double Median(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
