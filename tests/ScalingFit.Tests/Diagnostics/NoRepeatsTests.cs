using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class NoRepeatsTests
{
    [Fact]
    public void A_grid_without_repeats_is_told_so_once_in_a_line()
    {
        Finding finding = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts)).Findings.Single(f => string.Equals(f.Code, "SF2006", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.ToString().Length.Should().BeLessThan(130);
    }

    [Theory]
    [InlineData(1.0005, false)]
    [InlineData(1.002, true)]
    public void One_repeat_within_a_tenth_of_a_percent_is_enough(double moved, bool fires) =>
        Fires(Made.Grid(Made.Sizes, Made.Amounts), r => r with { Tokens = r.Tokens * moved, Flops = null, Loss = r.Loss + 0.01 }).Should().Be(fires);

    [Fact]
    public void Two_rows_of_one_run_are_no_repeat() => Fires(Named(), r => r with { Loss = r.Loss + 0.01 }).Should().BeTrue();

    [Fact]
    public void Two_runs_of_different_names_are() => Fires(Named(), r => r with { Name = "again", Loss = r.Loss + 0.01 }).Should().BeFalse();

    [Fact]
    public void Another_corpus_is_another_configuration_even_for_a_law_that_does_not_know_it() =>
        Fires(Made.Grid(Made.Sizes, Made.Amounts), r => r with { Group = "other" }).Should().BeTrue();

    [Fact]
    public void Another_value_that_the_law_does_not_use_makes_another_configuration_too() =>
        Fires(Made.Grid(Made.Sizes, Made.Amounts), r => r with { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 1e9 } }).Should().BeTrue();

    [Fact]
    public void The_Chinchilla_runs_have_one_repeat_at_least() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2006");

    private static RunSet Named() => RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select((r, i) => r with { Name = $"run {i}" }));

    private static bool Fires(RunSet runs, Func<TrainingRun, TrainingRun> repeat) =>
        ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Append(repeat(runs[0])))).Findings.Any(f => string.Equals(f.Code, "SF2006", StringComparison.Ordinal));
}
