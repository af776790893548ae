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

    [Fact]
    public void Over_training_has_104_models_in_a_group_a_corpus()
    {
        RunSet runs = Datasets.OverTraining;
        runs.Should().HaveCount(104);
        runs.CountBy(r => r.Group!).Should().BeEquivalentTo(new Dictionary<string, int>(StringComparer.Ordinal) { ["c4_original"] = 34, ["rpj"] = 35, ["rw_original"] = 35 });
        runs.Conventions.Counting.Should().Be(ParameterCounting.Total);
        runs.Min(r => r.Parameters).Should().Be(10569312);
        runs.Max(r => r.Parameters).Should().Be(6889410560);
        runs.Min(r => r.TokensPerParameter).Should().BeApproximately(5, 0.1);
        runs.Max(r => r.TokensPerParameter).Should().BeApproximately(640, 1);
        runs.Max(r => r.Loss).Should().Be(6.123879526201114);
    }

    [Fact]
    public void Gemstones_has_220_checkpoints_of_22_named_models()
    {
        RunSet runs = Datasets.Gemstones;
        runs.Should().HaveCount(220);
        runs.RunCount.Should().Be(22);
        runs.CountBy(r => r.Name!).Should().OnlyContain(m => m.Value == 10);
        runs.Min(r => r.Parameters).Should().Be(48377600);
        runs.Max(r => r.Parameters).Should().Be(2007837696);
        runs.Max(r => r.Tokens).Should().Be(100034150400);
        runs.Min(r => r.Loss).Should().Be(2.5839939117);
    }

    [Fact]
    public void The_exercise_of_CS336_is_a_law_without_noise()
    {
        RunSet runs = Datasets.Cs336IsoFlop;
        runs.Should().HaveCount(72);
        runs.Select(r => r.Flops).Distinct().Should().HaveCount(9);
        runs.Min(r => r.Flops).Should().Be(6e18);
        runs.Max(r => r.Flops).Should().Be(3e21);
        runs.Should().OnlyContain(r => Math.Abs((2.69 + (1606.4 / Math.Pow(r.Parameters!.Value, 0.34)) + (3210.7 / Math.Pow(r.Tokens!.Value, 0.36))) / r.Loss - 1) < 4e-9);
    }
}
