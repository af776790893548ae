namespace ScalingFit.Uncertainty;

/// <summary>
/// Refits on a grid of held values, each from a neighbour, outwards from where the fit lies. Cells that are checked by a fit from starts of its own and turn out lower hand their basin on to their neighbours, as far
/// as it is lower there.
/// </summary>
internal sealed class ProfileGrid
{
    /// <summary>Lower by less than this, relatively, is rounding.</summary>
    private const double Lower = 1e-9;

    private readonly HeldRefits _refits;
    private readonly double[][] _values;
    private readonly int _rows;
    private readonly int _columns;
    private readonly HeldPoint?[] _cells;
    private bool _isFull;

    /// <param name="refits">Refits with as many parameters held as there are lists.</param>
    /// <param name="values">The values of each, in order.</param>
    public ProfileGrid(HeldRefits refits, params double[][] values)
    {
        _refits = refits;
        _values = values;
        _rows = values[0].Length;
        _columns = values.Length > 1 ? values[1].Length : 1;
        _cells = new HeldPoint?[_rows * _columns];
        int start = (Nearest(0) * _columns) + (values.Length > 1 ? Nearest(1) : 0);
        Put(start, refits.Origin);
        Spread(start);
    }

    /// <summary>All cells, the first parameter's rows one after another.</summary>
    public IReadOnlyList<HeldPoint> Cells => _cells!;

    /// <summary>Fits a cell afresh, and where that is lower its neighbours from there.</summary>
    public void Check(int row, int column = 0)
    {
        int cell = (row * _columns) + column;
        HeldPoint fresh = _refits.Afresh(ValuesAt(cell));
        if (!IsLower(fresh, _cells[cell])) return;
        _cells[cell] = fresh;
        Spread(cell);
    }

    private int Nearest(int axis)
    {
        ProfileAxis a = _refits.Axes[axis];
        return Enumerable.Range(0, _values[axis].Length).MinBy(k => Math.Abs(a.ToAxis(_values[axis][k]) - a.ToAxis(a.Estimate)));
    }

    private bool IsLower(HeldPoint one, HeldPoint? other) => other is null || one.Objective < other.Objective - (Lower * _refits.Unit);

    private double[] ValuesAt(int cell) => _values.Length > 1 ? [_values[0][cell / _columns], _values[1][cell % _columns]] : [_values[0][cell]];

    private void Put(int cell, HeldPoint near)
    {
        double[] values = ValuesAt(cell);

        // The estimate itself needs no refit.
        _cells[cell] = values.AsSpan().SequenceEqual(_refits.Origin.Values) ? _refits.Origin : _refits.From(near, values);
    }

    private void Spread(int start)
    {
        var queue = new Queue<int>();
        queue.Enqueue(start);
        Span<(int Row, int Column)> steps = [(-1, 0), (1, 0), (0, -1), (0, 1)];
        while (queue.TryDequeue(out int cell))
        {
            foreach ((int row, int column) in steps)
            {
                int r = (cell / _columns) + row;
                int c = (cell % _columns) + column;
                if (r < 0 || r >= _rows || c < 0 || c >= _columns) continue;
                int other = (r * _columns) + c;
                if (_cells[other] is null)
                {
                    Put(other, _cells[cell]!);
                    queue.Enqueue(other);
                }
                else if (_isFull && _refits.From(_cells[cell]!, ValuesAt(other)) is var again && IsLower(again, _cells[other]))
                {
                    _cells[other] = again;
                    queue.Enqueue(other);
                }
            }
        }

        _isFull = true;
    }
}
