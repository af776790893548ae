using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class ParameterAtBoundTests
{
    [Fact]
    public void A_parameter_on_its_bound_is_reported_with_the_bound()
    {
        LawFit fit = ScalingLaw.Chinchilla.Within("E", 1.9).Fit(Datasets.ChinchillaWithoutOutliers);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3003", StringComparison.Ordinal));
        finding.Message.Should().Be("A parameter rests on its bound: E = 1.9. The runs would have it beyond.");
        finding.Severity.Should().Be(Severity.Warning);
    }

    [Fact]
    public void A_bound_that_is_not_reached_is_not() =>
        ScalingLaw.Chinchilla.Within("E", 1).Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3003");
}
