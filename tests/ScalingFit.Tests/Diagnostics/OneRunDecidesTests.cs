using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class OneRunDecidesTests
{
    [Fact]
    public void A_doubled_loss_under_squares_is_named_with_the_decision_without_it()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select((r, i) => i == 120 ? r with { Loss = 2 * r.Loss, Name = "lr 3e-4" } : r));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF4003", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().StartWith("Without one run (lr 3e-4) D*/N* at 1.30e23 FLOP would be 15.");
        finding.Advice.Should().Contain("with and without it");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void Under_Huber_no_run_of_the_same_table_decides() =>
        Check(ScalingLaw.Chinchilla.Fit(RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select((r, i) => i == 120 ? r with { Loss = 2 * r.Loss } : r)))).Should().BeNull();

    [Fact]
    public void No_run_of_the_240_decides_whatever_is_minimised()
    {
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective)).Should().BeNull(objective.Name);
        }
    }

    [Fact]
    public void Of_twelve_runs_several_decide_and_are_counted() =>
        Check(ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 3, amounts: 4, scatter: 0.01)))!.Message.Should().MatchRegex(@"\d+ of the 12 runs move it by more than a factor of 1\.2, each by itself\.$");

    [Fact]
    public void A_law_of_two_groups_has_no_one_decision() => Check(OfTwoGroups()).Should().BeNull();

    [Fact]
    public void A_table_of_more_than_2000_rows_is_not_asked_for_its_refits_take_their_time()
    {
        RunSet outlier = RunSet.Create(Synthetic.Grid(sizes: 40, amounts: 50, scatter: 0.01).Select((r, i) => i == 0 ? r with { Loss = 20 * r.Loss } : r));
        Check(ScalingLaw.Chinchilla.Fit(outlier, Objective.LeastSquares)).Should().NotBeNull();
        RunSet longer = RunSet.Create([.. outlier, outlier[1]]);
        Check(ScalingLaw.Chinchilla.Fit(longer, Objective.LeastSquares)).Should().BeNull();
    }

    internal static LawFit OfTwoGroups() => ScalingLaw.Chinchilla.Grouped(["a", "b"], "E", "alpha", "beta")
        .Fit(RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select((r, i) => r with { Group = i % 2 == 0 ? "a" : "b" })), Objective.LogLeastSquares);

    private static Finding? Check(LawFit fit) => new OneRunDecides().Check(fit);
}
