namespace ScalingFit.Tests.Diagnostics;

public sealed class ComputeDiffersFromRuleTests
{
    [Fact]
    public void Compute_with_recomputation_is_noticed_with_its_own_constant()
    {
        Finding finding = ComputeDriftsTests.Measured(_ => 8).Findings.Single(f => string.Equals(f.Code, "SF1005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("C as given differs from C = 6·N·D by more than 20 % in 36 of 36 rows; its median is 8.0·N·D.");
        finding.Advice.Should().Contain("ComputeRule");
    }

    [Fact]
    public void The_rule_that_the_finding_names_silences_it()
    {
        RunSet runs = ComputeDriftsTests.Measured(_ => 8);
        var conventions = new RunConventions { ComputeRule = new ComputeRule { FlopsPerParameterToken = 8 } };
        RunSet.Create(runs, conventions).Findings.Should().NotContain(f => f.Code == "SF1005");
    }

    [Theory]
    [InlineData(7.1, false)]
    [InlineData(4.9, false)]
    [InlineData(7.3, true)]
    [InlineData(4.7, true)]
    public void A_fifth_either_way_is_the_limit(double kappa, bool fires) =>
        ComputeDriftsTests.Measured(_ => kappa).Findings.Any(f => string.Equals(f.Code, "SF1005", StringComparison.Ordinal)).Should().Be(fires);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_tenth_of_the_rows_may_differ(int odd, bool fires)
    {
        RunSet runs = RunSet.Create(ComputeDriftsTests.Measured(_ => 6).Select((r, i) => i < odd ? r with { Flops = 2 * r.Flops } : r));
        runs.Findings.Any(f => string.Equals(f.Code, "SF1005", StringComparison.Ordinal)).Should().Be(fires);
    }
}
