namespace ScalingFit.Tests.Decisions;

/// <summary>What one recipe's parameters and tokens are worth in those of another.</summary>
public sealed class EfficiencyTests
{
    private const double SizeFactor = 1.3;
    private const double DataFactor = 1.5;

    // L = E + A/(1.3 N)^α + B/(1.5 D)^β beside the reference.
    private static readonly FittedLaw Reference = Synthetic.Law;
    private static readonly FittedLaw Better = Reference
        .With("A", Reference["A"] * Math.Pow(SizeFactor, -Reference["alpha"]))
        .With("B", Reference["B"] * Math.Pow(DataFactor, -Reference["beta"]));

    [Fact]
    public void The_factors_come_back_and_their_product_is_the_compute_saved_at_every_budget()
    {
        Efficiency efficiency = Better.EfficiencyOver(Reference);
        efficiency.Parameters.Should().BeApproximately(SizeFactor, 1e-12);
        efficiency.Tokens.Should().BeApproximately(DataFactor, 1e-12);
        foreach (double flops in new[] { 1e19, 1e22, 1e26 }) Better.ComputeMultiplier(Reference, flops).Should().BeApproximately(efficiency.Compute, 1e-10);
        efficiency.ToString().Should().Be("ρ_N 1.3, ρ_D 1.5, 1.95 times less compute");
    }

    [Fact]
    public void Groups_of_one_fit_with_shared_exponents_have_them_with_an_interval()
    {
        RunSet runs = RunSet.Create(
        [
            .. Synthetic.Grid(5, 5, scatter: 0.002, seed: 1, law: Reference).Select(r => r with { Group = "adamw" }),
            .. Synthetic.Grid(5, 5, scatter: 0.002, seed: 2, law: Better).Select(r => r with { Group = "muon" }),
        ]);
        LawFit fit = ScalingLaw.Chinchilla.Grouped(["adamw", "muon"], "E", "alpha", "beta").Fit(runs);
        Efficiency found = fit.Fitted.ForGroup("muon").EfficiencyOver(fit.Fitted.ForGroup("adamw"));
        Interval interval = fit.Bootstrap(200, seed: 1).Of(f => f.ForGroup("muon").EfficiencyOver(f.ForGroup("adamw")).Compute);
        interval.Lower.Should().BeLessThan(SizeFactor * DataFactor);
        interval.Upper.Should().BeGreaterThan(SizeFactor * DataFactor);
        interval.Lower.Should().BeGreaterThan(1.5);
        found.Compute.Should().BeInRange(interval.Lower, interval.Upper);
    }

    [Fact]
    public void Laws_that_share_no_exponents_have_no_multiplier_for_all_scales()
    {
        Action act = () => Better.With("alpha", 0.36).EfficiencyOver(Reference);
        act.Should().Throw<ArgumentException>().WithMessage("alpha is 0.36 and 0.35*ComputeMultiplier*");
    }

    [Fact]
    public void Shapes_are_compared_and_not_the_names_of_parameters()
    {
        FittedLaw renamed = ScalingLaw.Define("L = F + a/N^x + b/D^y").WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["F"] = Reference["E"], ["a"] = Reference["A"], ["x"] = Reference["alpha"], ["b"] = Reference["B"], ["y"] = Reference["beta"] });
        Better.EfficiencyOver(renamed).Compute.Should().BeApproximately(SizeFactor * DataFactor, 1e-12);

        FittedLaw floorless = ScalingLaw.Define("L = A/N^alpha + B/D^beta").WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["A"] = Reference["A"], ["alpha"] = Reference["alpha"], ["B"] = Reference["B"], ["beta"] = Reference["beta"] });
        Action act = () => floorless.EfficiencyOver(Reference);
        act.Should().Throw<ArgumentException>().WithMessage("floor is 0 and 1.8*");
    }
}
