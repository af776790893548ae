using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class RivalBasinTests
{
    /// <summary>Twelve runs of a known law with a scatter of 2 %, which two sets of parameters explain about equally well.</summary>
    private static RunSet Ambiguous => RunSet.FromColumns(
        [5e7, 5e7, 5e7, 3.41e8, 3.41e8, 3.41e8, 2.32e9, 2.32e9, 2.32e9, 1.58e10, 1.58e10, 1.58e10],
        [1e9, 1.26e10, 1.58e11, 1e9, 1.26e10, 1.58e11, 1e9, 1.26e10, 1.58e11, 1e9, 1.26e10, 1.58e11],
        [3.672, 3.166, 2.852, 3.363, 2.645, 2.398, 3.036, 2.453, 2.188, 2.873, 2.278, 2.101]);

    [Fact]
    public void Twelve_scattered_runs_have_a_second_minimum_and_it_is_shown_with_its_numbers()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Ambiguous);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("0.70 % above the best").And.Contain("α = 0.308258");
        finding.Advice.Should().NotBeEmpty();
        fit["alpha"].Value.Should().BeApproximately(0.39579, 1e-5, "the lower of the two is the fit");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_minimum_half_a_percent_above_is_a_rival()
    {
        Finding finding = Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.005)])).Findings.Single(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal));
        finding.Message.Should().Contain("0.50 %");
    }

    [Fact]
    public void A_minimum_more_than_one_percent_above_is_none() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.011)])).Findings.Should().NotContain(f => f.Code == "SF3004");

    [Fact]
    public void A_start_that_stalled_close_to_the_best_is_no_minimum_and_no_rival() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.005, Termination.IterationLimit)])).Findings.Should().NotContain(f => f.Code == "SF3004");

    [Fact]
    public void The_Chinchilla_runs_have_one_minimum() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3004");
}
