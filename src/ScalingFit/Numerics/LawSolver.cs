using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

/// <summary>
/// Everything one thread needs to fit one law to tables of one shape: engine, screen and minimisers with their memory. The fit of all runs and
/// every resample go through here, so that no law and no resampling scheme brings an optimiser of its own.
/// </summary>
internal sealed class LawSolver
{
    private readonly FreeCoordinates _coordinates;
    private readonly DampedNewton _newton;
    private readonly AbsoluteDeviations _absolute;
    private readonly Screen _screen;
    private readonly double _tolerance;
    private readonly int _iterationLimit;
    private readonly double[] _phi;
    private readonly double[] _other;
    private readonly double[] _start;
    private readonly PosynomialForm _form;
    private readonly double[] _startPowers;

    public LawSolver(ScreenGrid grid, FreeCoordinates coordinates, int capacity, double tolerance, int iterationLimit, VectorWidth width)
    {
        Engine = LawEngine.Create(grid.Form, width);
        _coordinates = coordinates.Copy();
        _newton = new DampedNewton(Engine, _coordinates);
        _absolute = new AbsoluteDeviations(Engine, _coordinates, _newton, capacity);
        _screen = Screen.Create(grid, width);
        _tolerance = tolerance;
        _iterationLimit = iterationLimit;
        _phi = new double[coordinates.FreeCount];
        _other = new double[coordinates.FreeCount];
        _start = new double[coordinates.FullCount];
        _form = grid.Form;
        _startPowers = StartPowers();
    }

    public LawEngine Engine { get; }

    /// <summary>The last minimum of least absolute deviations: how many rows it passes through and their largest multiplier.</summary>
    public AbsoluteDeviations Absolute => _absolute;

    /// <summary>The derivatives at the last point reached, in free coordinates.</summary>
    public Derivatives AtSolution => _newton.AtSolution;

    /// <summary>Minimises from the best cells of the screen, none a neighbour of another.</summary>
    public List<PolishedStart> SolveFromScreen(RowTable rows, ReadOnlySpan<double> weights, Penalty penalty, int starts)
    {
        _screen.Rank(weights);
        Span<int> chosen = stackalloc int[starts];
        var polished = new List<PolishedStart>(starts);
        for (int k = 0; k < starts; k++)
        {
            chosen[k] = _screen.Best(chosen[..k]);
            if (chosen[k] < 0) break;
            foreach (double power in _startPowers)
            {
                Start(chosen[k], power);
                _coordinates.Pick(_start, _phi);
                SolveOutcome outcome = Minimise(rows, penalty, _phi);
                var theta = new double[_coordinates.FullCount];
                _coordinates.Expand(_phi, theta);
                polished.Add(new PolishedStart(theta, outcome));
            }
        }

        return polished;
    }

    /// <summary>Minimises from a given point; <paramref name="theta"/> is overwritten with the point reached.</summary>
    public SolveOutcome SolveFrom(RowTable rows, Penalty penalty, Span<double> theta)
    {
        _coordinates.Pick(theta, _phi);
        SolveOutcome outcome = Minimise(rows, penalty, _phi);
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
    public SolveOutcome Resolve(RowTable rows, ReadOnlySpan<double> weights, Penalty penalty, Span<double> theta)
    {
        _coordinates.Pick(theta, _phi);
        SolveOutcome warm = Minimise(rows, penalty, _phi);

        _screen.Rank(weights);
        int best = _screen.Best([]);
        if (best < 0)
        {
            _coordinates.Expand(_phi, theta);
            return warm;
        }

        Start(best, _startPowers[0]);
        _coordinates.Pick(_start, _other);
        SolveOutcome screened = Minimise(rows, penalty, _other);

        // A lower value counts only beyond rounding, so that equal minima give the same bits whichever start found them first.
        bool better = screened.Termination == Termination.Converged
            && (warm.Termination != Termination.Converged || screened.Objective < warm.Objective * (1 - 1e-10));
        _coordinates.Expand(better ? _other : _phi, theta);
        int evaluations = warm.Evaluations + screened.Evaluations;
        return (better ? screened : warm) with { Evaluations = evaluations };
    }

    /// <summary>The outer powers that starts are made for: the one that is held, or none and a strong one; 1 for a law without.</summary>
    private double[] StartPowers()
    {
        if (_form.Power < 0) return [1];
        if (_coordinates.Picks.Contains(_form.Power)) return [1, 0.5];
        _coordinates.Expand(_phi, _start);
        return [Math.Exp(_start[_form.Power])];
    }

    /// <summary>
    /// The start that a cell of the screen stands for. The screen knows no power; a term alone under one is (A x^-α)^k = A^k x^(-kα), so its amplitude and exponents are divided
    /// by k to look the same.
    /// </summary>
    private void Start(int cell, double power)
    {
        _screen.Start(cell, _start);
        if (_form.Power < 0) return;
        for (int t = 0; t < _form.Terms.Length; t++)
        {
            if (!_form.IsPowered(t)) continue;
            _start[_form.Terms[t].Amplitude] /= power;
        }

        foreach (int exponent in _form.Exponents) _start[exponent] /= power;
        _start[_form.Power] = Math.Log(power);
    }

    private SolveOutcome Minimise(RowTable rows, Penalty penalty, Span<double> phi) => penalty.Kind == PenaltyKind.Absolute
        ? _absolute.Minimise(rows, penalty, phi, _tolerance, _iterationLimit)
        : _newton.Minimise(rows, penalty, phi, _tolerance, _iterationLimit);
}
