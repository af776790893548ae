using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class LossLooksLikePerplexityTests
{
    [Fact]
    public void Perplexities_given_as_losses_are_noticed_with_their_median()
    {
        Finding finding = Perplexities().Findings.Single(f => string.Equals(f.Code, "SF1002", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("median is 13.69").And.Contain("1e7");
        finding.Advice.Should().Contain("logarithm").And.Contain("LossUnit.Other");
    }

    [Fact]
    public void A_warning_does_not_forbid_the_fit()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Perplexities());
        fit.Findings.Should().Contain(f => f.Code == "SF1002");
        fit.Findings.Where(f => f.Severity == Severity.Error).Should().NotContain(f => f.Code == "SF1002");
    }

    [Fact]
    public void Losses_in_nats_are_not_taken_for_perplexities() =>
        Datasets.ChinchillaWithoutOutliers.Findings.Should().NotContain(f => f.Code == "SF1002");

    [Fact]
    public void A_quantity_declared_to_be_something_else_is_left_alone() =>
        Perplexities(new RunConventions { LossUnit = LossUnit.Other }).Findings.Should().NotContain(f => f.Code == "SF1002");

    [Fact]
    public void A_few_runs_that_failed_do_not_make_the_table_one_of_perplexities()
    {
        TrainingRun[] runs = [.. Datasets.ChinchillaWithoutOutliers];
        for (int i = 0; i < 20; i++) runs[i] = runs[i] with { Loss = 11 };
        RunSet.Create(runs).Findings.Should().NotContain(f => f.Code == "SF1002");
    }

    [Theory]
    [InlineData(8, 2e7, false)]
    [InlineData(8.01, 2e7, true)]
    [InlineData(8.01, 1e7, false)]
    public void Both_the_losses_and_the_sizes_must_be_large(double loss, double smallest, bool fires)
    {
        RunSet runs = RunSet.FromColumns([smallest, 1e8, 1e9], [1e9, 1e9, 1e9], [loss, loss, loss]);
        runs.Findings.Any(f => string.Equals(f.Code, "SF1002", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Theory]
    [InlineData(LossUnit.BitsPerToken, 11.5, false)]
    [InlineData(LossUnit.BitsPerToken, 11.6, true)]
    [InlineData(LossUnit.NatsPerToken, 8.1, true)]
    [InlineData(LossUnit.BitsPerByte, 8.1, true)]
    [InlineData(LossUnit.BitsPerByte, 7.9, false)]
    public void The_limit_is_eight_nats_a_token_in_the_unit_of_the_table(LossUnit unit, double loss, bool fires)
    {
        RunSet runs = RunSet.FromColumns([2e7, 1e8, 1e9], [1e9, 1e9, 1e9], [loss, loss, loss], new RunConventions { LossUnit = unit });
        runs.Findings.Any(f => string.Equals(f.Code, "SF1002", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void A_table_without_sizes_gives_no_ground_for_a_suspicion() =>
        RunSet.Create([new TrainingRun { Flops = 1e20, Loss = 12 }, new TrainingRun { Flops = 1e21, Loss = 10 }]).Findings.Should().NotContain(f => f.Code == "SF1002");

    private static RunSet Perplexities(RunConventions? conventions = null) =>
        RunSet.Create(Datasets.Chinchilla.Select(r => r with { Loss = Math.Exp(r.Loss) }), conventions);
}
