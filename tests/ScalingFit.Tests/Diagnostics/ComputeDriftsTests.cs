using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class ComputeDriftsTests
{
    [Fact]
    public void Compute_that_counts_embeddings_and_sizes_that_do_not_are_noticed_with_the_drift()
    {
        Finding finding = Measured(n => 6 * (1 + (3e7 / n))).Findings.Single(f => string.Equals(f.Code, "SF1003", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().StartWith("C over 6·N·D falls from 1.60 at the smallest size to 1.02 at the largest").And.EndWith("N leaves out parts that C counts, such as embeddings.");
        finding.Advice.Should().Contain("Counting");
    }

    [Fact]
    public void The_reverse_rises() =>
        Measured(n => 6 * (1 - (3e7 / n))).Findings.Single(f => string.Equals(f.Code, "SF1003", StringComparison.Ordinal)).Message.Should().Contain("rises from 0.40 at the smallest size to 0.98").And.Contain("N counts parts that C leaves out");

    [Theory]
    [InlineData(ParameterCounting.NonEmbedding, false)]
    [InlineData(ParameterCounting.Total, true)]
    public void What_the_declared_counting_explains_is_let_be(ParameterCounting counting, bool fires) =>
        Measured(n => 6 * (1 + (3e7 / n)), counting).Findings.Any(f => string.Equals(f.Code, "SF1003", StringComparison.Ordinal)).Should().Be(fires);

    [Theory]
    [InlineData(FlopCounting.Kaplan, false)]
    [InlineData(FlopCounting.Hoffmann, false)]
    [InlineData(FlopCounting.PorianAttention, false)]
    [InlineData(FlopCounting.DeepSeek, false)]
    [InlineData(FlopCounting.Porian, true)]
    [InlineData(FlopCounting.Measured, true)]
    public void What_the_declared_compute_explains_is_let_be(FlopCounting counting, bool fires) =>
        RunSet.Create(Measured(n => 6 * (1 + (3e7 / n))), new RunConventions { Counting = ParameterCounting.Total, FlopCounting = counting })
            .Findings.Any(f => string.Equals(f.Code, "SF1003", StringComparison.Ordinal)).Should().Be(fires);

    [Theory]
    [InlineData(1.24, true)]
    [InlineData(1.16, false)]
    public void A_fifth_over_the_sizes_is_the_limit(double drift, bool fires)
    {
        double power = Math.Log(drift) / Math.Log(Made.Sizes[^1] / Made.Sizes[0]);
        Measured(n => 6 * Math.Pow(n / 1e8, power)).Findings.Any(f => string.Equals(f.Code, "SF1003", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void Another_constant_is_no_drift() => Measured(_ => 8).Findings.Should().NotContain(f => f.Code == "SF1003");

    [Fact]
    public void Compute_that_was_worked_out_says_nothing() => Datasets.Chinchilla.Findings.Should().NotContain(f => f.Code == "SF1003" || f.Code == "SF1005");

    internal static RunSet Measured(Func<double, double> kappa, ParameterCounting counting = ParameterCounting.Undeclared) => RunSet.Create(
        Made.Grid(Made.Sizes, Made.Amounts).Select(r => r with { Flops = kappa(r.Parameters!.Value) * r.Parameters * r.Tokens }),
        new RunConventions { Counting = counting });
}
