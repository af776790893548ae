using ScalingFit.Data;
using ScalingFit.Tests.Uncertainty;

namespace ScalingFit.Tests.Decisions;

/// <summary>The cheapest size and data for a loss.</summary>
public sealed class AllocationForLossTests
{
    private static readonly FittedLaw Law = Published.Besiroglu2024;

    [Fact]
    public void It_is_the_inverse_of_the_allocation_of_a_budget()
    {
        FittedLaw formula = ScalingLaw.Define("L = E + exp(a - alpha*log(N)) + exp(b - beta*log(D))").WithValues(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["E"] = Law["E"], ["a"] = Math.Log(Law["A"]), ["alpha"] = Law["alpha"], ["b"] = Math.Log(Law["B"]), ["beta"] = Law["beta"],
        });
        foreach (FittedLaw law in new[] { Law, Published.Hoffmann2022, Published.Xlstm2025Llama, formula, Published.Kaplan2020 })
        {
            foreach (double flops in new[] { 1e19, 5.76e23 })
            {
                Allocation best = law.Allocate(flops);
                Allocation back = law.AllocateForLoss(best.Loss);
                back.Flops.Should().BeApproximately(flops, 1e-8 * flops, law.Source);
                back.Parameters.Should().BeApproximately(best.Parameters, 1e-8 * best.Parameters);
                back.Loss.Should().BeApproximately(best.Loss, 1e-12);
            }
        }

        Law.AllocateForLoss(2.0).Flops.Should().BeApproximately(Law.FlopsToReach(2.0), 1e-8 * Law.FlopsToReach(2.0));
        formula.AllocateForLoss(2.0).Flops.Should().BeApproximately(Law.FlopsToReach(2.0), 1e-8 * Law.FlopsToReach(2.0));
    }

    [Fact]
    public void With_options_too()
    {
        var unique = new AllocationOptions { UniqueTokens = 25e9 };
        foreach ((FittedLaw law, AllocationOptions options) in new (FittedLaw, AllocationOptions)[]
        {
            (Law, new() { InferenceTokens = 2e12 }),
            (Law, new() { Parameters = 7e9 }),
            (Law, new() { Tokens = 3e11, InferenceTokens = 1e11 }),
            (Law, new() { TokensPerParameter = 100 }),
            (Law, unique),
            (Law, new() { Cost = (n, d) => (n * d) + (1e11 * n) }),
            (Published.Muennighoff2023, unique),
        })
        {
            Allocation best = law.Allocate(1e22, options);
            Allocation back = law.AllocateForLoss(best.Loss, options);
            back.Flops.Should().BeApproximately(1e22, 1e-7 * 1e22);
            back.Parameters.Should().BeApproximately(best.Parameters, 1e-6 * best.Parameters);
            back.Loss.Should().BeApproximately(best.Loss, 1e-12);
            back.Binding.Should().Be(best.Binding);
        }
    }

    [Fact]
    public void Demand_for_inference_makes_the_cheapest_model_smaller_and_trained_for_longer()
    {
        Allocation plain = Law.AllocateForLoss(2.0);
        Allocation served = Law.AllocateForLoss(2.0, new AllocationOptions { InferenceTokens = 1e13 });
        served.Parameters.Should().BeLessThan(plain.Parameters);
        served.Tokens.Should().BeGreaterThan(plain.Tokens);
        served.Loss.Should().BeApproximately(2.0, 1e-12);
        double ofPlain = plain.Flops + (2 * plain.Parameters * 1e13);
        served.Flops.Should().BeLessThan(ofPlain);
    }

    [Fact]
    public void A_loss_that_nothing_reaches_is_refused_with_the_floor()
    {
        foreach (FittedLaw law in new[] { Law, Law.With("beta", 0.4) })
        {
            foreach (double loss in new[] { 1.81686, 1.5 })
            {
                Action act = () => law.AllocateForLoss(loss);
                act.Should().Throw<InvalidOperationException>().WithMessage("*a target loss below E*1.81686*");
            }
        }

        Action held = () => Law.AllocateForLoss(1.9, new AllocationOptions { Parameters = 1e8 });
        held.Should().Throw<InvalidOperationException>().WithMessage("*at the size given*floor is 1.81686*");
        Action short_ = () => Law.AllocateForLoss(1.9, new AllocationOptions { UniqueTokens = 1e9 });
        short_.Should().Throw<InvalidOperationException>().WithMessage("*so few unique tokens*");
        Action repeated = () => Published.Muennighoff2023.AllocateForLoss(1.8, new AllocationOptions { UniqueTokens = 1e9 });
        repeated.Should().Throw<InvalidOperationException>().WithMessage("*a target loss below E*");
    }

    [Fact]
    public void The_cost_has_an_interval_whose_end_is_infinite_where_resamples_do_not_reach_the_loss()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap sound = fit.Bootstrap(39, seed: 1);
        Allocation plain = sound.AllocateForLoss(2.05);
        plain.FlopsInterval!.Value.Contains(plain.Flops).Should().BeTrue();
        plain.LossInterval.Should().BeNull("the loss was given");
        Allocation served = sound.AllocateForLoss(2.05, new AllocationOptions { InferenceTokens = 1e12 });
        served.ParametersInterval!.Value.Contains(served.Parameters).Should().BeTrue();

        var made = MadeBootstrap.Of(fit, [.. sound.Draws, fit.Fitted.With("E", 2.1)], replicates: 40, completed: 40);
        Allocation outer = made.AllocateForLoss(2.05, level: 0.999);
        outer.FlopsInterval!.Value.Upper.Should().Be(double.PositiveInfinity);
        outer.ParametersInterval!.Value.Upper.Should().Be(double.PositiveInfinity);
        outer.TokensPerParameterInterval.Should().BeNull("two infinite amounts have no ratio");
    }
}
