using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class AcceptTests
{
    [Fact]
    public void A_finding_that_is_let_stand_becomes_information_with_the_reason()
    {
        RunSet runs = Made.Grid([1e8, 2e8, 4e8, 8e8], Made.Amounts, digits: 4);
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, FitOptions.Default.Accept("SF2005", because: "we forecast between the runs alone."));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Be("Less than a decade: N (parameters) spans a factor of 8.0. Let stand because: we forecast between the runs alone.");
        finding.Advice.Should().BeEmpty();
        fit.Summary().ToString().Should().Contain("forecast");
    }

    [Fact]
    public void A_finding_of_the_table_can_be_let_stand_too()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(RowsOfOneRunTests.Checkpoints(), FitOptions.Default.Accept("SF1007", because: "each row was trained by itself"));
        fit.Findings.Single(f => string.Equals(f.Code, "SF1007", StringComparison.Ordinal)).Severity.Should().Be(Severity.Information);
        fit.Runs.Findings.Single(f => string.Equals(f.Code, "SF1007", StringComparison.Ordinal)).Severity.Should().Be(Severity.Warning, "the table knows nothing of how it is fitted");
    }

    [Fact]
    public void An_error_stays_one()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts), FitOptions.Default.Accept("SF2003", because: "we like it"));
        fit.Findings.Single(f => string.Equals(f.Code, "SF2003", StringComparison.Ordinal)).Severity.Should().Be(Severity.Error);
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Several_are_kept_and_the_options_are_not_changed()
    {
        FitOptions one = FitOptions.Default.Accept("SF2005", because: "first");
        FitOptions two = one.Accept("SF4004", because: "second");
        two.Accepted.Should().HaveCount(2);
        one.Accepted.Should().HaveCount(1);
        FitOptions.Default.Accepted.Should().BeEmpty();
        (two with { Starts = 9 }).Accepted.Should().ContainKey("SF2005");
    }

    [Theory]
    [InlineData("SF20", "why")]
    [InlineData("XX2005", "why")]
    [InlineData("SF200x", "why")]
    [InlineData("SF2005", " ")]
    public void A_code_and_a_reason_are_needed(string code, string because)
    {
        Action accept = () => FitOptions.Default.Accept(code, because);
        accept.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_minimum_does_not_depend_on_it() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, FitOptions.Default.Accept("SF3008", because: "it is known")).Fitted.Values
            .Should().Equal(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Fitted.Values);
}
