using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class DerivedColumnsTests
{
    [Fact]
    public void Tokens_worked_out_from_compute_are_said_to_be_so_with_the_rule()
    {
        Finding finding = Datasets.ChinchillaWithoutOutliers.Findings.Single(f => string.Equals(f.Code, "SF1011", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Information);
        finding.Message.Should().Be("D was worked out from C and N for every row, by C = 6·N·D.");
    }

    [Fact]
    public void Rows_that_lack_different_columns_are_counted_apart()
    {
        RunSet runs = RunSet.Create(
            [
                new TrainingRun { Parameters = 1e8, Tokens = 2e9, Loss = 3.4 },
                new TrainingRun { Parameters = 1e8, Tokens = 4e9, Loss = 3.2 },
                new TrainingRun { Tokens = 4e9, Flops = 5e18, Loss = 3.1 },
                new TrainingRun { Parameters = 1e9, Tokens = 4e9, Flops = 2.4e19, Loss = 2.8 },
            ],
            new RunConventions { ComputeRule = new ComputeRule { FlopsPerParameterToken = 6.5 } });
        Finding finding = runs.Findings.Single(f => string.Equals(f.Code, "SF1011", StringComparison.Ordinal));
        finding.Message.Should().Be("C was worked out from N and D for 2 of 4 rows; N was worked out from C and D for 1 of 4 rows, by C = 6.5·N·D.");
    }

    [Fact]
    public void Three_measured_columns_are_left_as_they_are_and_nothing_is_said()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Flops = 1.1 * r.Flops }));
        runs.Findings.Should().NotContain(f => f.Code == "SF1011");
    }

    [Fact]
    public void One_column_alone_completes_nothing() =>
        RunSet.Create([new TrainingRun { Parameters = 1e8, Loss = 3.4 }]).Findings.Should().BeEmpty();
}
