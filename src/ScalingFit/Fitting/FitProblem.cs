using ScalingFit.Laws;
using ScalingFit.Numerics;

namespace ScalingFit.Fitting;

/// <summary>
/// A law and runs as the engine sees them: columns of centred logarithms, coordinates without what is held, and the grid that starts come from.
/// Built once a fit, shared by all its refits.
/// </summary>
internal sealed class FitProblem
{
    /// <summary>A column whose logarithm varies by less than this is constant, and is made exactly so.</summary>
    private const double ConstantRange = 1e-12;

    private readonly double[] _held;
    private readonly int[] _leaders;
    private readonly double[] _means;

    public FitProblem(ScalingLaw law, RunSet runs, FitOptions options)
    {
        Law = law;
        Runs = runs;
        Options = options;

        LawDefinition definition = law.Definition;
        _means = new double[definition.Variables.Length];
        var columns = new double[definition.Variables.Length][];
        for (int c = 0; c < columns.Length; c++) columns[c] = Centre(runs.ColumnArray(definition.Variables[c]), out _means[c]);

        _held = new double[definition.Parameters.Length];
        _leaders = new int[_held.Length];
        for (int m = 0; m < _held.Length; m++)
        {
            LawParameter parameter = definition.Parameters[m];
            _leaders[m] = law.Tied.TryGetValue(parameter.Name, out string? leader) ? definition.IndexOf(leader) : m;
            _held[m] = law.Held.TryGetValue(definition.Parameters[_leaders[m]].Name, out double value) ? parameter.ToEngine(value) : double.NaN;
        }

        RowOfRun = new int[runs.Count];
        double[] loss = runs.LossArray();
        Penalty = options.Objective.Penalty with { Scale = options.Objective.OnLogarithm ? 1 : loss.Average() };
        int distinct = NumberRows(columns, loss, RowOfRun);
        RunWeights = runs.WeightArray();
        Weights = new double[distinct];
        for (int i = 0; i < runs.Count; i++) Weights[RowOfRun[i]] += RunWeights[i];
        Rows = RowTable.Create([.. columns.Select(c => FirstOfEach(c, RowOfRun, distinct))], FirstOfEach(loss, RowOfRun, distinct), Weights);
        Coordinates = FreeCoordinates.Create(definition.Form, _held, _leaders, _means);
        Grid = new ScreenGrid(definition.Form, Rows, _held, _leaders, _means, options.Width);
    }

    public ScalingLaw Law { get; }

    public RunSet Runs { get; }

    public FitOptions Options { get; }

    /// <summary>
    /// The distinct runs: those that agree in every variable and in the loss are one row with the sum of their weights. Minimising absolute deviations depends on it, since copies of a
    /// run that the law passes through cannot be told apart.
    /// </summary>
    public RowTable Rows { get; }

    /// <summary>The row of each run.</summary>
    public int[] RowOfRun { get; }

    /// <summary>The weight of each row.</summary>
    public double[] Weights { get; }

    /// <summary>The weight of each run.</summary>
    public double[] RunWeights { get; }

    public FreeCoordinates Coordinates { get; }

    public ScreenGrid Grid { get; }

    /// <summary>The objective as the engine charges it, with the size of the losses.</summary>
    public Penalty Penalty { get; }

    public LawSolver NewSolver() => new(Grid, Coordinates, Rows.Count, Options.Tolerance, Options.IterationLimit, Options.Width);

    /// <summary>Natural parameter values from the engine's centred coordinates.</summary>
    public void ToNatural(ReadOnlySpan<double> theta, Span<double> values)
    {
        Span<double> uncentred = stackalloc double[theta.Length];
        Uncentre(theta, uncentred);
        for (int m = 0; m < values.Length; m++)
        {
            // A held value is returned as it was given, not as exp(ln value).
            LawParameter parameter = Law.Definition.Parameters[m];
            values[m] = Law.Held.TryGetValue(Law.Definition.Parameters[_leaders[m]].Name, out double held) ? held : parameter.FromEngine(uncentred[m]);
        }
    }

    public FittedLaw ToFitted(ReadOnlySpan<double> theta, string source)
    {
        var values = new double[theta.Length];
        ToNatural(theta, values);
        return new FittedLaw(Law, values, Runs.Conventions, source);
    }

    /// <summary>
    /// Derivatives by uncentred coordinates from those by centred ones. The amplitude's centred coordinate is a + Σ s θ mean(ln x), so its
    /// derivative passes to the exponents with these factors.
    /// </summary>
    /// <param name="gradient">By free centred coordinates.</param>
    /// <param name="hessian">By free centred coordinates.</param>
    public (double[] Gradient, double[] Hessian) Uncentre(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian)
    {
        int n = Coordinates.FreeCount;
        ReadOnlySpan<int> picks = Coordinates.Picks;
        var map = new double[n * n];
        for (int k = 0; k < n; k++) map[(k * n) + k] = 1;
        foreach (PosynomialForm.Term term in Law.Definition.Form.Terms)
        {
            int row = picks.IndexOf(term.Amplitude);
            if (row < 0) continue;
            foreach (PosynomialForm.Factor factor in term.Factors)
            {
                int column = picks.IndexOf(_leaders[factor.Parameter]);
                if (column >= 0) map[(row * n) + column] += factor.Scale * _means[factor.Column];
            }
        }

        var g = new double[n];
        var half = new double[n * n];
        var h = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                g[i] += map[(k * n) + i] * gradient[k];
                for (int l = 0; l < n; l++) half[(i * n) + k] += map[(l * n) + i] * hessian[(l * n) + k];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++) h[(i * n) + j] += half[(i * n) + k] * map[(k * n) + j];
            }
        }

        return (g, h);
    }

    /// <summary>Numbers the distinct rows in the order of their first run.</summary>
    private static int NumberRows(double[][] columns, double[] loss, int[] rowOfRun)
    {
        // Runs that share a loss are compared value by value; a table has few of them.
        var byLoss = new Dictionary<double, List<int>>(loss.Length);
        int rows = 0;
        for (int i = 0; i < loss.Length; i++)
        {
            rowOfRun[i] = -1;
            if (!byLoss.TryGetValue(loss[i], out List<int>? others)) byLoss.Add(loss[i], others = []);
            foreach (int other in others)
            {
                if (Array.TrueForAll(columns, c => c[other] == c[i])) rowOfRun[i] = rowOfRun[other];
            }

            if (rowOfRun[i] >= 0) continue;
            rowOfRun[i] = rows++;
            others.Add(i);
        }

        return rows;
    }

    private static double[] FirstOfEach(double[] values, int[] rowOfRun, int rows)
    {
        if (rows == values.Length) return values;
        var first = new double[rows];
        for (int i = values.Length - 1; i >= 0; i--) first[rowOfRun[i]] = values[i];
        return first;
    }

    private static double[] Centre(double[] column, out double mean)
    {
        for (int i = 0; i < column.Length; i++) column[i] = Math.Log(column[i]);
        mean = column.Average();
        double low = column.Min();
        double high = column.Max();
        for (int i = 0; i < column.Length; i++) column[i] = high - low > ConstantRange ? column[i] - mean : 0;
        return column;
    }

    private void Uncentre(ReadOnlySpan<double> theta, Span<double> uncentred)
    {
        theta.CopyTo(uncentred);
        foreach (PosynomialForm.Term term in Law.Definition.Form.Terms)
        {
            foreach (PosynomialForm.Factor factor in term.Factors) uncentred[term.Amplitude] -= factor.Scale * theta[factor.Parameter] * _means[factor.Column];
        }
    }
}
