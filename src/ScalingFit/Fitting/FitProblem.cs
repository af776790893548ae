using System.Collections.Frozen;
using System.Globalization;
using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;
using ScalingFit.Numerics.Screening;

namespace ScalingFit.Fitting;

/// <summary>
/// A law and runs as the engine sees them: columns of centred logarithms, coordinates without what is held, and the grid that starts come from.
/// Built once a fit, shared by all its refits.
/// </summary>
internal sealed class FitProblem
{
    /// <summary>A column whose logarithm varies by less than this is constant, and is made exactly so.</summary>
    private const double ConstantRange = 1e-12;

    /// <summary>The largest change of a coordinate in one step. The majoriser vanishes together with a dying term, so that damping alone cannot hold such a step.</summary>
    private const double StepCap = 0.5;

    /// <summary>The same for an amplitude whose variable could not be centred, which moves with the exponent beside it.</summary>
    private const double UncentredStepCap = 5;

    private readonly double[] _held;
    private readonly double[] _natural;
    private readonly int[] _leaders;
    private readonly double[] _means;
    private readonly Lazy<IStartGrid> _grid;

    public FitProblem(ScalingLaw law, RunSet runs, FitOptions options, bool centre = true)
    {
        Law = law;
        Runs = runs;
        Options = options;

        LawDefinition definition = law.Definition;
        double[][] columns = definition.Form.Columns(definition.InputsOf(runs));
        _means = new double[columns.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            if (centre && definition.Form.MayCentre(c)) Centre(columns[c], out _means[c]);
        }

        RowOfRun = new int[runs.Count];
        double[] loss = runs.LossArray();
        if (options.Objective.OnLogit) RequireShares(runs, loss);
        if (options.Objective.OnLogarithm && Array.Exists(loss, l => l <= 0)) RequirePositive(runs, loss);
        if (definition.Form is PosynomialForm && Array.TrueForAll(loss, l => l < 0)) throw new ArgumentException($"{law.Name} is positive whatever its parameters, and every loss is negative. Take a law with a constant to subtract, such as E in A/N^alpha - E.", nameof(law));
        Penalty = options.Objective.Penalty with { Scale = options.Objective.Penalty.Of == ResidualOf.Response ? Array.ConvertAll(loss, Math.Abs).Average() : 1 };
        RunWeights = runs.WeightArray();
        double[] deviations = Standardise(runs, loss);

        // The engine sees weights of mean 1: what rounding amounts to then does not depend on their size.
        double mean = RunWeights.Average();
        for (int i = 0; i < runs.Count; i++) RunWeights[i] /= mean;
        WeightScale = mean * options.Objective.Factor;
        if (deviations.Length > 0) Penalty = Penalty with { Scale = Penalty.Scale / deviations.Average() };

        int[] group = GroupOfRun();
        int distinct = RowNumbers.Assign(columns, loss, deviations, group, Penalty.Kind == PenaltyKind.Absolute, RowOfRun);
        Weights = new double[distinct];
        for (int i = 0; i < runs.Count; i++) Weights[RowOfRun[i]] += RunWeights[i];
        Rows = RowTable.Create([.. columns.Select(c => RowNumbers.FirstOfEach(c, RowOfRun, distinct))], RowNumbers.FirstOfEach(loss, RowOfRun, distinct), Weights, deviations.Length == 0 ? [] : RowNumbers.FirstOfEach(deviations, RowOfRun, distinct));
        if (definition.Groups is { } groups)
        {
            GroupCounts = new int[groups.Labels.Length];
            foreach (int run in RowOfRun.Select((row, run) => (row, run)).DistinctBy(p => p.row).Select(p => p.run)) GroupCounts[group[run]]++;
            Rows.Divide(GroupCounts);
        }

        (_leaders, _natural, _held) = Constrain(AtBounds);
        Coordinates = MakeCoordinates();
        _grid = new Lazy<IStartGrid>(MakeGrid);
    }

    /// <summary>The same runs, with parameters held at one of their bounds or by the law.</summary>
    private FitProblem(FitProblem other, ScalingLaw law, IReadOnlyDictionary<string, double> atBounds)
    {
        Law = law;
        Runs = other.Runs;
        Options = other.Options;
        _means = other._means;
        RowOfRun = other.RowOfRun;
        Penalty = other.Penalty;
        RunWeights = other.RunWeights;
        WeightScale = other.WeightScale;
        Weights = other.Weights;
        Rows = other.Rows;
        GroupCounts = other.GroupCounts;
        AtBounds = atBounds;
        (_leaders, _natural, _held) = Constrain(atBounds);
        Coordinates = MakeCoordinates();
        _grid = new Lazy<IStartGrid>(MakeGrid);
    }

    public ScalingLaw Law { get; }

    public RunSet Runs { get; }

    public FitOptions Options { get; }

    /// <summary>
    /// The runs, group by group. For absolute deviations the distinct ones: those that agree in every variable and in the loss are one row with the sum of their weights, since copies of a
    /// run that the law passes through cannot be told apart.
    /// </summary>
    public RowTable Rows { get; }

    /// <summary>The row of each run.</summary>
    public int[] RowOfRun { get; }

    /// <summary>Whether row i is run i.</summary>
    public bool RowPerRun => Rows.Count == RowOfRun.Length && RowNumbers.IsInOrder(RowOfRun);

    /// <summary>The weight of each row.</summary>
    public double[] Weights { get; }

    /// <summary>The weight of each run, relative to their mean.</summary>
    public double[] RunWeights { get; }

    /// <summary>What the engine's objective and derivatives are multiplied by to be the objective's own: the mean weight.</summary>
    public double WeightScale { get; }

    /// <summary>The parameters held at one of their bounds, and where.</summary>
    public IReadOnlyDictionary<string, double> AtBounds { get; } = FrozenDictionary<string, double>.Empty;

    public FreeCoordinates Coordinates { get; }

    /// <summary>Where starts come from; made when first asked for, since a refit from a neighbour needs none.</summary>
    public IStartGrid Grid => _grid.Value;

    /// <summary>The objective as the engine charges it, with the size of the losses.</summary>
    public Penalty Penalty { get; }

    /// <summary>How many rows each group has; empty for an ordinary law.</summary>
    private int[] GroupCounts { get; } = [];

    /// <summary>A solver with memory of its own.</summary>
    /// <param name="threads">How many threads share the rows of a long table; the options' where none is given. Results do not depend on it.</param>
    public LawSolver NewSolver(int? threads = null) =>
        new(Law.Definition.Form, Grid, Coordinates, Rows.Count, new SolverSettings(Options.Tolerance, Options.IterationLimit, Options.Method, Options.Width, threads ?? Options.Threads));

    /// <summary>The same problem in the variables' own logarithms: the coordinates that papers fit in.</summary>
    public FitProblem WithoutCentring() => new(Law, Runs, Options, centre: false);

    public FitProblem WithAtBounds(Dictionary<string, double> atBounds) => new(this, Law, atBounds);

    /// <summary>The same runs for the same law with parameters held, in the same centred coordinates.</summary>
    /// <param name="law">The law of this problem, but for what it holds.</param>
    public FitProblem Holding(ScalingLaw law) => new(this, law, FrozenDictionary<string, double>.Empty);

    /// <summary>An engine with memory of its own.</summary>
    public LawEngine NewEngine() => LawSolver.NewEngine(Law.Definition.Form, Rows.Count, Options.Width, Options.Threads);

    /// <summary>
    /// The derivative of the objective by each parameter's own coordinate, held and tied ones included, from that by the engine's centred ones.
    /// </summary>
    public void UncentreGradient(ReadOnlySpan<double> gradient, Span<double> into)
    {
        gradient.CopyTo(into);
        foreach (PosynomialForm.Term term in Law.Definition.Form.CentredTerms)
        {
            foreach (PosynomialForm.Factor factor in term.Factors) into[factor.Parameter] += factor.Scale * _means[factor.Column] * gradient[term.Amplitude];
        }
    }

    /// <summary>How many runs have a residual of at most so much, in units of its standard deviation where that is known.</summary>
    public unsafe int RunsWithin(double delta, double[] residuals)
    {
        int count = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            double unit = Rows.HasDeviations ? Rows.InverseDeviation[RowOfRun[i]] : 1;
            if (Math.Abs(residuals[i]) * unit <= delta) count++;
        }

        return count;
    }

    /// <summary>Which free coordinates are amplitudes whose variables could not be centred.</summary>
    public int[] UncentredAmplitudes()
    {
        LawParameter[] parameters = Law.Definition.Parameters;
        IReadOnlyList<PosynomialForm.Term> centred = Law.Definition.Form.CentredTerms;
        int[] picks = Coordinates.Picks.ToArray();
        return [.. Enumerable.Range(0, picks.Length).Where(k => parameters[picks[k]].Kind == ParameterKind.Amplitude && centred.All(t => t.Amplitude != picks[k]))];
    }

    /// <summary>Which free coordinates are parameters of a kind.</summary>
    public int[] Places(ParameterKind kind)
    {
        int[] picks = Coordinates.Picks.ToArray();
        return [.. Enumerable.Range(0, picks.Length).Where(k => Law.Definition.Parameters[picks[k]].Kind == kind)];
    }

    /// <summary>Natural parameter values from the engine's centred coordinates.</summary>
    public void ToNatural(ReadOnlySpan<double> theta, Span<double> values)
    {
        Span<double> uncentred = stackalloc double[theta.Length];
        Uncentre(theta, uncentred);
        for (int m = 0; m < values.Length; m++)
        {
            // A held value is returned as it was given, not as exp(ln value).
            values[m] = double.IsNaN(_natural[m]) ? Law.Definition.Parameters[m].FromEngine(uncentred[m]) : _natural[m];
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
        double[] map = CentringMap();
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

    /// <summary>
    /// The covariance matrix of the free parameters' own coordinates from that of the engine's centred ones: T C T', where T takes what centring added to the amplitudes off again.
    /// </summary>
    /// <param name="covariance">By free centred coordinates, row by row.</param>
    public double[] UncentreCovariance(ReadOnlySpan<double> covariance)
    {
        int n = Coordinates.FreeCount;

        // An amplitude is no exponent, so that the inverse of 1 + K, with K from exponents to amplitudes, is 1 - K.
        double[] map = CentringMap();
        for (int i = 0; i < map.Length; i++) map[i] = i % (n + 1) == 0 ? map[i] : -map[i];
        var half = new double[n * n];
        var own = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++) half[(i * n) + j] += map[(i * n) + k] * covariance[(k * n) + j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++) own[(i * n) + j] += half[(i * n) + k] * map[(j * n) + k];
            }
        }

        return own;
    }

    private static void Centre(double[] column, out double mean)
    {
        mean = column.Average();
        double low = column.Min();
        double high = column.Max();
        for (int i = 0; i < column.Length; i++) column[i] = high - low > ConstantRange ? column[i] - mean : 0;
    }

    private static void RequirePositive(RunSet runs, double[] loss)
    {
        List<RunProblem> problems =
        [
            .. Enumerable.Range(0, loss.Length).Where(i => loss[i] <= 0).Select(i => new RunProblem
            {
                Row = runs.RowOf(i), Name = runs[i].Name, Column = "loss", Value = loss[i].ToString(CultureInfo.InvariantCulture), Reason = "not positive, so that it has no logarithm",
            }),
        ];
        throw new RunDataException($"Objectives on the logarithm need positive losses. Fit these on the loss itself, by {nameof(Objective)}.{nameof(Objective.Huber)}(delta) or {nameof(Objective)}.{nameof(Objective.LeastSquares)}.", problems);
    }

    private static void RequireShares(RunSet runs, double[] loss)
    {
        List<RunProblem> problems =
        [
            .. Enumerable.Range(0, loss.Length).Where(i => loss[i] >= 1).Select(i => new RunProblem
            {
                Row = runs.RowOf(i), Name = runs[i].Name, Column = "loss", Value = loss[i].ToString(CultureInfo.InvariantCulture), Reason = "not below 1, and a logit is of a share",
            }),
        ];
        if (problems.Count > 0) throw new RunDataException("Objectives on logits need responses between 0 and 1.", problems);
    }

    /// <summary>
    /// The known standard deviation of each residual. Where the penalty is of a power of it, it goes into the weights instead, and nothing is returned.
    /// </summary>
    private double[] Standardise(RunSet runs, double[] loss)
    {
        double[] deviations = runs.DeviationArray();
        for (int i = 0; i < deviations.Length; i++)
        {
            // To first order, as a function of L.
            deviations[i] /= Penalty.Of switch { ResidualOf.Logarithm => loss[i], ResidualOf.Logit => loss[i] * (1 - loss[i]), _ => 1 };
        }

        int power = Penalty.Kind switch { PenaltyKind.Squares or PenaltyKind.Expectile => 2, PenaltyKind.Absolute => 1, _ => 0 };
        for (int i = 0; i < deviations.Length; i++) RunWeights[i] /= Math.Pow(deviations[i], power);
        return power == 0 ? deviations : [];
    }

    private int[] GroupOfRun()
    {
        var group = new int[Runs.Count];
        if (Law.Definition.Groups is not { } groups) return group;
        var problems = new List<RunProblem>();
        for (int i = 0; i < group.Length; i++)
        {
            group[i] = Array.IndexOf(groups.Labels, Runs[i].Group);
            if (group[i] < 0) problems.Add(new RunProblem { Row = Runs.RowOf(i), Name = Runs[i].Name, Column = "group", Value = Runs[i].Group, Reason = $"not one of {string.Join(", ", groups.Labels)}" });
        }

        string[] empty = [.. groups.Labels.Where((_, g) => !group.Contains(g))];
        if (problems.Count == 0 && empty.Length > 0) throw new RunDataException($"{Law.Name} cannot be fitted to these runs: none belongs to {string.Join(", ", empty)}.");
        if (problems.Count > 0) throw new RunDataException($"{Law.Name} cannot be fitted to these runs.", problems);
        return group;
    }

    /// <summary>For each parameter whose value it takes, its natural value where that is given, and the same on the engine's scale.</summary>
    private (int[] Leaders, double[] Natural, double[] Held) Constrain(IReadOnlyDictionary<string, double> atBounds)
    {
        LawDefinition definition = Law.Definition;
        var leaders = new int[definition.Parameters.Length];
        var natural = new double[leaders.Length];
        var held = new double[leaders.Length];
        for (int m = 0; m < held.Length; m++)
        {
            LawParameter parameter = definition.Parameters[m];
            leaders[m] = Law.Tied.TryGetValue(parameter.Name, out string? leader) ? definition.IndexOf(leader) : m;
            string name = definition.Parameters[leaders[m]].Name;
            natural[m] = atBounds.TryGetValue(name, out double bound) ? bound : Law.Held.TryGetValue(name, out double value) ? value : double.NaN;
            held[m] = double.IsNaN(natural[m]) ? double.NaN : parameter.ToEngine(natural[m]);
        }

        return (leaders, natural, held);
    }

    private IStartGrid MakeGrid() => StartGrids.Make(this, _held, _leaders, _means, GroupCounts);

    /// <summary>How the free centred coordinates change with the parameters' own, row by row: the unit matrix, and for an amplitude the mean logarithms beside its exponents.</summary>
    private double[] CentringMap()
    {
        int n = Coordinates.FreeCount;
        ReadOnlySpan<int> picks = Coordinates.Picks;
        var map = new double[n * n];
        for (int k = 0; k < n; k++) map[(k * n) + k] = 1;
        foreach (PosynomialForm.Term term in Law.Definition.Form.CentredTerms)
        {
            int row = picks.IndexOf(term.Amplitude);
            if (row < 0) continue;
            foreach (PosynomialForm.Factor factor in term.Factors)
            {
                int column = picks.IndexOf(_leaders[factor.Parameter]);
                if (column >= 0) map[(row * n) + column] += factor.Scale * _means[factor.Column];
            }
        }

        return map;
    }

    private FreeCoordinates MakeCoordinates()
    {
        LawParameter[] parameters = Law.Definition.Parameters;
        IReadOnlyList<PosynomialForm.Term> centred = Law.Definition.Form.CentredTerms;
        double[] caps = [.. parameters.Select((p, m) => p.Kind == ParameterKind.Free ? double.PositiveInfinity
            : p.Kind != ParameterKind.Amplitude || centred.Any(t => t.Amplitude == m) ? StepCap
            : UncentredStepCap)];
        return FreeCoordinates.Create(Law.Definition.Form, _held, _leaders, _means, caps);
    }

    private void Uncentre(ReadOnlySpan<double> theta, Span<double> uncentred)
    {
        theta.CopyTo(uncentred);
        foreach (PosynomialForm.Term term in Law.Definition.Form.CentredTerms)
        {
            foreach (PosynomialForm.Factor factor in term.Factors) uncentred[term.Amplitude] -= factor.Scale * theta[factor.Parameter] * _means[factor.Column];
        }
    }
}
