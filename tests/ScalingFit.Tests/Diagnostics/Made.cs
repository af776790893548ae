namespace ScalingFit.Tests.Diagnostics;

/// <summary>Runs and fits made for a rule: losses of a published law as a log would round them, and fits whose certificate is written by hand.</summary>
internal static class Made
{
    private static readonly Lazy<LawFit> Real = new(() => ScalingLaw.Chinchilla.Fit(ScalingFit.Data.Datasets.ChinchillaWithoutOutliers));

    public static IReadOnlyList<double> Sizes { get; } = [5e7, 1e8, 2e8, 4e8, 8e8, 1.6e9];

    public static IReadOnlyList<double> Amounts { get; } = [1e9, 2e9, 4e9, 8e9, 1.6e10, 3.2e10];

    private static (double Size, double Amount)[] FewConfigurations { get; } =
        [(1e8, 2e9), (1.6e9, 2e9), (4e8, 8e9), (1e8, 3.2e10), (1.6e9, 3.2e10), (4e8, 2e9), (1e8, 8e9), (1.6e9, 8e9), (4e8, 3.2e10)];

    /// <summary>A grid of sizes and amounts of data.</summary>
    public static RunSet Grid(IReadOnlyList<double> sizes, IReadOnlyList<double> amounts, FittedLaw? law = null, int digits = 2) =>
        Runs(sizes.SelectMany(n => amounts.Select(d => (n, d))), law, digits);

    /// <summary>Every size at every one of these numbers of tokens a parameter.</summary>
    public static RunSet Rays(params double[] tokensPerParameter) =>
        Runs(Sizes.SelectMany(n => tokensPerParameter.Select(ratio => (n, ratio * n))));

    /// <summary>Up to nine runs on three sizes and three amounts of data; from the sixth on they determine the law.</summary>
    public static RunSet Few(int count) => Runs(FewConfigurations.Take(count));

    /// <summary>The nine runs of <see cref="Few"/> and one between them.</summary>
    public static RunSet Ten() => Runs([.. FewConfigurations, (2e8, 4e9)]);

    /// <summary>One compute budget: sizes over two decades, and as many tokens as the budget pays for.</summary>
    public static RunSet IsoFlop(double flops, int digits = 2) =>
        Runs(Enumerable.Range(0, 9).Select(i => 5e7 * Math.Pow(10, i / 4.0)).Select(n => (n, flops / (6 * n))), digits: digits);

    /// <summary>The fit of the 240 Chinchilla runs with another certificate.</summary>
    public static LawFit Fit(Certificate certificate, ScalingLaw? law = null)
    {
        LawFit fit = law is null ? Real.Value : law.Fit(Real.Value.Runs);
        return new LawFit(fit.Problem, fit.Fitted, fit.Theta, [.. fit.Residuals], certificate);
    }

    /// <summary>A certificate with which nothing is wrong, but for what is given.</summary>
    public static Certificate Certificate(
        Termination termination = Termination.Converged,
        double? decrement = 1e-20,
        double[]? hessian = null,
        double[]? centred = null,
        TermShare[]? shares = null,
        Basin[]? basins = null,
        int? runsInQuadraticZone = null,
        int starts = 5)
    {
        hessian ??= [1, 0, 0, 2];
        return new Certificate(hessian, centred ?? hessian, 2, [], [])
        {
            Termination = termination,
            Objective = 1e-3,
            RelativeDecrement = decrement,
            Gradient = [0, 0],
            TermShares = shares ?? [],
            Starts = starts,
            StartsAgreeing = 5,
            Basins = basins ?? [Basin(0)],
            ActiveBounds = [],
            Evaluations = 50,
            RunsInQuadraticZone = runsInQuadraticZone,
            InterpolatedRuns = null,
            LargestMultiplier = null,
        };
    }

    /// <summary>What a term is at most of the loss.</summary>
    public static TermShare Share(string term, double largest) => new() { Term = term, Smallest = 0, Largest = largest };

    /// <summary>A minimum this far above the lowest, with the α of the fit moved by as much, or by what is given, so that it is another point.</summary>
    public static Basin Basin(double gap, Termination termination = Termination.Converged, double? moved = null) => new()
    {
        Objective = 1e-3 * (1 + gap),
        RelativeGap = gap,
        Starts = 1,
        Termination = termination,
        Law = Real.Value.Fitted.With("alpha", Real.Value.Fitted["alpha"] + (moved ?? gap)),
    };

    private static RunSet Runs(IEnumerable<(double Size, double Amount)> configurations, FittedLaw? law = null, int digits = 2)
    {
        law ??= Published.Besiroglu2024;
        return RunSet.Create(configurations.Select(c => new TrainingRun { Parameters = c.Size, Tokens = c.Amount, Loss = Math.Round(law.Predict(c.Size, c.Amount), digits) }));
    }
}
