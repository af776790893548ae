using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Asking how much an answer hangs on each run.</summary>
public static class InfluenceExtensions
{
    /// <summary>What each run does to anything that follows from the law's parameters, by refits without it. The refits are those of <c>fit.Jackknife()</c>, made once a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>. One that throws <see cref="InvalidOperationException"/> or is no finite number without some run has no value there, and the run comes first.</param>
    /// <returns>Every run, the largest change first.</returns>
    /// <exception cref="InvalidOperationException">The fit is no certified minimum, or the quantity throws or is no finite number with all runs.</exception>
    public static Influence Influence(this LawFit fit, Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(quantity);
        return Of(fit, quantity, "the quantity");
    }

    /// <summary>What each run does to a parameter, by refits without it.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>Every run, the largest change first.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="InvalidOperationException">The fit is no certified minimum.</exception>
    public static Influence Influence(this LawFit fit, string parameter)
    {
        ArgumentNullException.ThrowIfNull(fit);
        int index = fit.Law.IndexOf(parameter);
        return Of(fit, f => f.Values[index], parameter);
    }

    private static Influence Of(LawFit fit, Func<FittedLaw, double> quantity, string name)
    {
        if (!fit.Certificate.IsMinimum) throw new InvalidOperationException("Influence is withheld: the fit is no certified minimum, so that what moves it is not the runs alone.");
        double estimate = quantity(fit.Fitted);
        if (!double.IsFinite(estimate)) throw new InvalidOperationException("The quantity is not a finite number with all runs, so that no run can be said to move it.");
        Jackknife jackknife = fit.Jackknife();
        double[] residuals = StandardisedResiduals.Of(fit);
        IEnumerable<RunInfluence> runs = jackknife.LeftOut.Select((rows, g) =>
        {
            double? without = jackknife.Without[g] is { } law ? Finite(quantity, law) : null;
            return new RunInfluence
            {
                Rows = rows,
                Name = fit.Runs.NameOf(rows[0]),
                Without = without,
                Change = without - estimate,
                RelativeChange = estimate == 0 ? null : (without - estimate) / Math.Abs(estimate),
                StandardisedResidual = rows.Select(i => residuals[i]).MaxBy(Math.Abs),
            };
        });
        return new Influence { Quantity = name, Estimate = estimate, Runs = [.. runs.OrderByDescending(r => r.Change is { } change ? Math.Abs(change) : double.PositiveInfinity)] };
    }

    /// <summary>The quantity of a law; null where it has none.</summary>
    private static double? Finite(Func<FittedLaw, double> quantity, FittedLaw law)
    {
        try
        {
            double value = quantity(law);
            return double.IsFinite(value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What a run is called: by its name, or by its row in the table it was given in.</summary>
    private static string NameOf(this RunSet runs, int index) => runs[index].Name ?? FormattableString.Invariant($"row {runs.RowOf(index)}");
}
