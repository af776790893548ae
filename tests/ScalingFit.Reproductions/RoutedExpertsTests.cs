using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// Clark et al. 2022 (arXiv:2202.01169): the law of routed experts on the last evaluation of each model, least squares of log10 L, for each router with half of its layers routing, one expert a token and seed 42, and the five
/// dense models of seed 42. a and c lie within 0.0012 of the published ones and d within 0.01; E_start and E_max are hardly determined.
/// </summary>
public sealed class RoutedExpertsTests
{
    private static readonly RunSet Table = RunFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "clark-routed-moe", "runs.csv"), new RunFileOptions
    {
        Parameters = "parameters",
        Loss = "loss",
        Group = "router",
        Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["experts"] = "experts", ["K"] = "experts_per_token", ["frequency"] = "routing_frequency", ["seed"] = "seed" },
    });

    [Theory]
    [InlineData("S-Base", 58, -0.0830, -0.1180, 0.0099, 1.1136, 2.075, 238.7, 0.00323)]
    [InlineData("RL-R", 59, -0.0827, -0.1234, 0.0112, 1.1070, 1.722, 470.1, 0.00323)]
    [InlineData("Hash", 56, -0.0874, -0.1384, 0.0126, 1.1595, 4.269, 427.3, 0.00298)]
    public void Each_router_has_the_recorded_optimum(string router, int runs, double a, double b, double c, double d, double start, double most, double scatter)
    {
        LawFit fit = ScalingLaw.RoutedExperts.Fit(Of(router), Objective.LogLeastSquares);
        fit.Runs.Count.Should().Be(runs);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit["a"].Value.Should().BeApproximately(a, 5.1e-5);
        fit["b"].Value.Should().BeApproximately(b, 5.1e-5);
        fit["c"].Value.Should().BeApproximately(c, 5.1e-5);
        fit["d"].Value.Should().BeApproximately(d, 5.1e-5);
        fit["E_start"].Value.Should().BeApproximately(start, 5.1e-4);
        fit["E_max"].Value.Should().BeApproximately(most, 0.051);
        Scatter(fit.Fitted, fit.Runs).Should().BeApproximately(scatter, 5.1e-6);
    }

    [Theory]
    [InlineData("S-Base", 0.00369)]
    [InlineData("RL-R", 0.00774)]
    [InlineData("Hash", 0.00525)]
    public void The_published_numbers_rounded_to_three_decimals_give_more_scatter_on_the_same_runs(string router, double scatter)
    {
        LawFit fit = ScalingLaw.RoutedExperts.Fit(Of(router), Objective.LogLeastSquares);
        FittedLaw published = PublishedOf(router);
        Scatter(published, fit.Runs).Should().BeApproximately(scatter, 5.1e-6).And.BeGreaterThan(Scatter(fit.Fitted, fit.Runs));
        fit["a"].Value.Should().BeApproximately(published["a"], 1.5e-3);
        fit["c"].Value.Should().BeApproximately(published["c"], 1.5e-3);
        fit["d"].Value.Should().BeApproximately(published["d"], 1e-2);
    }

    private static FittedLaw PublishedOf(string router) => router switch
    {
        "S-Base" => Published.Clark2022SBase,
        "RL-R" => Published.Clark2022ReinforcementLearning,
        _ => Published.Clark2022Hash,
    };

    /// <summary>The root of the mean square of log10 L̂ - log10 L.</summary>
    private static double Scatter(FittedLaw law, RunSet runs) => Math.Sqrt(runs.Average(r => Math.Pow(Math.Log10(law.Predict(r) / r.Loss), 2)));

    private static RunSet Of(string router) => Table.Where(
        r => r.Values["seed"] == 42 && r.Values["K"] == 1 && (string.Equals(r.Group, "Dense", StringComparison.Ordinal) || (string.Equals(r.Group, router, StringComparison.Ordinal) && r.Values["frequency"] == 0.5)),
        because: "other routers, routing frequencies, experts a token and seeds");
}
