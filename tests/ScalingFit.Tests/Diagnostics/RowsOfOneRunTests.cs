using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class RowsOfOneRunTests
{
    [Fact]
    public void Checkpoints_without_names_are_warned_of()
    {
        Finding finding = Checkpoints().Findings.Single(f => string.Equals(f.Code, "SF1007", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("60 of 60 rows have no name and look like checkpoints of 6 runs: one size, tokens in even steps, falling losses (from row 1 on).");
        finding.Advice.Should().Contain("one Name");
    }

    [Fact]
    public void Named_they_are_information_with_the_number_of_runs()
    {
        RunSet runs = RunSet.Create(Checkpoints().Select(r => r with { Name = $"{r.Parameters}" }));
        Finding finding = runs.Findings.Single(f => string.Equals(f.Code, "SF1007", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Be("60 rows belong to 6 runs by their names; rows of one run are resampled together.");
    }

    [Fact]
    public void A_name_for_each_says_that_they_are_runs_of_their_own() =>
        RunSet.Create(Checkpoints().Select((r, i) => r with { Name = $"run {i}" })).Findings.Should().NotContain(f => f.Code == "SF1007");

    [Fact]
    public void A_grid_in_factors_of_two_is_no_row_of_checkpoints() => Made.Grid(Made.Sizes, Made.Amounts, digits: 4).Findings.Should().NotContain(f => f.Code == "SF1007");

    [Fact]
    public void Budgets_over_the_same_sizes_are_none_either() =>
        RunSet.Create(Enumerable.Range(0, 6).SelectMany(k => Made.IsoFlop(1e19 * Math.Pow(3, k), 4))).Findings.Should().NotContain(f => f.Code == "SF1007");

    [Fact]
    public void Another_value_beside_makes_another_run()
    {
        RunSet runs = RunSet.Create(Checkpoints().Select((r, i) => r with { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 1e9 * (1 + (i % 3)) } }));
        runs.Findings.Should().NotContain(f => f.Code == "SF1007");
    }

    [Fact]
    public void Losses_that_rise_are_no_training_run() =>
        RunSet.Create(Checkpoints().Select(r => r with { Loss = 8 - r.Loss })).Findings.Should().NotContain(f => f.Code == "SF1007");

    [Fact]
    public void One_chance_series_in_a_table_of_others_is_let_pass() =>
        RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Concat(Checkpoints().Take(10).Select(r => r with { Parameters = 3.3e9, Flops = null }))).Findings.Should().NotContain(f => f.Code == "SF1007");

    [Fact]
    public void Published_tables_of_runs_are_not_taken_for_checkpoints()
    {
        foreach (RunSet runs in new[] { Datasets.Chinchilla, Datasets.ChinchillaWithoutOutliers })
        {
            runs.Findings.Should().NotContain(f => f.Code == "SF1007");
        }
    }

    internal static RunSet Checkpoints() => Made.Grid(Made.Sizes, [.. Enumerable.Range(1, 10).Select(k => 2e9 * k)], digits: 4);
}
