using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class DuplicateRunsTests
{
    [Fact]
    public void The_pair_of_rows_that_agree_in_the_Chinchilla_runs_is_named()
    {
        Finding finding = Datasets.Chinchilla.Findings.Single(f => string.Equals(f.Code, "SF1006", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Contain("One pair").And.Contain("0.1 %").And.Contain("64 and 89");
        finding.Advice.Should().Contain("copies").And.Contain("let them stand");
    }

    [Fact]
    public void Rows_keep_the_numbers_of_the_table_when_others_are_left_out()
    {
        Datasets.ChinchillaWithoutOutliers.Findings.Single(f => string.Equals(f.Code, "SF1006", StringComparison.Ordinal)).Message.Should().Contain("rows 64 and 89");
        RunSet once = Made.Grid(Made.Sizes, Made.Amounts, digits: 4);
        RunSet twice = RunSet.Create(once.Concat(once));
        RunSet large = twice.Where(r => r.Parameters > 1e8, because: "small").Where(r => r.Tokens > 1e9, because: "short");
        large.Findings.Single(f => string.Equals(f.Code, "SF1006", StringComparison.Ordinal)).Message
            .Should().Contain("20 pairs of rows agree").And.Contain("14 and 50; 15 and 51; 16 and 52, ...");
    }

    [Fact]
    public void A_table_made_of_the_rows_kept_is_numbered_afresh() =>
        RunSet.Create(Datasets.ChinchillaWithoutOutliers).Findings.Single(f => string.Equals(f.Code, "SF1006", StringComparison.Ordinal)).Message.Should().Contain("rows 59 and 84");

    [Fact]
    public void A_table_pasted_twice_gives_every_pair_and_names_the_first_three()
    {
        RunSet once = Made.Grid(Made.Sizes, Made.Amounts, digits: 4);
        once.Findings.Should().NotContain(f => f.Code == "SF1006");
        Finding finding = RunSet.Create(once.Concat(once)).Findings.Single(f => string.Equals(f.Code, "SF1006", StringComparison.Ordinal));
        finding.Message.Should().Contain("36 pairs of rows agree").And.Contain("1 and 37; 2 and 38; 3 and 39, ...");
    }

    [Theory]
    [InlineData(1.0009, 1, 1)]
    [InlineData(1, 1.0009, 1)]
    [InlineData(1, 1, 1.0009)]
    public void Digits_lost_in_copying_do_not_hide_a_copy(double size, double amount, double loss) =>
        Pair(size, amount, loss).Findings.Should().Contain(f => f.Code == "SF1006");

    [Theory]
    [InlineData(1.002, 1, 1)]
    [InlineData(1, 1.002, 1)]
    [InlineData(1, 1, 1.002)]
    public void Rows_that_differ_by_0_2_percent_in_one_column_are_two_runs(double size, double amount, double loss) =>
        Pair(size, amount, loss).Findings.Should().NotContain(f => f.Code == "SF1006");

    [Fact]
    public void Rows_of_one_name_are_known_to_belong_together()
    {
        Pair(1, 1, 1, "a", "a").Findings.Should().NotContain(f => f.Code == "SF1006");
        Pair(1, 1, 1, "a", "b").Findings.Should().Contain(f => f.Code == "SF1006");
    }

    private static RunSet Pair(double size, double amount, double loss, string? first = null, string? second = null) => RunSet.Create(
    [
        new TrainingRun { Name = first, Parameters = 1e8, Tokens = 2e9, Flops = 1.2e18, Loss = 3.4 },
        new TrainingRun { Name = second, Parameters = 1e8 * size, Tokens = 2e9 * amount, Flops = 1.2e18, Loss = 3.4 * loss },
    ]);
}
