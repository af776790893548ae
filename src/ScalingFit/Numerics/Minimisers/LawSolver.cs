using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Screening;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>
/// Everything one thread needs to fit one law to tables of one shape: engine, screen and minimisers with their memory. The fit of all runs and
/// every resample go through here, so that no law and no resampling scheme brings an optimiser of its own.
/// </summary>
internal sealed class LawSolver
{
    private const int FeasibilityAttempts = 20;

    /// <summary>As SciPy and most papers have it.</summary>
    private const int LbfgsMemory = 10;

    private readonly LawForm _form;
    private readonly FreeCoordinates _coordinates;
    private readonly DampedNewton _newton;
    private readonly AbsoluteDeviations _absolute;
    private readonly StartScreen _screen;
    private readonly QuasiNewton _bfgs;
    private readonly QuasiNewton? _first;
    private readonly SolverSettings _settings;
    private readonly double[] _phi;
    private readonly double[] _other;
    private readonly double[] _start;
    private readonly double[] _origin;
    private readonly double[] _before;
    private double[] _residuals = [];

    public LawSolver(LawForm form, IStartGrid grid, FreeCoordinates coordinates, int capacity, SolverSettings settings)
    {
        _form = form;
        Engine = NewEngine(form, capacity, settings.Width, settings.Threads);
        _coordinates = coordinates.Copy();
        _newton = new DampedNewton(Engine, _coordinates);
        _absolute = new AbsoluteDeviations(Engine, _coordinates, _newton, capacity);
        _screen = grid.NewScreen(settings.Width);
        _settings = settings;
        _phi = new double[coordinates.FreeCount];
        _other = new double[coordinates.FreeCount];
        _start = new double[coordinates.FullCount];
        _origin = new double[coordinates.FreeCount];
        _before = new double[coordinates.FreeCount];
        _bfgs = new QuasiNewton(Engine, _coordinates, memory: 0);
        _first = settings.Method switch { Method.Bfgs => _bfgs, Method.Lbfgs => new QuasiNewton(Engine, _coordinates, LbfgsMemory), _ => null };
    }

    public LawEngine Engine { get; }

    /// <summary>The last minimum of least absolute deviations: how many rows it passes through and their largest multiplier.</summary>
    public AbsoluteDeviations Absolute => _absolute;

    /// <summary>The derivatives at the last point reached, in free coordinates.</summary>
    public Derivatives AtSolution => _newton.AtSolution;

    /// <summary>The engine for a table of so many rows: a long one is shared by threads.</summary>
    public static LawEngine NewEngine(LawForm form, int capacity, VectorWidth width, int threads) =>
        capacity > ChunkedEngine.ChunkRows && form is not GroupedForm ? new ChunkedEngine(form, width, threads) : form.CreateEngine(width);

    /// <summary>Minimises from the best cells of the screen, none a neighbour of another.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="weights">The weight of every row of the table that the screen was made for.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="from">How many of the best cells have been minimised from already.</param>
    /// <param name="to">How many are to be, with those.</param>
    /// <param name="polished">Receives the ends.</param>
    public void SolveFromScreen(RowTable rows, ReadOnlySpan<double> weights, Penalty penalty, int from, int to, List<PolishedStart> polished)
    {
        _screen.Rank(weights);
        Span<int> chosen = stackalloc int[to];
        for (int k = 0; k < to; k++)
        {
            chosen[k] = _screen.Best(chosen[..k]);
            if (chosen[k] < 0) break;
            if (k < from) continue;
            for (int variant = 0; variant < _screen.Variants; variant++)
            {
                _screen.Start(chosen[k], variant, _start);
                MakeFeasible(rows, penalty, _start);
                _coordinates.Pick(_start, _phi);
                SolveOutcome outcome = Minimise(rows, penalty, _phi);
                var theta = new double[_coordinates.FullCount];
                _coordinates.Expand(_phi, theta);
                polished.Add(new PolishedStart(theta, outcome));
            }
        }
    }

    /// <summary>Minimises from the best cell of the screen under these weights, by its first variant; null where no cell has a score.</summary>
    public PolishedStart? SolveFromBestCell(RowTable rows, ReadOnlySpan<double> weights, Penalty penalty)
    {
        _screen.Rank(weights);
        int best = _screen.Best([]);
        if (best < 0) return null;
        var theta = new double[_coordinates.FullCount];
        _screen.Start(best, 0, theta);
        MakeFeasible(rows, penalty, theta);
        SolveOutcome outcome = SolveFrom(rows, penalty, theta, derivativesAtEnd: false);
        return new PolishedStart(theta, outcome);
    }

    /// <summary>Minimises from starts in which one term is a spike, made from the best minimum so far.</summary>
    public List<PolishedStart> SolveFromSpikes(RowTable rows, Penalty penalty, ReadOnlySpan<double> best, int starts)
    {
        var polished = new List<PolishedStart>(starts);
        if (_form is not PosynomialForm form) return polished;
        foreach (double[] start in new Spikes(form, _coordinates).Starts(rows, best, starts))
        {
            MakeFeasible(rows, penalty, start);
            SolveOutcome outcome = SolveFrom(rows, penalty, start);
            polished.Add(new PolishedStart(start, outcome));
        }

        return polished;
    }

    /// <summary>Minimises from a given point; <paramref name="theta"/> is overwritten with the point reached.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="theta">The engine's parameters.</param>
    /// <param name="derivativesAtEnd">Whether <see cref="AtSolution"/> is wanted.</param>
    public SolveOutcome SolveFrom(RowTable rows, Penalty penalty, Span<double> theta, bool derivativesAtEnd = true)
    {
        _coordinates.Pick(theta, _phi);
        SolveOutcome outcome = Minimise(rows, penalty, _phi, derivativesAtEnd);
        _coordinates.Expand(_phi, theta);
        return outcome;
    }

    /// <summary>
    /// Minimises for other weights, from the solution for all rows and from the best cell of the screen under these weights, and keeps the
    /// lower: the solution alone would miss a resample whose lowest basin is another.
    /// </summary>
    /// <param name="rows">The rows with their weights.</param>
    /// <param name="weights">The same weights, one for every row of the original table.</param>
    /// <param name="penalty">The objective.</param>
    /// <param name="theta">On entry the warm start, on return the minimum.</param>
    /// <param name="growth">For rows with other responses, by what factor each has grown; empty where they are the same.</param>
    public SolveOutcome Resolve(RowTable rows, ReadOnlySpan<double> weights, Penalty penalty, Span<double> theta, ReadOnlySpan<double> growth = default)
    {
        _coordinates.Pick(theta, _phi);
        SolveOutcome warm = Minimise(rows, penalty, _phi, derivativesAtEnd: false);

        _screen.Rank(weights, growth);
        int best = _screen.Best([]);
        if (best < 0)
        {
            _coordinates.Expand(_phi, theta);
            return warm;
        }

        _screen.Start(best, 0, _start);
        MakeFeasible(rows, penalty, _start);
        _coordinates.Pick(_start, _other);
        SolveOutcome screened = Minimise(rows, penalty, _other, derivativesAtEnd: false);

        // A lower value counts only beyond rounding, so that equal minima give the same bits whichever start found them first.
        bool better = screened.Termination == Termination.Converged
            && (warm.Termination != Termination.Converged || screened.Objective < warm.Objective * (1 - 1e-10));
        _coordinates.Expand(better ? _other : _phi, theta);
        int evaluations = warm.Evaluations + screened.Evaluations;
        return (better ? screened : warm) with { Evaluations = evaluations };
    }

    /// <summary>
    /// A logit has no residual where the law predicts 1 or more, as starts from relative errors well may. What the law is linear in is made smaller until the largest prediction lies half-way
    /// between 1 and the largest response.
    /// </summary>
    private void MakeFeasible(RowTable rows, Penalty penalty, Span<double> theta)
    {
        if (penalty.Of != ResidualOf.Logit) return;
        if (_residuals.Length < rows.Count) _residuals = new double[rows.Count];
        for (int attempt = 0; attempt < FeasibilityAttempts; attempt++)
        {
            // Held parameters are what they are, whatever the start says.
            _coordinates.Pick(theta, _phi);
            _coordinates.Expand(_phi, theta);
            Engine.Residuals(rows, ResidualOf.Response, theta, _residuals, []);
            double predicted = 0;
            double measured = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                predicted = Math.Max(predicted, rows.ResponseAt(i) + _residuals[i]);
                measured = Math.Max(measured, rows.ResponseAt(i));
            }

            double allowed = 0.5 * (1 + measured);
            if (predicted <= allowed || !double.IsFinite(predicted)) return;
            _form.Shrink(theta, Math.Log(allowed / predicted));
        }
    }

    /// <summary>
    /// Newton's method; where that stalls, BFGS from the same start and Newton's method from where it leads. On request BFGS or L-BFGS goes first, and Newton's method finishes what it
    /// began, so that every end is certified alike.
    /// </summary>
    private SolveOutcome Minimise(RowTable rows, Penalty penalty, Span<double> phi, bool derivativesAtEnd = true)
    {
        if (penalty.Kind == PenaltyKind.Absolute) return _absolute.Minimise(rows, penalty, phi, _settings.Tolerance, _settings.IterationLimit);
        int evaluations = 0;
        if (_first is not null) evaluations += _first.Minimise(rows, penalty, phi, QuasiNewtonStop.Tight).Evaluations;
        phi.CopyTo(_origin);
        SolveOutcome newton = _newton.Minimise(rows, penalty, phi, _settings.Tolerance, _settings.IterationLimit, derivativesAtEnd);
        evaluations += newton.Evaluations;
        if (newton.Termination is Termination.Converged or Termination.FlatDirection) return newton with { Evaluations = evaluations };

        phi.CopyTo(_before);
        _origin.AsSpan().CopyTo(phi);
        evaluations += _bfgs.Minimise(rows, penalty, phi, QuasiNewtonStop.Tight with { IterationLimit = _settings.IterationLimit }).Evaluations;
        SolveOutcome second = _newton.Minimise(rows, penalty, phi, _settings.Tolerance, _settings.IterationLimit);
        evaluations += second.Evaluations;
        bool better = second.Termination == Termination.Converged ? second.Objective <= newton.Objective * (1 + 1e-9) : second.Objective < newton.Objective;
        if (!better) _before.AsSpan().CopyTo(phi);
        return (better ? second : newton) with { Evaluations = evaluations };
    }
}
