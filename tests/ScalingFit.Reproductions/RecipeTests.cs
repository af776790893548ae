using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>Papers' procedures replayed: what they report beside the certified minimum of the same objective.</summary>
public sealed class RecipeTests
{
    private static readonly RunSet Chinchilla = Datasets.ChinchillaWithoutOutliers;

    [Fact]
    public void Hoffmanns_procedure_with_the_sum_reaches_the_minimum_by_the_best_of_its_starts_and_misses_it_by_most()
    {
        Replay replay = Recipe.Hoffmann2022.Replay(Chinchilla);
        replay.Starts.Should().Be(4500);
        replay.ReportsSuccess.Should().BeTrue();
        replay.Excess.Should().BeInRange(0, 1e-6);

        // SciPy's own line search leaves 8 % of the starts within 1e-4 of the minimum.
        ((double)replay.Close / replay.Starts).Should().BeInRange(0.02, 0.3);
        ((double)replay.Successes / replay.Starts).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void With_the_mean_it_stops_early_reports_success_and_advises_the_other_side_of_one_half()
    {
        Replay replay = Recipe.Hoffmann2022Mean.Replay(Chinchilla);
        replay.ReportsSuccess.Should().BeTrue();
        ((double)replay.Successes / replay.Starts).Should().BeGreaterThan(0.9);
        replay.Excess.Should().BeInRange(0.05, 0.10);
        replay.Close.Should().Be(0);
        (replay.Reported["beta"] / (replay.Reported["alpha"] + replay.Reported["beta"])).Should().BeApproximately(0.45, 0.02);
        LawFit fit = replay.Certified;
        (fit["beta"].Value / (fit["alpha"].Value + fit["beta"].Value)).Should().BeApproximately(0.5139, 1e-4);
        replay.ToString().Should().Contain("starts report success");
    }

    [Fact]
    public void A_Huber_density_with_a_free_scale_ends_at_absolute_deviations()
    {
        Replay replay = Recipe.Besiroglu2024.Replay(Chinchilla);
        replay.Reported["A"].Should().BeApproximately(482.006, 1e-2);
        replay.Reported["B"].Should().BeApproximately(2085.43, 1e-1);
        replay.Reported["alpha"].Should().BeApproximately(0.34781, 5e-6);
        replay.Reported["beta"].Should().BeApproximately(0.36585, 5e-6);
        replay.Excess.Should().BeInRange(-1e-12, 1e-8);

        // The notebook prints -879.773139060 and a scale of e^-12.27.
        replay.Remark.Should().Contain("e^-12.27").And.Contain("-879.7731");
    }

    [Fact]
    public void The_decay_constants_of_repeated_data_are_a_local_minimum_with_a_lower_one_far_away()
    {
        RunSet runs = RunFile.Read(PathOf("muennighoff-data-constrained"), new RunFileOptions { Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["U"] = "unique_tokens" } });
        runs.Count.Should().Be(182);
        Replay replay = Recipe.Muennighoff2023.Replay(runs);
        replay.Starts.Should().Be(16);
        replay.Reported["RD"].Should().BeApproximately(15.37, 0.1);
        replay.Reported["RN"].Should().BeApproximately(5.315, 0.05);
        replay.Objective.Should().BeApproximately(0.0158259, 1e-7);

        replay.Certified["RD"].Value.Should().BeApproximately(95.4, 0.5);
        replay.Certified["RN"].Value.Should().BeApproximately(1.706, 0.01);
        replay.Certified.Certificate.Objective.Should().BeApproximately(0.0158046625, 1e-9);
        replay.Excess.Should().BeApproximately(0.0013, 1e-4);
        replay.Certified.Fitted.With("RD", 15.387756).With("RN", 5.309743)
            .Predict(new TrainingRun { Parameters = 6.34e9, Tokens = 242e9, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 25e9 }, Loss = 1 })
            .Should().BeApproximately(2.2256440889984477, 1e-6);
    }

    [Theory]
    [InlineData("c4_original", 1.508261, 141.277, 189.516, 0.121236)]
    [InlineData("rpj", 1.836648, 212.236, 366.687, 0.136425)]
    [InlineData("rw_original", 1.734462, 157.116, 246.207, 0.127197)]
    public void The_over_training_law_has_the_published_coefficients(string corpus, double floor, double a, double b, double eta)
    {
        RunSet runs = RunFile.Read(PathOf("gadre-overtraining"), new RunFileOptions { Group = "corpus", Tokens = "tokens", Loss = "loss" })
            .Where(r => string.Equals(r.Group, corpus, StringComparison.Ordinal), because: "one corpus");
        double smallest = runs.Min(r => r.Parameters!.Value);
        double fourth = runs.Select(r => r.Parameters!.Value).Distinct().Order().ElementAt(3);
        runs = runs.Where(
            r => (r.Parameters <= fourth && Math.Abs(r.TokensPerParameter!.Value - 20) < 1) || (r.Parameters <= smallest && Math.Abs(r.TokensPerParameter!.Value - 320) < 1),
            because: "the five models that the paper fits to");
        runs.Count.Should().Be(5);
        Replay replay = Recipe.Gadre2024.Replay(runs);
        replay.Starts.Should().Be(128);
        FittedLaw law = replay.Reported;
        double found = law["alpha"] / 2;
        found.Should().BeApproximately(eta, 1e-5);
        law["E"].Should().BeApproximately(floor, 1e-4);
        (law["A"] * Math.Pow(6, found)).Should().BeApproximately(a, 0.05);
        (law["B"] * Math.Pow(6, found)).Should().BeApproximately(b, 0.05);
        replay.Excess.Should().BeInRange(-1e-6, 1e-6);
    }

    private static string PathOf(string set) => Path.Combine(AppContext.BaseDirectory, "data", set, "runs.csv");
}
