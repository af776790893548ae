using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class LargestOnOneSideTests
{
    [Fact]
    public void Large_runs_above_the_law_are_warned_of_with_their_number()
    {
        Finding finding = ScalingLaw.Chinchilla.Fit(LackOfFitTests.Repeated(LackOfFitTests.Wall)).Findings.Single(f => string.Equals(f.Code, "SF4004", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("8 of the 8 runs with most compute have losses above the law (sign test, p 7.8e-3).");
        finding.Advice.Should().Contain("likely too low");
    }

    [Fact]
    public void Large_runs_below_the_law_are_warned_of_the_other_way()
    {
        LawFit fit = TrendInResidualsTests.Held.Fit(RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Loss = r.Loss * 0.95 })));
        new LargestOnOneSide().Check(fit)!.Message.Should().StartWith("24 of the 24 runs with most compute have losses below the law");
        new LargestOnOneSide().Check(fit)!.Advice.Should().Contain("likely too high");
    }

    [Fact]
    public void Too_few_runs_have_no_largest_tenth_to_judge_by() =>
        new LargestOnOneSide().Check(ScalingLaw.Chinchilla.Fit(RunSet.Create(LackOfFitTests.Repeated(LackOfFitTests.Wall).Where((_, i) => i % 2 == 0).Take(31)))).Should().BeNull();

    [Fact]
    public void Rows_of_one_run_count_once() =>
        new LargestOnOneSide().Check(ScalingLaw.Chinchilla.Fit(RunSet.Create(LackOfFitTests.Repeated(LackOfFitTests.Wall).Select((r, i) => r with { Name = $"run {i / 4}" })))).Should().BeNull();

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.5, true)]
    public void A_law_of_the_lower_envelope_has_them_on_one_side_by_intention(double tau, bool fires)
    {
        LawFit fit = TrendInResidualsTests.Held.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogPinball(tau));
        (new LargestOnOneSide().Check(fit) is not null).Should().Be(fires);
    }

    [Fact]
    public void The_largest_Chinchilla_runs_lie_on_both_sides() =>
        new LargestOnOneSide().Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();
}
