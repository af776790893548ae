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

    [Fact]
    public void A_constant_size_correlates_with_nothing_and_is_left_to_its_own_rule() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).Findings.Should().NotContain(f => f.Code == "SF2004");

    [Fact]
    public void The_Chinchilla_runs_spread_wide_enough() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2004");
}
