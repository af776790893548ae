using System.Collections.Concurrent;
using ScalingFit.Fitting;

namespace ScalingFit;

/// <summary>
/// A law fitted to runs: the numbers (<see cref="Fitted"/>), and with them what was fitted to, what was minimised, and the evidence that the
/// minimum is one. What needs the data, such as resampling and refitting, takes a fit; what does not takes its
/// <see cref="FittedLaw"/>.
/// </summary>
/// <remarks>Immutable, and safe to share between threads. A poor fit is a result like any other: look at its findings, or call <c>EnsureUsable()</c>.</remarks>
public sealed class LawFit
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _derived = new();
    private readonly double[] _residuals;

    internal LawFit(FitProblem problem, FittedLaw fitted, double[] theta, double[] residuals, Certificate certificate)
    {
        Problem = problem;
        Fitted = fitted;
        Theta = theta;
        _residuals = residuals;
        Certificate = certificate;
        Parameters = [.. Law.Parameters.Select((p, m) => new ParameterEstimate { Parameter = p, Value = fitted.Values[m], IsHeld = Law.Held.ContainsKey(p.Name), IsAtBound = problem.AtBounds.ContainsKey(p.Name), TiedTo = Law.Tied.GetValueOrDefault(p.Name) })];
    }

    /// <summary>The law, with what was held.</summary>
    public ScalingLaw Law => Problem.Law;

    /// <summary>The runs.</summary>
    public RunSet Runs => Problem.Runs;

    /// <summary>How it was fitted.</summary>
    public FitOptions Options => Problem.Options;

    /// <summary>The law with its numbers.</summary>
    public FittedLaw Fitted { get; }

    /// <summary>The evidence for the optimum.</summary>
    public Certificate Certificate { get; }

    /// <summary>The estimates, in the law's order.</summary>
    public IReadOnlyList<ParameterEstimate> Parameters { get; }

    /// <summary>Each run's residual: predicted less measured, of ln L, of L or of its logit as the objective has it; not in units of a known standard deviation.</summary>
    public IReadOnlyList<double> Residuals => _residuals;

    /// <summary>The engine's view of the same problem, for refits.</summary>
    internal FitProblem Problem { get; }

    /// <summary>The solution in the engine's centred coordinates, for warm starts.</summary>
    internal double[] Theta { get; }

    /// <summary>The estimate of a parameter.</summary>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    public ParameterEstimate this[string parameter] => Parameters[Law.IndexOf(parameter)];

    /// <summary>The equation with its numbers.</summary>
    public override string ToString() => Fitted.ToString();

    /// <summary>
    /// Keeps what a higher floor works out from this fit, so that asking twice costs once. Values must follow from the fit
    /// alone.
    /// </summary>
    internal T Derive<T>(Func<LawFit, T> compute)
        where T : class => (T)_derived.GetOrAdd(typeof(T), _ => new Lazy<object>(() => compute(this))).Value;
}
