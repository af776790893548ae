using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class FewRunsInQuadraticZoneTests
{
    [Fact]
    public void The_default_fit_of_the_Chinchilla_runs_says_how_few_lie_in_the_quadratic_zone()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3008", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Contain("39 of 240 runs");
        finding.Advice.Should().Contain("resampling");
        fit.IsUsable.Should().BeTrue();
    }

    [Theory]
    [InlineData(119, true)]
    [InlineData(120, false)]
    public void Half_of_the_runs_is_enough(int inside, bool fires)
    {
        LawFit fit = Made.Fit(Made.Certificate(runsInQuadraticZone: inside));
        fit.Findings.Any(f => string.Equals(f.Code, "SF3008", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void A_wider_zone_takes_most_runs_in() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2)).Findings.Should().NotContain(f => f.Code == "SF3008");

    [Fact]
    public void Objectives_without_such_a_zone_are_left_alone()
    {
        foreach (Objective objective in new[] { Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective).Findings.Should().NotContain(f => f.Code == "SF3008", objective.Name);
        }
    }
}
