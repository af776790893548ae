using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Asking how much of a decision is the analyst's.</summary>
public static class SpecificationCurveExtensions
{
    /// <summary>Fits every combination of choices that an analyst could defend, and asks each for a decision.</summary>
    /// <param name="runs">The whole table.</param>
    /// <param name="decision">The decision, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>. Where it throws <see cref="InvalidOperationException"/> the law has none, and it counts as NaN.</param>
    /// <param name="specifications">The choices; the default is <see cref="Specifications.Default"/>.</param>
    /// <param name="progress">Told of progress every few fits, from the threads that make them.</param>
    /// <param name="cancellationToken">Stops the work; what was fitted by then is returned, and <see cref="SpecificationCurve.IsComplete"/> is false.</param>
    /// <returns>The decisions, sorted, and what each kind of choice accounts for. The same to the last bit whatever the number of threads.</returns>
    /// <exception cref="ArgumentException">A list of choices is empty or has none that applies, a share does not lie between 0 and 1, or the runs lack a variable.</exception>
    /// <exception cref="RunDataException">There are fewer runs than free parameters of a law.</exception>
    public static SpecificationCurve SpecificationCurve(
        this RunSet runs,
        Func<FittedLaw, double> decision,
        Specifications? specifications = null,
        IProgress<SpecificationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(decision);
        Specifications choices = (specifications ?? Specifications.Default).For(runs);
        var table = new SpecificationTable(choices);
        var fits = new SpecificationFits(table, runs, choices.Threads);
        fits.Run(progress, cancellationToken);

        var results = new List<SpecificationResult>();
        var numbers = new Dictionary<SpecificationResult, int>(ReferenceEqualityComparer.Instance);
        for (int k = 0; k < table.Count; k++)
        {
            if (fits.Fits[k] is not { } fit) continue;
            var result = new SpecificationResult { Specification = table[k], Runs = fit.Runs, Law = fit.Law, IsMinimum = fit.IsMinimum, Value = fit.Law is null ? double.NaN : Ask(decision, fit.Law) };
            results.Add(result);
            numbers.Add(result, k);
        }

        return new SpecificationCurve(runs, choices, decision, results, table.Count, (answers, onLogarithm) => table.Dimensions([.. answers.Select(a => (numbers[a], a.Value))], onLogarithm));
    }

    private static double Ask(Func<FittedLaw, double> decision, FittedLaw law)
    {
        try
        {
            return decision(law);
        }
        catch (InvalidOperationException)
        {
            return double.NaN;
        }
    }
}
