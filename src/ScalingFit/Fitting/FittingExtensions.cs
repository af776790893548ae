using System.Globalization;
using ScalingFit.Fitting;

namespace ScalingFit;

/// <summary>Fitting a law to runs.</summary>
public static class FittingExtensions
{
    /// <summary>Fits with the default options: log-Huber with delta 1e-3.</summary>
    /// <param name="law">The law.</param>
    /// <param name="runs">The runs.</param>
    /// <returns>The fit.</returns>
    /// <exception cref="RunDataException">There are fewer runs than free parameters; for an objective on logits a loss is not below 1; or for a law of several groups a run belongs to none of them, or a group has no run.</exception>
    /// <exception cref="ArgumentException">The runs lack a variable of the law.</exception>
    /// <exception cref="InvalidOperationException">A law of one's own has no finite value at any of the points that a fit would start from.</exception>
    public static LawFit Fit(this ScalingLaw law, RunSet runs) => law.Fit(runs, FitOptions.Default);

    /// <summary>Finds the parameters that minimise the objective over all runs, from starts of its own, and certifies the optimum.</summary>
    /// <param name="law">The law.</param>
    /// <param name="runs">The runs. The law's variables must be among their columns.</param>
    /// <param name="options">How to fit.</param>
    /// <returns>The fit. One that did not converge, or is not identified, is returned too, with findings that say so.</returns>
    /// <exception cref="RunDataException">There are fewer runs than free parameters; for an objective on logits a loss is not below 1; or for a law of several groups a run belongs to none of them, or a group has no run.</exception>
    /// <exception cref="ArgumentException">The runs lack a variable of the law.</exception>
    /// <exception cref="InvalidOperationException">A law of one's own has no finite value at any of the points that a fit would start from.</exception>
    public static LawFit Fit(this ScalingLaw law, RunSet runs, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(options);
        if (runs.Count < law.FreeCount)
        {
            throw new RunDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{law.Name} has {law.FreeCount} free parameters and the table has {runs.Count} run{(runs.Count == 1 ? "" : "s")}. Add runs, or hold parameters with {nameof(ScalingLaw.With)}."));
        }

        return Fitter.Fit(new FitProblem(law, runs, options));
    }

    /// <summary>Fits with an objective and otherwise default options.</summary>
    /// <param name="law">The law.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="objective">What to minimise.</param>
    /// <returns>The fit.</returns>
    /// <exception cref="RunDataException">There are fewer runs than free parameters; for an objective on logits a loss is not below 1; or for a law of several groups a run belongs to none of them, or a group has no run.</exception>
    /// <exception cref="ArgumentException">The runs lack a variable of the law.</exception>
    /// <exception cref="InvalidOperationException">A law of one's own has no finite value at any of the points that a fit would start from.</exception>
    public static LawFit Fit(this ScalingLaw law, RunSet runs, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return law.Fit(runs, new FitOptions { Objective = objective });
    }
}
