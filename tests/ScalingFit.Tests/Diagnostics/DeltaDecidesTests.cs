using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class DeltaDecidesTests
{
    [Fact]
    public void The_240_Chinchilla_runs_say_fifteen_by_squares_and_nineteen_by_nearly_absolute_deviations()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF4005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("The decision depends on the objective's delta: D*/N* at 1.30e23 FLOP is 15.6 by log least squares and 19.0 by log-Huber (delta 0.0001).");
        finding.Advice.Should().Contain("range");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void It_says_the_same_whichever_of_the_objectives_the_fit_is_by()
    {
        string[] messages = [.. new[] { Objective.Default, Objective.LogHuber(1e-4), Objective.LogHuber(1e-2), Objective.LogLeastSquares }.Select(o => Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, o))!.Message)];
        messages.Distinct(StringComparer.Ordinal).Should().ContainSingle();
    }

    [Fact]
    public void Residuals_of_the_loss_itself_have_deltas_in_its_units()
    {
        Finding finding = Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LeastSquares))!;
        finding.Message.Should().Contain("11.8 by").And.Contain("by Huber (delta 0.000");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Normal_scatter_about_a_law_that_holds_leaves_nothing_to_decide(long seed) =>
        Check(ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 12, amounts: 12, scatter: 0.003, seed: seed))).Should().BeNull();

    [Fact]
    public void Absolute_deviations_have_no_delta_and_a_law_of_two_groups_no_one_decision()
    {
        Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations)).Should().BeNull();
        Check(OneRunDecidesTests.OfTwoGroups()).Should().BeNull();
    }

    private static Finding? Check(LawFit fit) => new DeltaDecides().Check(fit);
}
