using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions;

public sealed class ComputeTests
{
    [Fact]
    public void The_compute_that_reaches_a_loss_is_the_inverse_of_the_frontier()
    {
        foreach (FittedLaw law in new[] { Published.Hoffmann2022, Published.Besiroglu2024, Coupled(0.6) })
        {
            foreach (double flops in new[] { 1e18, 5.76e23, 1e27 }) law.FlopsToReach(law.Allocate(flops).Loss).Should().BeApproximately(flops, 1e-9 * flops);
        }
    }

    [Fact]
    public void No_budget_reaches_the_floor() => Published.Hoffmann2022.FlopsToReach(1.69).Should().Be(double.PositiveInfinity);

    [Fact]
    public void A_recipe_that_lowers_both_amplitudes_alike_saves_the_same_share_at_every_budget()
    {
        FittedLaw better = Published.Hoffmann2022.With("A", 0.9 * 406.4).With("B", 0.9 * 410.7);

        // The reducible loss falls by a tenth, so compute by 0.9^(1/γ) with γ = αβ/(α + β).
        double expected = Math.Pow(0.9, -(0.34 + 0.28) / (0.34 * 0.28));
        foreach (double flops in new[] { 1e19, 1e25 }) better.ComputeMultiplier(Published.Hoffmann2022, flops).Should().BeApproximately(expected, 1e-9 * expected);
        Published.Hoffmann2022.ComputeMultiplier(better, 1e22).Should().BeApproximately(1 / expected, 1e-9);
    }

    [Fact]
    public void Where_exponents_differ_the_ranking_turns_at_the_crossover()
    {
        double crossing = Published.Hoffmann2022.CrossoverWith(Published.Besiroglu2024)!.Value;
        Published.Hoffmann2022.Allocate(crossing).Loss.Should().BeApproximately(Published.Besiroglu2024.Allocate(crossing).Loss, 1e-11);
        double Gap(double flops) => Published.Hoffmann2022.Allocate(flops).Loss - Published.Besiroglu2024.Allocate(flops).Loss;
        Math.Sign(Gap(0.5 * crossing)).Should().Be(-Math.Sign(Gap(2 * crossing)));
        Published.Hoffmann2022.CrossoverWith(Published.Hoffmann2022.With("E", 1.7)).Should().BeNull("a higher floor alone never turns the ranking");
    }

    [Fact]
    public void Laws_of_different_conventions_are_not_compared()
    {
        FittedLaw other = ScalingLaw.Chinchilla.WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.69, ["A"] = 406.4, ["alpha"] = 0.34, ["B"] = 410.7, ["beta"] = 0.28 },
            new RunConventions { LossUnit = LossUnit.BitsPerByte });
        Action compare = () => other.ComputeMultiplier(Published.Hoffmann2022, 1e22);
        compare.Should().Throw<ArgumentException>().WithMessage("*BitsPerByte*SF5003*");
    }

    [Fact]
    public void Multipliers_and_crossovers_have_intervals_like_anything_else()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit baseline = ScalingLaw.Chinchilla.Fit(runs);
        LawFit better = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Select(r => r with { Loss = 0.99 * r.Loss }), runs.Conventions));
        Bootstrap a = better.Bootstrap(200, seed: 1);
        Bootstrap b = baseline.Bootstrap(200, seed: 1);
        Interval multiplier = a.Of(b, (law, other) => law.ComputeMultiplier(other, 1e22));
        multiplier.Contains(better.Fitted.ComputeMultiplier(baseline.Fitted, 1e22)).Should().BeTrue();
        multiplier.Lower.Should().BeGreaterThan(1);
        double paired = multiplier.Upper - multiplier.Lower;
        Interval apart = a.Of(baseline.Bootstrap(200, seed: 2), (law, other) => law.ComputeMultiplier(other, 1e22));
        (apart.Upper - apart.Lower).Should().BeGreaterThan(3 * paired, "the same runs drawn for both let what they share drop out");
    }

    private static FittedLaw Coupled(double k) => ScalingLaw.Coupled.WithValues(
        new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.34, ["B"] = 2000, ["beta"] = 0.36, ["k"] = k });
}
