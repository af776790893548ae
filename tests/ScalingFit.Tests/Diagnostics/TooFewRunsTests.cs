using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class TooFewRunsTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Hardly_more_runs_than_parameters_are_warned_of(int count)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Few(count));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2002", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be($"{count} runs determine 5 parameters: little is left to judge the scatter by.");
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void As_many_runs_as_parameters_are_an_error()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Few(5));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2002", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Be("5 runs determine 5 parameters: nothing is left to judge the scatter by.");
        fit.IsUsable.Should().BeFalse();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Three_more_runs_than_parameters_pass(int count) =>
        ScalingLaw.Chinchilla.Fit(Made.Few(count)).Findings.Should().NotContain(f => f.Code == "SF2002");

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Only_fitted_parameters_count(int count, bool fires) =>
        ScalingLaw.Chinchilla.With("E", 1.817).Fit(Made.Few(count)).Findings.Any(f => string.Equals(f.Code, "SF2002", StringComparison.Ordinal)).Should().Be(fires);

    [Fact]
    public void With_every_parameter_held_one_run_is_enough()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37);
        held.Fit(Made.Few(1)).Findings.Should().NotContain(f => f.Code == "SF2002");
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Rows_of_one_name_are_one_run_and_enough_rows_make_it_a_warning(int names, bool fires)
    {
        RunSet runs = RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select((r, i) => r with { Name = $"run {i % names}" }));
        Finding? finding = ScalingLaw.Chinchilla.Fit(runs).Findings.SingleOrDefault(f => string.Equals(f.Code, "SF2002", StringComparison.Ordinal));
        (finding is not null).Should().Be(fires);
        finding?.Severity.Should().Be(Severity.Warning);
        finding?.Message.Should().StartWith($"{names} runs (36 rows) determine 5 parameters: little is left");
    }

    [Fact]
    public void The_Chinchilla_runs_are_enough() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2002");
}
