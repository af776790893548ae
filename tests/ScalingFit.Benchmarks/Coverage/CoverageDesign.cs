using ScalingFit.Data;

namespace ScalingFit.Benchmarks.Coverage;

/// <summary>A table's sizes, data and run names, a true law for it, and how far its runs scatter.</summary>
internal sealed record CoverageDesign
{
    public required string Name { get; init; }

    public required RunSet Runs { get; init; }

    public required FittedLaw Truth { get; init; }

    /// <summary>The standard deviation of ln L about the law.</summary>
    public required double Scatter { get; init; }

    /// <summary>The budget of the decision: ten times the largest run.</summary>
    public double Flops => 10 * Runs.Column(Variable.Flops).Max();

    /// <summary>The kinds of noise that mean something for it.</summary>
    public CoverageNoise[] Noises { get; init; } = Enum.GetValues<CoverageNoise>();

    public static CoverageDesign[] All => [Chinchilla(), Gemstones(), Ladder(1), Ladder(4)];

    /// <summary>240 runs; for clustered noise runs of one size count as one.</summary>
    private static CoverageDesign Chinchilla()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        return new CoverageDesign { Name = "Chinchilla, 240 runs", Runs = runs, Truth = fit.Fitted, Scatter = RootMeanSquare(fit) };
    }

    /// <summary>22 models with ten checkpoints each.</summary>
    private static CoverageDesign Gemstones()
    {
        RunSet runs = RunFile.Read(Repository.PathOf("data/gemstones/runs.csv"));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        return new CoverageDesign { Name = "Gemstones, 22 runs of 10 checkpoints", Runs = runs, Truth = fit.Fitted, Scatter = RootMeanSquare(fit) };
    }

    /// <summary>Four sizes, half a decade apart, with three amounts of data each, and Chinchilla's law; and the same with checkpoints at a quarter, a half, three quarters and the end.</summary>
    private static CoverageDesign Ladder(int checkpoints)
    {
        double[] sizes = [1e8, 3.2e8, 1e9, 3.2e9];
        double[] ratios = [5, 20, 80];
        RunSet runs = RunSet.Create(
            from n in sizes
            from ratio in ratios
            from checkpoint in Enumerable.Range(1, checkpoints)
            select new TrainingRun { Name = FormattableString.Invariant($"{n:0.#e0} at {ratio}"), Parameters = n, Tokens = ratio * n * checkpoint / checkpoints, Loss = 1 });
        return new CoverageDesign
        {
            Name = checkpoints == 1 ? "Ladder, 12 runs" : $"Ladder, 12 runs of {checkpoints} checkpoints",
            Runs = runs,
            Truth = Chinchilla().Truth,
            Scatter = 0.003,
            Noises = checkpoints == 1 ? [CoverageNoise.Gaussian, CoverageNoise.StudentT3, CoverageNoise.Heteroscedastic] : [CoverageNoise.Clustered],
        };
    }

    private static double RootMeanSquare(LawFit fit) => Math.Sqrt(fit.Residuals.Sum(r => r * r) / (fit.Runs.Count - fit.Law.FreeCount));
}
