using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class CollinearVariablesTests
{
    [Fact]
    public void Runs_at_one_number_of_tokens_a_parameter_make_the_fit_unusable()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Rays(20));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("ln N and ln D").And.Contain("correlation 1").And.Contain("cannot tell");
        finding.Advice.Should().Contain("same N with several D");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Two_rays_close_together_are_a_warning_with_the_correlation()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Rays(15, 30));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("0.95971").And.Contain("hardly");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void Two_rays_further_apart_pass() =>
        ScalingLaw.Chinchilla.Fit(Made.Rays(10, 40)).Findings.Should().NotContain(f => f.Code == "SF2004");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Runs_at_one_compute_budget_are_a_warning_with_the_sign_and_no_error(int digits)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.IsoFlop(1e20, digits));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("correlation -1").And.Contain("hardly");
        finding.Advice.Should().Contain("off the line");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void Runs_at_two_compute_budgets_pass()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(Made.IsoFlop(1e20, 3).Concat(Made.IsoFlop(3e20, 3))));
        fit.Findings.Should().NotContain(f => f.Code == "SF2004");
        fit.IsUsable.Should().BeTrue();
    }

    [Theory]
    [InlineData("A", 482, "alpha", 0.348)]
    [InlineData("B", 2085, "beta", 0.366)]
    public void A_ray_tells_one_term_where_the_other_is_held(string amplitude, double size, string exponent, double power)
    {
        LawFit fit = ScalingLaw.Chinchilla.With(amplitude, size).With(exponent, power).Fit(Made.Rays(20));
        fit.Findings.Should().NotContain(f => f.Code == "SF2004");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_ray_does_not_tell_two_terms_of_which_one_parameter_is_held() =>
        ScalingLaw.Chinchilla.With("alpha", 0.348).Fit(Made.Rays(20)).Findings.Single(f => string.Equals(f.Code, "SF2004", StringComparison.Ordinal)).Severity.Should().Be(Severity.Error);

    [Fact]
    public void A_constant_size_correlates_with_nothing_and_is_left_to_its_own_rule() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).Findings.Should().NotContain(f => f.Code == "SF2004");

    [Fact]
    public void The_Chinchilla_runs_spread_wide_enough() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2004");
}
