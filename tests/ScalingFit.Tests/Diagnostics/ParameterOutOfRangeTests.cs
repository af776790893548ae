using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class ParameterOutOfRangeTests
{
    [Fact]
    public void An_amplitude_that_overflowed_makes_a_certified_minimum_unusable()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", 40).Fit(Datasets.ChinchillaWithoutOutliers);
        Finding finding = fit.Findings.Single(f => f.Severity == Severity.Error);
        finding.Code.Should().Be("SF3009");
        finding.Message.Should().Be("A parameter left the range of numbers: A = Infinity.");
        finding.Advice.Should().NotBeEmpty();
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void An_amplitude_that_underflowed_does_too()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", -40).Fit(Datasets.ChinchillaWithoutOutliers);
        fit.Findings.Single(f => string.Equals(f.Code, "SF3009", StringComparison.Ordinal)).Message.Should().Be("A parameter left the range of numbers: A = 0.");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void A_fitted_exponent_that_runs_away_takes_its_amplitude_with_it()
    {
        RunSet runs = RunSet.FromColumns(
            [1e8, 1.02e8, 1.04e8, 1e8, 1.02e8, 1.04e8, 1e8, 1.02e8, 1.04e8],
            [1e9, 1e9, 1e9, 4e9, 4e9, 4e9, 1.6e10, 1.6e10, 1.6e10],
            [3.9, 2.9, 2.85, 3.8, 2.8, 2.75, 3.7, 2.7, 2.65]);
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        fit["alpha"].Value.Should().BeGreaterThan(100);
        fit.Findings.Should().Contain(f => f.Code == "SF3009" && f.Severity == Severity.Error);
    }

    [Fact]
    public void The_summary_of_such_a_fit_is_written_all_the_same() =>
        ScalingLaw.Chinchilla.With("alpha", 40).Fit(Datasets.ChinchillaWithoutOutliers).Summary().ToString().Should().Contain("SF3009").And.Contain("withheld");

    [Fact]
    public void An_amplitude_that_is_large_but_a_number_passes()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", 30).Fit(Datasets.ChinchillaWithoutOutliers);
        fit["A"].Value.Should().BeGreaterThan(1e200);
        fit.Findings.Should().NotContain(f => f.Code == "SF3009");
    }

    [Fact]
    public void A_negative_exponent_is_no_positive_parameter_that_vanished()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", -0.01).Fit(Datasets.ChinchillaWithoutOutliers);
        fit.Findings.Should().NotContain(f => f.Code == "SF3009");
    }

    [Fact]
    public void The_Chinchilla_fit_is_in_range() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3009");
}
