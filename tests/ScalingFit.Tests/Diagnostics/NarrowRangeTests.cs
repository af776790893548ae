using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class NarrowRangeTests
{
    [Fact]
    public void Less_than_a_decade_of_sizes_is_warned_of_with_the_factor()
    {
        Finding finding = ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 2e8, 4e8, 8e8], Made.Amounts, digits: 4)).Findings.Single(f => string.Equals(f.Code, "SF2005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("Less than a decade: N (parameters) spans a factor of 8.0.");
        finding.Advice.Should().Contain("extrapolating");
    }

    [Theory]
    [InlineData(9.4e8, true)]
    [InlineData(9.6e8, false)]
    public void A_decade_but_for_rounding_is_enough(double largest, bool fires) =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 3e8, largest], Made.Amounts, digits: 4)).Findings.Any(f => string.Equals(f.Code, "SF2005", StringComparison.Ordinal)).Should().Be(fires);

    [Fact]
    public void A_variable_whose_term_is_held_may_be_narrow() =>
        ScalingLaw.Chinchilla.With("A", 482).With("alpha", 0.348).Fit(Made.Grid([1e8, 2e8, 4e8], Made.Amounts, digits: 4)).Findings.Should().NotContain(f => f.Code == "SF2005");

    [Fact]
    public void A_constant_is_left_to_its_own_rule() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).Findings.Should().NotContain(f => f.Code == "SF2005");

    [Fact]
    public void The_Chinchilla_runs_are_wide() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2005");
}
