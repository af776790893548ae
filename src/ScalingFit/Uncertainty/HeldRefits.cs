using System.Globalization;
using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Uncertainty;

/// <summary>
/// Refits of a fit's law to its runs with one or two parameters held at values, from a refit nearby or afresh. From nearby costs a few Newton steps, some tenth of a fit with its starts. One
/// thread's: it holds an engine.
/// </summary>
internal sealed class HeldRefits
{
    private readonly LawFit _fit;
    private readonly FitProblem _problem;
    private readonly LawEngine _engine;
    private readonly bool _hasOtherBounds;

    public HeldRefits(LawFit fit, params ProfileAxis[] axes)
    {
        _fit = fit;
        _problem = fit.Problem;
        _engine = _problem.NewEngine();
        Axes = axes;
        _hasOtherBounds = fit.Law.Bounds.Keys.Any(name => Array.TrueForAll(axes, a => !string.Equals(a.Name, name, StringComparison.Ordinal)));
        double objective = _engine.Value(_problem.Rows, _problem.Penalty, fit.Theta) * _problem.WeightScale;
        Origin = new HeldPoint(Array.ConvertAll(axes, a => a.Estimate), objective, fit.Theta, fit.Fitted, fit.Certificate.IsMinimum);

        // Where the runs all but lie on the law, rises are relative to rounding.
        Unit = Math.Max(objective, _problem.Penalty.Resolution(_problem.Rows.Count) * _problem.WeightScale);
    }

    public ProfileAxis[] Axes { get; }

    /// <summary>The fit itself.</summary>
    public HeldPoint Origin { get; }

    /// <summary>What rises are relative to: the fit's objective.</summary>
    public double Unit { get; }

    /// <summary>Whether the objective is one of absolute deviations, which have a local minimum at many a vertex: a neighbour leads to the nearest, some 1e-5 above the lowest.</summary>
    public bool IsAbsolute => _problem.Penalty.Kind == PenaltyKind.Absolute;

    public double RelativeRise(HeldPoint point) => Math.Max(0, (point.Objective - Origin.Objective) / Unit);

    /// <summary>The refit that a neighbour's values lead to.</summary>
    public HeldPoint From(HeldPoint near, params double[] values)
    {
        // Of parameters between bounds those that are active may change from point to point.
        ScalingLaw law = Hold(values);
        if (_hasOtherBounds) return Afresh(values);

        FitProblem at = _problem.Holding(law);
        var theta = (double[])near.Theta.Clone();
        SolveOutcome outcome = Minimise(at, theta);
        if (outcome.Termination == Termination.Converged && double.IsFinite(outcome.Objective)) return Point(at, values, theta, outcome);

        // The full ladder of minimisers, from the same start.
        var other = (double[])near.Theta.Clone();
        SolveOutcome second = at.NewSolver().SolveFrom(_problem.Rows, _problem.Penalty, other);
        bool better = second.Termination == Termination.Converged || !(second.Objective >= outcome.Objective);
        return better ? Point(at, values, other, second) : Point(at, values, theta, outcome);
    }

    /// <summary>The refit from starts of its own.</summary>
    public HeldPoint Afresh(params double[] values)
    {
        LawFit fit = Fitter.Fit(_problem.Holding(Hold(values)));
        double objective = fit.Certificate.Objective;
        return new HeldPoint(values, double.IsFinite(objective) ? objective : double.PositiveInfinity, fit.Theta, Named(fit.Fitted.Values, fit.Law, values), fit.Certificate.Termination == Termination.Converged);
    }

    private ScalingLaw Hold(double[] values)
    {
        ScalingLaw law = _fit.Law;
        for (int a = 0; a < Axes.Length; a++) law = law.With(Axes[a].Name, values[a]);
        return law;
    }

    private SolveOutcome Minimise(FitProblem at, double[] theta)
    {
        FreeCoordinates coordinates = at.Coordinates.Copy();
        var newton = new DampedNewton(_engine, coordinates);
        Span<double> phi = stackalloc double[coordinates.FreeCount];
        coordinates.Pick(theta, phi);
        SolveOutcome outcome = IsAbsolute
            ? new AbsoluteDeviations(_engine, coordinates, newton, _problem.Rows.Count).Minimise(_problem.Rows, _problem.Penalty, phi, _problem.Options.Tolerance, _problem.Options.IterationLimit)
            : newton.Minimise(_problem.Rows, _problem.Penalty, phi, _problem.Options.Tolerance, _problem.Options.IterationLimit);
        coordinates.Expand(phi, theta);
        return outcome;
    }

    private HeldPoint Point(FitProblem at, double[] values, double[] theta, SolveOutcome outcome)
    {
        var natural = new double[theta.Length];
        at.ToNatural(theta, natural);
        double objective = outcome.Objective * _problem.WeightScale;
        return new HeldPoint(values, double.IsFinite(objective) ? objective : double.PositiveInfinity, theta, Named(natural, at.Law, values), outcome.Termination == Termination.Converged);
    }

    private FittedLaw Named(IReadOnlyList<double> natural, ScalingLaw law, double[] values)
    {
        IEnumerable<string> held = Axes.Select((a, k) => string.Create(CultureInfo.InvariantCulture, $"{a.Name} = {values[k]}"));
        return new FittedLaw(law, [.. natural], _fit.Runs.Conventions, $"{_fit.Fitted.Source}, {string.Join(", ", held)}");
    }
}
