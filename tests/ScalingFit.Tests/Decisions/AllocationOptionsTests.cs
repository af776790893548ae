using ScalingFit.Data;
using ScalingFit.Tests.Uncertainty;

namespace ScalingFit.Tests.Decisions;

/// <summary>Allocation with something fixed, capped, held, or counted beside training.</summary>
public sealed class AllocationOptionsTests
{
    private static readonly FittedLaw Law = Published.Besiroglu2024;

    [Fact]
    public void Without_options_the_answer_is_that_of_the_plain_call_to_the_last_bit() =>
        Law.Allocate(5.76e23, AllocationOptions.Default).Should().Be(Law.Allocate(5.76e23));

    [Fact]
    public void A_search_agrees_with_the_closed_form()
    {
        foreach (FittedLaw law in new[] { Published.Hoffmann2022, Law, Published.Xlstm2025Llama })
        {
            foreach (double flops in new[] { 1e19, 5.76e23, 1e27 })
            {
                // The same cost, in words that the closed form does not know.
                Allocation closed = law.Allocate(flops);
                Allocation searched = law.Allocate(flops, new AllocationOptions { Cost = (n, d) => 6 * n * d });
                searched.Parameters.Should().BeApproximately(closed.Parameters, 1e-8 * closed.Parameters);
                searched.Tokens.Should().BeApproximately(closed.Tokens, 1e-8 * closed.Tokens);
                searched.Loss.Should().BeApproximately(closed.Loss, 1e-12);
            }
        }
    }

    [Fact]
    public void Fixed_size_fixed_data_and_a_fixed_ratio_spend_the_whole_budget()
    {
        Allocation size = Law.Allocate(1e23, new AllocationOptions { Parameters = 7e9 });
        (size.Parameters, size.Binding).Should().Be((7e9, AllocationBinding.Parameters));
        Allocation data = Law.Allocate(1e23, new AllocationOptions { Tokens = 2e12 });
        (data.Tokens, data.Binding).Should().Be((2e12, AllocationBinding.Tokens));
        Allocation ratio = Law.Allocate(1e23, new AllocationOptions { TokensPerParameter = 200 });
        ratio.TokensPerParameter.Should().BeApproximately(200, 1e-11);
        ratio.Binding.Should().Be(AllocationBinding.TokensPerParameter);
        double free = Law.Allocate(1e23).Loss;
        foreach (Allocation held in new[] { size, data, ratio })
        {
            (6 * held.Parameters * held.Tokens).Should().BeApproximately(1e23, 1e-10 * 1e23);
            held.Loss.Should().Be(Law.Predict(held.Parameters, held.Tokens)).And.BeGreaterThan(free);
        }
    }

    [Fact]
    public void Fixed_at_the_optimum_it_is_the_optimum()
    {
        Allocation best = Law.Allocate(1e23);
        Law.Allocate(1e23, new AllocationOptions { Parameters = best.Parameters }).Tokens.Should().BeApproximately(best.Tokens, 1e-12 * best.Tokens);
        Law.Allocate(1e23, new AllocationOptions { TokensPerParameter = best.TokensPerParameter }).Parameters.Should().BeApproximately(best.Parameters, 1e-12 * best.Parameters);
    }

    [Theory]
    [InlineData(1e9)]
    [InlineData(1e12)]
    [InlineData(1e15)]
    public void Inference_demand_tilts_the_elasticities_by_its_share_of_the_data(double demand)
    {
        // Sardana et al. 2024, first-order condition of equation 3: ε_N/ε_D = 1 + D_inf/(3D).
        foreach (double flops in new[] { 1e21, 1e25 })
        {
            Allocation best = Law.Allocate(flops, new AllocationOptions { InferenceTokens = demand });
            double ofSize = Law["alpha"] * Law["A"] * Math.Pow(best.Parameters, -Law["alpha"]);
            double ofData = Law["beta"] * Law["B"] * Math.Pow(best.Tokens, -Law["beta"]);
            (ofSize / ofData).Should().BeApproximately(1 + (demand / (3 * best.Tokens)), 1e-9 * (1 + (demand / (3 * best.Tokens))));
            ((6 * best.Parameters * best.Tokens) + (2 * best.Parameters * demand)).Should().BeApproximately(flops, 1e-12 * flops);
            best.Parameters.Should().BeLessThan(Law.Allocate(flops).Parameters);
            best.Binding.Should().Be(AllocationBinding.None);
        }
    }

    [Fact]
    public void Fixed_parts_pay_for_inference_too()
    {
        foreach (AllocationOptions options in new AllocationOptions[] { new() { Parameters = 7e9 }, new() { Tokens = 1e12 }, new() { TokensPerParameter = 50 } })
        {
            Allocation best = Law.Allocate(1e23, options with { InferenceTokens = 3e12 });
            ((6 * best.Parameters * best.Tokens) + (2 * best.Parameters * 3e12)).Should().BeApproximately(1e23, 1e-11 * 1e23);
        }

        Action act = () => Law.Allocate(1e22, new AllocationOptions { Parameters = 7e9, InferenceTokens = 3e12 });
        act.Should().Throw<InvalidOperationException>().WithMessage("*does not pay for what is fixed*");
    }

    [Fact]
    public void A_cost_of_the_users_is_minimised_in_its_own_unit()
    {
        // That of inference in hours: the same allocation in another unit.
        Allocation expected = Law.Allocate(1e23, new AllocationOptions { InferenceTokens = 2e12 });
        Allocation hours = Law.Allocate(1e23 / 1e18, new AllocationOptions { Cost = (n, d) => ((6 * n * d) + (2 * n * 2e12)) / 1e18, CostUnit = "h" });
        hours.Parameters.Should().BeApproximately(expected.Parameters, 1e-8 * expected.Parameters);
        hours.ToString().Should().StartWith("1e5 h: N ");
    }

    [Fact]
    public void A_cost_with_a_kink_is_minimised_at_the_kink_where_that_is_best()
    {
        // Beyond 2e10 parameters a model needs a second node.
        double Cost(double n, double d) => 6 * n * d * Math.Pow(Math.Max(1, n / 2e10), 0.8);
        Allocation best = Law.Allocate(1e23, new AllocationOptions { Cost = Cost });
        best.Parameters.Should().BeApproximately(2e10, 1e-5 * 2e10);
        foreach (double factor in new[] { 0.9, 0.99, 1.01, 1.1 })
        {
            Law.Allocate(1e23, new AllocationOptions { Cost = Cost, Parameters = factor * best.Parameters }).Loss.Should().BeGreaterThan(best.Loss);
        }
    }

    [Fact]
    public void A_law_with_a_kink_is_allocated_to_the_kink_itself()
    {
        // Liebig's: the scarcer of the two decides, so that both terms are equal.
        FittedLaw law = ScalingLaw.Define("L = E + max(A/N^alpha, B/D^beta)").WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.34, ["B"] = 2000, ["beta"] = 0.36 });
        Allocation best = law.Allocate(1e22);
        double expected = Math.Exp((Math.Log(400.0 / 2000) + (0.36 * Math.Log(1e22 / 6))) / 0.7);
        best.Parameters.Should().BeApproximately(expected, 1e-10 * expected);
        law.AllocateForLoss(best.Loss).Parameters.Should().BeApproximately(expected, 1e-9 * expected);
    }

    [Fact]
    public void Unique_tokens_cap_a_law_that_knows_no_repetition_and_say_that_they_bind()
    {
        Allocation free = Law.Allocate(1e23);
        Law.Allocate(1e23, new AllocationOptions { UniqueTokens = 2 * free.Tokens }).Should().Be(free);
        Allocation capped = Law.Allocate(1e23, new AllocationOptions { UniqueTokens = free.Tokens / 2 });
        capped.Tokens.Should().Be(free.Tokens / 2);
        capped.Parameters.Should().BeApproximately(2 * free.Parameters, 1e-12 * free.Parameters);
        capped.Binding.Should().Be(AllocationBinding.UniqueTokens);

        // Searched corners as well, and what is left over where the size is fixed.
        Allocation served = Law.Allocate(1e23, new AllocationOptions { UniqueTokens = 1e11, InferenceTokens = 1e11 });
        (served.Tokens, served.Binding).Should().Be((1e11, AllocationBinding.UniqueTokens));
        served.Parameters.Should().BeApproximately(1e23 / 8e11, 1e-12 * 1e23 / 8e11);
        Allocation left = Law.Allocate(1e23, new AllocationOptions { UniqueTokens = 1e11, Parameters = 1e9 });
        (left.Parameters, left.Tokens, left.Binding).Should().Be((1e9, 1e11, AllocationBinding.UniqueTokens));
        Allocation along = Law.Allocate(1e23, new AllocationOptions { UniqueTokens = 1e11, TokensPerParameter = 100 });
        (along.Parameters, along.Tokens, along.Binding).Should().Be((1e9, 1e11, AllocationBinding.UniqueTokens));
    }

    [Fact]
    public void Unique_tokens_are_the_law_s_own_variable_where_it_has_one()
    {
        Allocation repeated = Published.Muennighoff2023.Allocate(1e22, new AllocationOptions { UniqueTokens = 25e9 });
        repeated.Tokens.Should().BeGreaterThan(4 * 25e9);
        repeated.Binding.Should().Be(AllocationBinding.None);
        Allocation held = Published.Muennighoff2023.Allocate(1e22, new AllocationOptions { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 25e9 } });
        held.Should().Be(repeated);

        // With data for all there is nothing to repeat.
        FittedLaw plain = ScalingLaw.Chinchilla.WithValues(ScalingLaw.Chinchilla.Parameters.ToDictionary(p => p.Name, p => Published.Muennighoff2023[p.Name], StringComparer.Ordinal));
        Allocation ample = Published.Muennighoff2023.Allocate(1e22, new AllocationOptions { UniqueTokens = 1e14 });
        ample.Parameters.Should().BeApproximately(plain.Allocate(1e22).Parameters, 1e-8 * ample.Parameters);
    }

    [Fact]
    public void Options_that_contradict_each_other_or_the_law_are_refused()
    {
        Refused<ArgumentException>(new() { Parameters = 1e9, Tokens = 1e10 }, "*At most one of Parameters, Tokens and TokensPerParameter*");
        Refused<ArgumentException>(new() { Cost = (n, d) => n * d, InferenceTokens = 1e12 }, "*not counted beside it*");
        Refused<ArgumentException>(new() { Tokens = 2e12, UniqueTokens = 1e12 }, "*knows no repetition*");
        Refused<ArgumentException>(new() { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["experts"] = 8 } }, "*no variable \"experts\"*");
        Refused<ArgumentException>(new() { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["N"] = 8 } }, "*no variable \"N\" to hold*");
        Refused<ArgumentOutOfRangeException>(new() { Parameters = -1 }, "*Parameters must be positive*");
        Refused<InvalidOperationException>(new() { Cost = (_, _) => double.NaN }, "*cost must be positive and finite*");
        Refused<InvalidOperationException>(new() { Cost = (_, _) => 1 }, "*does not grow*");

        Action compute = () => ScalingLaw.Define("L = E + A/C^alpha").WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1, ["A"] = 10, ["alpha"] = 0.1 }).Allocate(1e21);
        compute.Should().Throw<NotSupportedException>().WithMessage("*compute alone*");
        Action twice = () => Published.Muennighoff2023.Allocate(1e22, new AllocationOptions { UniqueTokens = 1e9, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 1e9 } });
        twice.Should().Throw<ArgumentException>().WithMessage("*given twice*");
        Action missing = () => Published.Muennighoff2023.Allocate(1e22, AllocationOptions.Default);
        missing.Should().Throw<NotSupportedException>().WithMessage("*needs a value of U*Values*");
    }

    [Fact]
    public void Resamples_give_constrained_allocations_intervals_and_a_cap_holds_draws_without_an_optimum()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap sound = fit.Bootstrap(38, seed: 1);
        var options = new AllocationOptions { InferenceTokens = 1e12 };
        Allocation served = sound.Allocate(1e23, options);
        served.ParametersInterval!.Value.Contains(served.Parameters).Should().BeTrue();
        served.LossInterval!.Value.Contains(served.Loss).Should().BeTrue();
        served.FlopsInterval.Should().BeNull("the budget was given");
        served.ParametersInterval!.Value.Upper.Should().BeLessThan(sound.Allocate(1e23).ParametersInterval!.Value.Upper);

        var made = MadeBootstrap.Of(fit, [.. sound.Draws, fit.Fitted.With("beta", -0.1), fit.Fitted.With("alpha", -0.1)], replicates: 40, completed: 40);
        made.Allocate(1e23, options, level: 0.999).TokensInterval!.Value.Upper.Should().Be(double.PositiveInfinity);
        Allocation capped = made.Allocate(1e23, options with { UniqueTokens = 1e11 }, level: 0.999);
        capped.Binding.Should().Be(AllocationBinding.UniqueTokens);
        capped.TokensInterval!.Value.Upper.Should().Be(1e11);
    }

    [Fact]
    public void A_budget_decades_beyond_the_runs_is_said_although_size_and_data_may_each_be_within()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        TrainingRun[] corners = [.. runs, runs[0] with { Name = "large", Parameters = 1e12, Tokens = 1e8, Flops = 6e20 }, runs[0] with { Name = "long", Parameters = 1e7, Tokens = 1e14, Flops = 6e21 }];
        LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(corners, runs.Conventions));
        Finding finding = fit.Allocate(1e25, new AllocationOptions { Parameters = 1e11 }).Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("SF5002");
        finding.Message.Should().Contain("1.0e25 FLOP").And.Contain("decades beyond the largest run").And.NotContain("N*");
    }

    private static void Refused<TException>(AllocationOptions options, string message)
        where TException : Exception
    {
        Action act = () => Law.Allocate(1e23, options);
        act.Should().Throw<TException>().WithMessage(message);
    }
}
