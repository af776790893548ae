using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions.Regrets;

public sealed class RegretTests
{
    // The coupled laws, in the closed shape and one that is none: a term of both besides.
    private static readonly FittedLaw Crossed = ScalingLaw.Define("L = E + A/N^alpha + B/D^beta + c/(N*D)^gamma")
        .WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.8, ["A"] = 480, ["alpha"] = 0.35, ["B"] = 2000, ["beta"] = 0.36, ["c"] = 10, ["gamma"] = 0.1 });

    public static TheoryData<string> Laws => new(ByName.Keys);

    private static Dictionary<string, FittedLaw> ByName { get; } = new(StringComparer.Ordinal)
    {
        ["Hoffmann"] = Published.Hoffmann2022,
        ["Besiroglu"] = Published.Besiroglu2024,
        ["Kaplan"] = Published.Kaplan2020,
        ["crossed"] = Crossed,
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_best_choice_is_not_regretted(string name)
    {
        FittedLaw law = ByName[name];
        foreach (double flops in new[] { 1e20, 5.76e23 })
        {
            Regret regret = law.Regret(law.Allocate(flops));
            regret.LossRegret.Should().BeApproximately(0, 1e-12);
            regret.ComputeRatio.Should().BeApproximately(1, 1e-9);
            regret.Flops.Should().BeApproximately(flops, 1e-12 * flops);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Around_the_best_choice_regret_is_of_second_order(string name)
    {
        FittedLaw law = ByName[name];
        Allocation best = law.Allocate(1e22);
        Regret At(double logRatio) => law.Regret(best.Parameters * Math.Exp(logRatio), best.Tokens * Math.Exp(-logRatio));
        foreach (int side in new[] { -1, 1 })
        {
            double near = At(side * 0.01).LossRegret;
            near.Should().BePositive();
            (At(side * 0.02).LossRegret / near).Should().BeApproximately(4, 0.05);
            ((At(side * 0.02).ComputeRatio - 1) / (At(side * 0.01).ComputeRatio - 1)).Should().BeApproximately(4, 0.05);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_cheapest_compute_reaches_the_loss_of_the_choice(string name)
    {
        FittedLaw law = ByName[name];
        Regret regret = law.Regret(1e9, 1e12);
        regret.Loss.Should().Be(law.Predict(1e9, 1e12));
        regret.Flops.Should().Be(6e21);
        regret.CheapestFlops.Should().BeLessThan(6e21);
        law.Allocate(regret.CheapestFlops).Loss.Should().BeApproximately(regret.Loss, 1e-11);
        regret.ComputeRegret.Should().Be(regret.Flops - regret.CheapestFlops);
        regret.ComputeRatio.Should().BeApproximately(regret.Flops / regret.CheapestFlops, 1e-12);
    }

    [Fact]
    public void The_ratio_is_that_of_Kaplans_appendix_with_data_in_place_of_steps()
    {
        // C/C* = r [1 + (β/α)(1 - r^-α)]^(-1/β) at the same loss, r = N/N* (Kaplan et al. 2020, equation B.16).
        FittedLaw law = Published.Besiroglu2024;
        (double alpha, double beta) = (law["alpha"], law["beta"]);
        foreach (double r in new[] { 0.5, 0.9, 1.2, 4 })
        {
            Allocation best = law.Allocate(1e23);
            double expected = r * Math.Pow(1 + (beta / alpha * (1 - Math.Pow(r, -alpha))), -1 / beta);
            double tokens = expected * best.Tokens / r;
            Regret regret = law.Regret(best.Parameters * r, tokens);
            regret.CheapestFlops.Should().BeApproximately(1e23, 1e-9 * 1e23);
            regret.ComputeRatio.Should().BeApproximately(expected, 1e-9);
        }
    }

    [Fact]
    public void The_compute_that_reaches_a_loss_is_found_for_any_law()
    {
        foreach (FittedLaw law in new[] { Published.Kaplan2020, Crossed })
        {
            foreach (double flops in new[] { 1e18, 3.3e20, 1e20, 1e26 }) law.FlopsToReach(law.Allocate(flops).Loss).Should().BeApproximately(flops, 1e-8 * flops);
        }

        Crossed.FlopsToReach(1.8).Should().Be(double.PositiveInfinity, "that is the floor");
    }

    [Fact]
    public void The_search_agrees_with_the_closed_form()
    {
        FittedLaw law = Published.Besiroglu2024;
        foreach (double loss in new[] { 1.9, 2.3, 4 })
        {
            double closed = law.FlopsToReach(loss);
            ScalingFit.Decisions.SearchedBudget.Reaching(law, loss, 1e20).Should().BeApproximately(closed, 1e-10 * closed);
        }
    }

    [Fact]
    public void A_loss_higher_than_any_allocation_has_is_refused()
    {
        Action reach = () => Crossed.FlopsToReach(1e6);
        reach.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_regret_has_intervals_over_the_draws_and_a_price()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap boot = fit.Bootstrap(200, seed: 1);
        Regret regret = boot.Regret(280e9, 300e9);
        regret.ComputeRatioInterval!.Value.Contains(regret.ComputeRatio).Should().BeTrue();
        regret.ComputeRatioInterval.Value.Lower.Should().BeGreaterThan(1);
        regret.LossRegretInterval!.Value.Contains(regret.LossRegret).Should().BeTrue();
        Interval direct = boot.Of(f => f.Regret(280e9, 300e9).ComputeRegret);
        regret.ComputeRegretInterval!.Value.Lower.Should().Be(direct.Lower);

        var hardware = new TrainingHardware { Accelerator = Accelerator.A100, Count = 512, PricePerAcceleratorHour = 1.5 };
        RegretCost cost = regret.On(hardware);
        cost.Excess.Should().Be(hardware.Cost(regret.ComputeRegret));
        (cost.Chosen.Price - cost.Cheapest.Price).Should().BeApproximately(cost.Excess.Price!.Value, 1e-9 * cost.Chosen.Price!.Value);
        cost.PriceInterval!.Value.Upper.Should().BeApproximately(1.5 * hardware.AcceleratorHours(direct.Upper), 1e-6);
        fit.Regret(280e9, 300e9).On(hardware).PriceInterval.Should().BeNull();
    }

    [Fact]
    public void Of_two_fits_allocation_the_one_judged_by_says_what_the_other_costs()
    {
        Regret regret = Published.Besiroglu2024.Regret(Published.Hoffmann2022.Allocate(5.76e23));
        regret.ComputeRatio.Should().BeGreaterThan(1.1);
        regret.ToString().Should().Contain("spent in vain");
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Action regret = () => Published.Besiroglu2024.Regret(-1, 1e9);
        regret.Should().Throw<ArgumentOutOfRangeException>();
    }
}
