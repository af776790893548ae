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
        finding.Message.Should().Be("Another minimum lies 0.70 % above the best: E = 1.77105, A = 225.841, α = 0.308258, B = 4309.22, β = 0.405335.");
        finding.Advice.Should().NotBeEmpty();
        fit["alpha"].Value.Should().BeApproximately(0.39579, 1e-5, "the lower of the two is the fit");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_minimum_half_a_percent_above_is_a_rival()
    {
        Finding finding = Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.005)])).Findings.Single(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal));
        finding.Message.Should().Contain("0.50 %").And.EndWith(".");
    }

    [Fact]
    public void A_minimum_more_than_one_percent_above_is_none() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.011)])).Findings.Should().NotContain(f => f.Code == "SF3004");

    [Fact]
    public void A_start_that_stalled_close_to_the_best_is_no_minimum_and_no_rival() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.005, Termination.IterationLimit)])).Findings.Should().NotContain(f => f.Code == "SF3004");

    [Theory]
    [InlineData(0.003, false)]
    [InlineData(-0.003, false)]
    [InlineData(0.004, true)]
    [InlineData(-0.004, true)]
    public void Some_parameter_must_differ_by_more_than_one_percent(double moved, bool fires)
    {
        LawFit fit = Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.001, moved: moved)]));
        fit.Findings.Any(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void Another_law_that_fits_exactly_as_well_is_a_rival() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0, moved: 0.05)])).Findings
            .Single(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal)).Message.Should().Contain("0.00 %").And.Contain("α = 0.3973");

    [Fact]
    public void A_rival_is_looked_for_among_all_minima_and_not_only_after_the_first() =>
        Made.Fit(Made.Certificate(basins: [Made.Basin(0, moved: 0.05), Made.Basin(1e-8, moved: 0)])).Findings
            .Single(f => string.Equals(f.Code, "SF3004", StringComparison.Ordinal)).Message.Should().Contain("α = 0.3973");

    [Fact]
    public void Where_a_direction_is_flat_other_points_along_it_are_no_rivals()
    {
        LawFit fit = Made.Fit(Made.Certificate(hessian: [1, 0, 0, 0], basins: [Made.Basin(0), Made.Basin(0.005)]));
        fit.Findings.Should().Contain(f => f.Code == "SF3005").And.NotContain(f => f.Code == "SF3004");
    }

    [Fact]
    public void Where_a_term_is_dead_other_values_of_its_parameters_are_no_rivals()
    {
        TermShare[] shares = [Made.Share("E", 0.8), Made.Share("A/N^α", 1e-5)];
        LawFit fit = Made.Fit(Made.Certificate(shares: shares, basins: [Made.Basin(0), Made.Basin(0.005)]));
        fit.Findings.Should().Contain(f => f.Code == "SF3007").And.NotContain(f => f.Code == "SF3004");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(15)]
    public void Runs_that_lie_on_the_law_but_for_rounding_have_one_minimum(int digits) =>
        ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, digits: digits)).Findings.Should().NotContain(f => f.Code == "SF3004");

    [Fact]
    public void The_Chinchilla_runs_have_one_minimum() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3004");
}
