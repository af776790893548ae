using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class TrendInResidualsTests
{
    [Fact]
    public void A_law_of_other_runs_leaves_a_trend_and_its_side_is_said()
    {
        Finding finding = Held.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Single(f => string.Equals(f.Code, "SF4001", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().StartWith("The residuals trend with D (rank correlation 0.48, p 5.6e-15), C (").And.EndWith("beside the rest the law is too high where D is large.");
        finding.Advice.Should().Contain("another law");
    }

    [Fact]
    public void Rows_of_one_run_count_once()
    {
        // Eight runs are too few to tell, however many rows they have.
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select((r, i) => r with { Name = $"run {i % 8}" }));
        new TrendInResiduals().Check(Held.Fit(runs)).Should().BeNull();
    }

    [Fact]
    public void Runs_that_lie_on_the_law_leave_rounding_and_no_trend() =>
        new TrendInResiduals().Check(ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, digits: 15))).Should().BeNull();

    [Fact]
    public void The_Chinchilla_runs_leave_no_trend() => new TrendInResiduals().Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();

    internal static ScalingLaw Held => ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37);
}
