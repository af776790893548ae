using ScalingFit.Data;

namespace ScalingFit.Tests.Data;

public sealed class DatasetsTests
{
    [Fact]
    public void Chinchilla_has_245_runs_with_tokens_worked_out_from_compute()
    {
        RunSet runs = Datasets.Chinchilla;
        runs.Should().HaveCount(245);
        runs.TokensDerivedCount.Should().Be(245);
        runs.Conventions.Counting.Should().Be(ParameterCounting.Total);
        runs.Max(r => r.Loss).Should().Be(5.005581996196243);
        runs.Min(r => r.Parameters).Should().BeApproximately(5.73e7, 1e5);
        runs.Findings.Should().Contain(f => f.Code == "SF1011" && f.Severity == Severity.Information);
    }

    [Fact]
    public void Without_outliers_it_has_240_and_says_which_were_left_out()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        runs.Should().HaveCount(240);
        runs.Exclusions.Should().ContainSingle().Which.Count.Should().Be(5);
        runs.Max(r => r.Loss).Should().BeLessThan(3.45);
        Datasets.Chinchilla.Except(runs).Should().OnlyContain(r => r.TokensPerParameter < 0.41);
    }
}
