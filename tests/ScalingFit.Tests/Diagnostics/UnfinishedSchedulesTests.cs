namespace ScalingFit.Tests.Diagnostics;

public sealed class UnfinishedSchedulesTests
{
    [Fact]
    public void Runs_that_ended_before_their_schedule_are_counted()
    {
        RunSet runs = RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select((r, i) => r with { ScheduleEnded = i >= 3 }));
        Finding finding = runs.Findings.Single(f => string.Equals(f.Code, "SF1008", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("The schedule had not ended at the last row of 3 of 36 runs.");
        finding.Advice.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(null, false)]
    [InlineData(false, true)]
    public void Of_a_run_its_last_row_by_tokens_counts_in_whatever_order(bool? last, bool fires)
    {
        RunSet runs = RunSet.Create(RowsOfOneRunTests.Checkpoints().Reverse().Select(r => r with { Name = $"{r.Parameters}", ScheduleEnded = r.Tokens < 2e10 ? false : last }));
        runs.Findings.Any(f => string.Equals(f.Code, "SF1008", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void What_is_not_known_is_not_held_against_a_run() => Made.Grid(Made.Sizes, Made.Amounts).Findings.Should().NotContain(f => f.Code == "SF1008");
}
