namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Ranks the candidates of a <see cref="SampleGrid"/> by relative least squares over their linear parameters, of which those that are positive stay so. Those that may have either sign are eliminated, which leaves least squares
/// in the positive ones alone.
/// </summary>
internal sealed unsafe class SampleScreen : StartScreen
{
    /// <summary>A positive parameter that least squares would rather leave out still starts with this share of what it would be alone.</summary>
    private const double LeastShare = 0.01;

    private readonly SampleGrid _grid;
    private readonly int[] _order;
    private readonly int _positive;
    private readonly double[] _scores;
    private readonly double[] _solutions;
    private readonly double[] _gram;
    private readonly double[] _target;
    private readonly double[] _factor;
    private readonly double[] _solved;
    private readonly double[] _reduced;
    private readonly double[] _scratch;
    private readonly double[] _rest;

    public SampleScreen(SampleGrid grid)
    {
        _grid = grid;

        // The positive ones first.
        _order = [.. Enumerable.Range(0, grid.Linear.Length).OrderBy(l => grid.Form.IsLogarithmic[grid.Linear[l]] ? 0 : 1)];
        _positive = grid.Linear.Count(m => grid.Form.IsLogarithmic[m]);
        int n = _order.Length;
        int signed = n - _positive;
        _scores = new double[grid.Count];
        _solutions = new double[grid.Count * n];
        _gram = new double[n * n];
        _target = new double[n];
        _factor = new double[signed * signed];
        _solved = new double[(_positive + 1) * signed];
        _reduced = new double[_positive * (_positive + 1)];
        _scratch = new double[_positive * (_positive + 1)];
        _rest = new double[grid.RowCount];
    }

    public override int Count => _grid.Count;

    public override double Score(int cell) => _scores[cell];

    public override bool AreNeighbours(int cell, int other) => _grid.AreNeighbours(cell, other);

    public override void Rank(ReadOnlySpan<double> weights, ReadOnlySpan<double> growth = default)
    {
        int n = _order.Length;
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
            for (int a = 0; a < n; a++)
            {
                ReadOnlySpan<double> first = _grid.Basis(k, _order[a]);
                double sum = 0;
                for (int i = 0; i < rest.Length; i++) sum += _grid.RowOf(weights, i) * first[i] * rest[i];
                _target[a] = sum;
                for (int b = 0; b <= a; b++)
                {
                    ReadOnlySpan<double> second = _grid.Basis(k, _order[b]);
                    double product = 0;
                    for (int i = 0; i < rest.Length; i++) product += _grid.RowOf(weights, i) * first[i] * second[i];
                    _gram[(a * n) + b] = _gram[(b * n) + a] = product;
                }
            }

            double score = total + Solve(_solutions.AsSpan(k * n, n));
            _scores[k] = double.IsNaN(score) ? double.PositiveInfinity : score;
        }
    }

    public override void Start(int cell, int variant, Span<double> theta)
    {
        _grid.Point(cell).CopyTo(theta);
        int n = _order.Length;
        for (int a = 0; a < n; a++)
        {
            double value = _solutions[(cell * n) + a];
            theta[_grid.Linear[_order[a]]] = a < _positive ? Math.Log(Math.Max(value, 1e-300)) : value;
        }
    }

    /// <summary>Solves for the linear parameters of one candidate.</summary>
    /// <returns>What is to be added to the target's own square for the residual's.</returns>
    private double Solve(Span<double> solution)
    {
        int n = _order.Length;
        int p = _positive;
        int signed = n - p;
        if (signed > 0) Eliminate();

        // With s for the signed and p for the positive, c_s = G_ss⁻¹ (h_s - G_sp c_p), and what is left is least squares in c_p by the Schur complement.
        Span<double> gram = _reduced.AsSpan(0, p * p);
        Span<double> target = _reduced.AsSpan(p * p, p);
        double value = 0;
        for (int s = 0; s < signed; s++) value -= _target[p + s] * _solved[s];
        for (int a = 0; a < p; a++)
        {
            double right = _target[a];
            for (int s = 0; s < signed; s++) right -= _gram[(a * n) + p + s] * _solved[s];
            target[a] = right;
            for (int b = 0; b < p; b++)
            {
                double product = _gram[(a * n) + b];
                for (int s = 0; s < signed; s++) product -= _gram[(a * n) + p + s] * _solved[((b + 1) * signed) + s];
                gram[(a * p) + b] = product;
            }
        }

        if (p > 0)
        {
            solution[..p].Fill(double.NaN);
            value += NonNegativeLeastSquares.Solve(gram, target, solution[..p], p, _scratch);
        }

        for (int a = 0; a < p; a++)
        {
            double alone = Math.Abs(_target[a]) / _gram[(a * n) + a];
            solution[a] = Math.Max(solution[a], LeastShare * alone);
        }

        for (int s = 0; s < signed; s++)
        {
            double sum = _solved[s];
            for (int a = 0; a < p; a++) sum -= solution[a] * _solved[((a + 1) * signed) + s];
            solution[p + s] = sum;
        }

        return value;
    }

    /// <summary>
    /// G_ss⁻¹ h_s, and after it G_ss⁻¹ G_sa for each positive a. Columns that cannot be told apart share what they have in common; a column that is zero in all rows, such as the share of a domain that no run of a
    /// resample has, takes no part.
    /// </summary>
    private void Eliminate()
    {
        int n = _order.Length;
        int p = _positive;
        int signed = n - p;
        fixed (double* factor = _factor, solved = _solved)
        {
            for (double ridge = 0; ridge < 1; ridge = ridge == 0 ? 1e-10 : 100 * ridge)
            {
                for (int s = 0; s < signed; s++)
                {
                    for (int t = 0; t < signed; t++) factor[(s * signed) + t] = _gram[((p + s) * n) + p + t] * (s == t ? 1 + ridge : 1);
                    if (factor[(s * signed) + s] == 0) factor[(s * signed) + s] = 1;
                }

                if (SmallMatrix.TryFactor(factor, signed, 1e-13)) break;
            }

            for (int a = 0; a <= p; a++)
            {
                double* right = solved + (a * signed);
                for (int s = 0; s < signed; s++) right[s] = a == 0 ? _target[p + s] : _gram[((p + s) * n) + a - 1];
                SmallMatrix.Solve(factor, signed, right);
            }
        }
    }
}
