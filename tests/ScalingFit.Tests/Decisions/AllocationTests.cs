using CsCheck;
using ScalingFit.Data;
using ScalingFit.Tests.Uncertainty;

namespace ScalingFit.Tests.Decisions;

public sealed class AllocationTests
{
    [Fact]
    public void The_closed_form_is_where_a_search_along_the_budget_finds_the_lowest_loss()
    {
        FittedLaw law = Published.Besiroglu2024;
        foreach (double flops in new[] { 1e19, 5.76e23, 1e27 })
        {
            Allocation best = law.Allocate(flops);
            (best.Parameters * best.Tokens * 6).Should().BeApproximately(flops, 1e-12 * flops);
            best.Loss.Should().Be(law.Predict(best.Parameters, best.Tokens));
            double Loss(double logN) => law.Predict(Math.Exp(logN), flops / 6 / Math.Exp(logN));
            GoldenSection(Loss, Math.Log(best.Parameters) - 3, Math.Log(best.Parameters) + 3).Should().BeApproximately(Math.Log(best.Parameters), 1e-6);
        }
    }

    [Fact]
    public void No_law_has_a_lower_loss_beside_its_allocation_on_the_same_budget() =>
        Gen.Select(Gen.Double[0.1, 4], Gen.Double[0, 10], Gen.Double[0.05, 1.5], Gen.Double[0, 12], Gen.Double[0.05, 1.5], Gen.Double[15, 28]).Sample(
            (e, a, alpha, b, beta, c) =>
            {
                FittedLaw law = ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["E"] = e, ["A"] = Math.Exp(a), ["alpha"] = alpha, ["B"] = Math.Exp(b), ["beta"] = beta,
                });
                double flops = Math.Pow(10, c);
                Allocation best = law.Allocate(flops);
                foreach (double factor in new[] { 0.5, 0.99, 1.01, 2 })
                {
                    law.Predict(best.Parameters * factor, best.Tokens / factor).Should().BeGreaterThanOrEqualTo(best.Loss * (1 - 1e-14));
                }
            },
            seed: "0000000000000",
            iter: 2000);

    [Fact]
    public void Another_compute_rule_moves_the_allocation_as_if_the_budget_were_another()
    {
        FittedLaw law = ScalingLaw.Chinchilla.WithValues(
            ScalingLaw.Chinchilla.Parameters.ToDictionary(p => p.Name, p => Published.Besiroglu2024[p.Name], StringComparer.Ordinal),
            new RunConventions { ComputeRule = new ComputeRule { FlopsPerParameterToken = 12 } });
        law.Allocate(2e23).Parameters.Should().BeApproximately(Published.Besiroglu2024.Allocate(1e23).Parameters, 1);
    }

    [Fact]
    public void Size_and_data_fall_on_the_published_power_of_compute()
    {
        // a = β/(α+β) = 0.36585/0.71366 for Besiroglu et al., who print 0.513.
        double ratio = Published.Besiroglu2024.Allocate(1e25).Parameters / Published.Besiroglu2024.Allocate(1e23).Parameters;
        (Math.Log10(ratio) / 2).Should().BeApproximately(0.512639, 1e-6);
    }

    [Fact]
    public void An_optimum_beyond_the_runs_sizes_or_data_is_said_with_figures()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        fit.Allocate(1e21).Findings.Should().BeEmpty();
        Finding finding = fit.Allocate(5.76e23).Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("SF5002");
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("The optimum lies where no run was made: N* 7.3e10 is 4.5 times the largest model, D* 1.3e12 is 4.1 times the most data.");
        fit.Allocate(1e16).Findings.Should().ContainSingle().Which.Message.Should().Contain("of the smallest model").And.Contain("of the least data");
        fit.Bootstrap(50).Allocate(5.76e23).Findings.Should().Equal(finding);
        fit.Fitted.Allocate(5.76e23).Findings.Should().BeEmpty("a law has no runs");
    }

    [Fact]
    public void A_law_that_gets_worse_with_data_has_no_best_allocation_and_says_so()
    {
        Action allocate = () => Published.Besiroglu2024.With("beta", -0.1).Allocate(1e23);
        allocate.Should().Throw<InvalidOperationException>().WithMessage("*no best allocation*");
        Action nothing = () => Published.Besiroglu2024.Allocate(0);
        nothing.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Resamples_give_every_part_of_the_allocation_an_interval_around_it()
    {
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Bootstrap(400, seed: 3);
        Allocation allocation = bootstrap.Allocate(5.76e23);
        allocation.ParametersInterval!.Value.Contains(allocation.Parameters).Should().BeTrue();
        allocation.TokensInterval!.Value.Contains(allocation.Tokens).Should().BeTrue();
        allocation.LossInterval!.Value.Contains(allocation.Loss).Should().BeTrue();
        Interval same = bootstrap.Of(f => f.Allocate(5.76e23).TokensPerParameter);
        allocation.TokensPerParameterInterval!.Value.Lower.Should().BeApproximately(same.Lower, 1e-12 * same.Lower);
        allocation.TokensPerParameterInterval!.Value.Upper.Should().BeApproximately(same.Upper, 1e-12 * same.Upper);
    }

    [Fact]
    public void A_draw_without_a_best_allocation_counts_as_one_without_bound()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap sound = fit.Bootstrap(38, seed: 1);
        FittedLaw allOnSize = fit.Fitted.With("beta", -0.1);
        FittedLaw allOnData = fit.Fitted.With("alpha", -0.1);
        var bootstrap = MadeBootstrap.Of(fit, [.. sound.Draws, allOnSize, allOnData], replicates: 40, completed: 40);

        Allocation inner = bootstrap.Allocate(5.76e23, level: 0.8);
        inner.TokensPerParameterInterval!.Value.Contains(inner.TokensPerParameter).Should().BeTrue();
        double.IsFinite(inner.ParametersInterval!.Value.Upper).Should().BeTrue();
        Allocation outer = bootstrap.Allocate(5.76e23, level: 0.999);
        outer.TokensPerParameterInterval!.Value.Upper.Should().Be(double.PositiveInfinity);
        outer.ParametersInterval!.Value.Upper.Should().Be(double.PositiveInfinity);
        outer.LossInterval!.Value.Lower.Should().BeLessThan(inner.LossInterval!.Value.Lower);

        Action ask = () => bootstrap.Of(f => f.Allocate(5.76e23).TokensPerParameter);
        ask.Should().Throw<InvalidOperationException>().WithMessage("*no best allocation*");
    }

    private static double GoldenSection(Func<double, double> f, double low, double high)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-8)
        {
            double a = high - (ratio * (high - low));
            double b = low + (ratio * (high - low));
            if (f(a) < f(b)) high = b;
            else low = a;
        }

        return (low + high) / 2;
    }
}
