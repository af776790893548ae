namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Ranks the candidates of a <see cref="SampleGrid"/> by relative least squares over their linear parameters, of which those that are positive stay so. One that may have either sign is the
/// difference of two that are not negative.
/// </summary>
internal sealed class SampleScreen : StartScreen
{
    /// <summary>A positive parameter that least squares would rather leave out still starts with this share of what it would be alone.</summary>
    private const double LeastShare = 0.01;

    private readonly SampleGrid _grid;
    private readonly (int Linear, double Sign)[] _columns;
    private readonly double[] _scores;
    private readonly double[] _solutions;
    private readonly double[] _gram;
    private readonly double[] _target;
    private readonly double[] _scratch;
    private readonly double[] _rest;

    public SampleScreen(SampleGrid grid)
    {
        _grid = grid;
        var columns = new List<(int, double)>();
        for (int l = 0; l < grid.Linear.Length; l++)
        {
            columns.Add((l, 1));
            if (!grid.Form.IsLogarithmic[grid.Linear[l]]) columns.Add((l, -1));
        }

        _columns = [.. columns];
        int n = _columns.Length;
        _scores = new double[grid.Count];
        _solutions = new double[grid.Count * n];
        _gram = new double[n * n];
        _target = new double[n];
        _scratch = new double[n * (n + 1)];
        _rest = new double[grid.RowCount];
    }

    public override int Count => _grid.Count;

    public override double Score(int cell) => _scores[cell];

    public override bool AreNeighbours(int cell, int other) => _grid.AreNeighbours(cell, other);

    public override void Rank(ReadOnlySpan<double> weights, ReadOnlySpan<double> growth = default)
    {
        int n = _columns.Length;
        for (int k = 0; k < _grid.Count; k++)
        {
            ReadOnlySpan<double> rest = _grid.Rest(k);
            if (!growth.IsEmpty)
            {
                // 1 less a prediction becomes the new response less it.
                for (int i = 0; i < rest.Length; i++) _rest[i] = rest[i] + _grid.RowOf(growth, i) - 1;
                rest = _rest;
            }

            double total = 0;
            for (int i = 0; i < rest.Length; i++) total += _grid.RowOf(weights, i) * rest[i] * rest[i];
            if (n == 0)
            {
                _scores[k] = double.IsNaN(total) ? double.PositiveInfinity : total;
                continue;
            }

            for (int a = 0; a < n; a++)
            {
                ReadOnlySpan<double> first = _grid.Basis(k, _columns[a].Linear);
                double sum = 0;
                for (int i = 0; i < rest.Length; i++) sum += _grid.RowOf(weights, i) * first[i] * rest[i];
                _target[a] = _columns[a].Sign * sum;
                for (int b = 0; b <= a; b++)
                {
                    ReadOnlySpan<double> second = _grid.Basis(k, _columns[b].Linear);
                    double product = 0;
                    for (int i = 0; i < rest.Length; i++) product += _grid.RowOf(weights, i) * first[i] * second[i];
                    _gram[(a * n) + b] = _gram[(b * n) + a] = _columns[a].Sign * _columns[b].Sign * product;
                }
            }

            Span<double> solution = _solutions.AsSpan(k * n, n);
            solution.Fill(double.NaN);
            double score = total + NonNegativeLeastSquares.Solve(_gram, _target, solution, n, _scratch);
            _scores[k] = double.IsNaN(score) ? double.PositiveInfinity : score;
            for (int a = 0; a < n; a++)
            {
                if (!_grid.Form.IsLogarithmic[_grid.Linear[_columns[a].Linear]]) continue;
                double alone = Math.Abs(_target[a]) / _gram[(a * n) + a];
                solution[a] = Math.Max(solution[a], LeastShare * alone);
            }
        }
    }

    public override void Start(int cell, int variant, Span<double> theta)
    {
        _grid.Point(cell).CopyTo(theta);
        int n = _columns.Length;
        foreach (int m in _grid.Linear) theta[m] = 0;
        for (int a = 0; a < n; a++)
        {
            int m = _grid.Linear[_columns[a].Linear];
            double value = _solutions[(cell * n) + a];
            if (_grid.Form.IsLogarithmic[m]) theta[m] = Math.Log(Math.Max(value, 1e-300));
            else theta[m] += _columns[a].Sign * value;
        }
    }
}
