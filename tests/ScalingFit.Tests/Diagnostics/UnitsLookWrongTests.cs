using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class UnitsLookWrongTests
{
    [Fact]
    public void Billions_in_both_columns_are_noticed_with_their_medians()
    {
        Finding finding = Chinchilla(1e9, 1e9).Findings.Single(f => string.Equals(f.Code, "SF1004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("The units look wrong: the median model has 1.018 parameters; the median run has 16.635 tokens.");
        finding.Advice.Should().Contain("billions").And.Contain("samples");
    }

    [Fact]
    public void Sizes_in_millions_are_noticed_alone() =>
        Chinchilla(1e6, 1).Findings.Single(f => string.Equals(f.Code, "SF1004", StringComparison.Ordinal)).Message.Should().Contain("1017.959 parameters").And.NotContain("tokens");

    [Fact]
    public void Steps_for_tokens_are_noticed_alone() =>
        Chinchilla(1, 524288).Findings.Single(f => string.Equals(f.Code, "SF1004", StringComparison.Ordinal)).Message.Should().Contain("31728.862 tokens").And.NotContain("parameter");

    [Theory]
    [InlineData(2048, "7.98e-3 times the median size")]
    [InlineData(1e-6, "1.63e7 times the median size")]
    public void A_ratio_out_of_all_proportion_is_noticed_where_the_columns_pass(double unit, string message) =>
        Chinchilla(1, unit).Findings.Single(f => string.Equals(f.Code, "SF1004", StringComparison.Ordinal)).Message.Should().Contain(message);

    [Theory]
    [InlineData(9.9e3, 1e8, true)]
    [InlineData(1.1e4, 1e8, false)]
    [InlineData(1e5, 9e5, true)]
    [InlineData(1e5, 1.1e6, false)]
    [InlineData(1e9, 4e7, true)]
    [InlineData(1e9, 6e7, false)]
    [InlineData(1e5, 9e10, false)]
    [InlineData(1e5, 1.1e11, true)]
    public void The_limits_are_on_the_medians_and_their_ratio(double size, double amount, bool fires)
    {
        RunSet runs = RunSet.FromColumns([size / 3, size, size * 3], [amount / 3, amount, amount * 3], [3.2, 3.1, 3]);
        runs.Findings.Any(f => string.Equals(f.Code, "SF1004", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void A_few_odd_runs_do_not_make_a_table_of_another_unit()
    {
        TrainingRun[] runs = [.. Datasets.ChinchillaWithoutOutliers];
        for (int i = 0; i < 50; i++) runs[i] = runs[i] with { Parameters = runs[i].Parameters / 1e9, Flops = null };
        RunSet.Create(runs).Findings.Should().NotContain(f => f.Code == "SF1004");
    }

    [Fact]
    public void A_table_without_sizes_and_data_gives_no_ground_for_a_suspicion() =>
        RunSet.Create([new TrainingRun { Flops = 1, Loss = 3 }, new TrainingRun { Flops = 2, Loss = 2 }]).Findings.Should().NotContain(f => f.Code == "SF1004");

    [Fact]
    public void A_warning_does_not_forbid_the_fit()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Chinchilla(1e9, 1e9));
        fit.Findings.Should().Contain(f => f.Code == "SF1004");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void The_Chinchilla_runs_are_in_parameters_and_tokens() =>
        Datasets.Chinchilla.Findings.Should().NotContain(f => f.Code == "SF1004");

    private static RunSet Chinchilla(double sizeUnit, double tokenUnit) => RunSet.Create(
        Datasets.ChinchillaWithoutOutliers.Select(r => r with { Parameters = r.Parameters / sizeUnit, Tokens = r.Tokens / tokenUnit, Flops = null }));
}
