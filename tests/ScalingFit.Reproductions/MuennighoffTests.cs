using ScalingFit.Data;
using ScalingFit.Fitting.Recipes;

namespace ScalingFit.Reproductions;

/// <summary>
/// Muennighoff et al. 2023 (arXiv:2305.16264): how much repeated data are worth. With the base law of their notebook frozen, its 182 runs hardly bound R*_D: the profile is flat from 12 to 500, and the published 15.4 is a local minimum.
/// </summary>
public sealed class MuennighoffTests
{
    private static readonly double[] Constants = [5, 10, 15.4, 30, 95, 500, 5000];
    private static readonly double[] Objectives = [0.016161, 0.015910, 0.015826, 0.015821, 0.015805, 0.015857, 0.015911];
    private static readonly double[] Excesses = [19.1, 7.56, 5.31, 2.74, 1.71, 1.03, 0.74];

    [Fact]
    public void The_profile_of_the_decay_constant_is_flat_over_three_decades()
    {
        LawFit fit = MuennighoffProcedure.FrozenLaw.Fit(Runs());
        Profile profile = fit.Profile("RD", new ProfileOptions { Values = Constants });
        profile.Points.Should().HaveCount(Constants.Length);
        for (int k = 0; k < Constants.Length; k++)
        {
            ProfilePoint point = profile.Points[k];
            point.Value.Should().Be(Constants[k]);
            point.Objective.Should().BeLessThanOrEqualTo(Objectives[k] + 6e-7);
            point.Objective.Should().BeApproximately(Objectives[k], 1.5e-6);
            point.Law["RN"].Should().BeApproximately(Excesses[k], 0.02 * Excesses[k]);
        }

        profile.Points.Where(p => p.Value is > 12 and < 501).Should().OnlyContain(p => p.RelativeRise < 0.0036);
    }

    [Fact]
    public void The_published_pair_predicts_the_losses_of_the_papers_example_and_is_no_global_minimum()
    {
        FittedLaw published = Published.Muennighoff2023;
        published.Predict(("N", 6.34e9), ("D", 242e9), ("U", 25e9)).Should().BeApproximately(2.2256440889984477, 1e-9);
        published.Predict(("N", 8.67e9), ("D", 178e9), ("U", 25e9)).Should().BeApproximately(2.2269634075087867, 1e-9);

        double theirs = HuberSum.OfLogarithms(published, Runs(), 1e-3);
        
        // The notebook's 0.01582593657, of constants that it prints to six decimals.
        theirs.Should().BeApproximately(0.01582593657, 2e-9);
        LawFit fit = MuennighoffProcedure.FrozenLaw.Fit(Runs());
        (theirs / fit.Certificate.Objective).Should().BeInRange(1.0012, 1.0015);
    }

    private static RunSet Runs() => RunFile.Read(
        Path.Combine(AppContext.BaseDirectory, "data", "muennighoff-data-constrained", "runs.csv"),
        new RunFileOptions { Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["U"] = "unique_tokens" } });
}
