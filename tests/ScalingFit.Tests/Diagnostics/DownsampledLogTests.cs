namespace ScalingFit.Tests.Diagnostics;

public sealed class DownsampledLogTests
{
    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Exactly_as_many_rows_as_trackers_sample_are_noticed(int rows, bool fires)
    {
        Finding? finding = Curve("steady", rows).Findings.SingleOrDefault(f => string.Equals(f.Code, "SF1010", StringComparison.Ordinal));
        (finding is not null).Should().Be(fires);
        if (finding is null) return;
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Be($"Run steady has exactly {rows} rows: trackers sample longer histories down to that.");
    }

    [Fact]
    public void Several_are_counted() =>
        RunSet.Create(Curve("a", 500).Concat(Curve("b", 500)).Concat(Curve("c", 1000))).Findings.Single(f => string.Equals(f.Code, "SF1010", StringComparison.Ordinal)).Message.Should().Contain("500 rows, and 2 more like it");

    [Fact]
    public void Five_hundred_runs_are_no_log() =>
        RunSet.Create(Curve("a", 500).Select(r => r with { Name = null })).Findings.Should().NotContain(f => f.Code == "SF1010");

    internal static RunSet Curve(string name, int rows) =>
        RunSet.Create(Enumerable.Range(1, rows).Select(k => new TrainingRun { Name = name, Parameters = 1e8, Tokens = 1e7 * k, Loss = Published.Besiroglu2024.Predict(1e8, 1e7 * k) }));
}
