using ScalingFit.Data;
using ScalingFit.Tests.Diagnostics;

namespace ScalingFit.Tests.Validation;

public sealed class InfluenceTests
{
    private static readonly RunSet Runs = Datasets.ChinchillaWithoutOutliers;

    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Runs);

    [Fact]
    public void Every_run_is_there_with_the_quantity_of_a_fit_without_it_and_the_largest_change_comes_first()
    {
        Influence influence = Fit.Influence(Decision);
        influence.Estimate.Should().Be(Decision(Fit.Fitted));
        influence.Runs.Should().HaveCount(240);
        influence.Runs.SelectMany(r => r.Rows).Order().Should().Equal(Enumerable.Range(0, 240));
        influence.Runs.Select(r => Math.Abs(r.Change!.Value)).Should().BeInDescendingOrder();
        RunInfluence most = influence.Most;
        double alone = Decision(ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Where((_, i) => i != most.Rows[0]))).Fitted);
        most.Without.Should().BeApproximately(alone, 1e-6 * alone);
        most.Change.Should().BeApproximately(alone - influence.Estimate, 1e-5);
        most.RelativeChange.Should().BeApproximately((alone / influence.Estimate) - 1, 1e-6);
        most.Name.Should().Be($"row {Runs.RowOf(most.Rows[0])}");
    }

    [Fact]
    public void A_parameter_is_asked_for_by_its_name()
    {
        Influence influence = Fit.Influence("beta");
        influence.Estimate.Should().Be(Fit["beta"].Value);
        influence.Quantity.Should().Be("beta");
        Action other = () => Fit.Influence("gamma");
        other.Should().Throw<ArgumentException>();
    }

    // Squares follow the outlier, wherever D*/N* leans on it: row 81 lies where it does not.
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(160)]
    [InlineData(200)]
    public void Under_squares_a_doubled_loss_is_found_by_what_it_does_to_the_decision(int row)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Doubled(row), Objective.LogLeastSquares);
        RunInfluence most = fit.Influence(Decision).Most;
        most.Rows.Should().Equal(row);
        Math.Abs(most.RelativeChange!.Value).Should().BeGreaterThan(0.2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(160)]
    [InlineData(200)]
    public void Under_either_objective_it_is_found_by_its_residual_and_under_Huber_by_that_alone(int row)
    {
        LawFit huber = ScalingLaw.Chinchilla.Fit(Doubled(row));
        foreach (LawFit fit in new[] { huber, ScalingLaw.Chinchilla.Fit(Doubled(row), Objective.LogLeastSquares) })
        {
            RunInfluence[] furthest = [.. fit.Influence(Decision).Runs.OrderByDescending(r => Math.Abs(r.StandardisedResidual)).Take(2)];
            furthest[0].Rows.Should().Equal(row);
            furthest[0].StandardisedResidual.Should().BeLessThan(-20);
            Math.Abs(furthest[1].StandardisedResidual).Should().BeLessThan(15);
        }

        // Its pull would be the same, were it 0.1 % off.
        Influence influence = huber.Influence(Decision);
        influence.Most.Rows.Should().NotEqual([row]);
        Math.Abs(influence.Runs.Single(r => r.Rows[0] == row).RelativeChange!.Value).Should().BeLessThan(0.1);
    }

    [Fact]
    public void Rows_of_one_name_are_one_run()
    {
        RunSet named = RunSet.Create(Runs.Select((r, i) => r with { Name = $"run {i / 4}" }));
        Influence influence = ScalingLaw.Chinchilla.Fit(named).Influence("E");
        influence.Runs.Should().HaveCount(60).And.OnlyContain(r => r.Rows.Count == 4);
        influence.Most.Name.Should().StartWith("run ");
    }

    [Fact]
    public void A_run_without_which_there_is_no_answer_comes_first()
    {
        double highest = Fit.Jackknife().Without.Max(f => f!["alpha"]);
        Influence influence = Fit.Influence(f => f["alpha"] == highest ? throw new InvalidOperationException("none") : f["alpha"]);
        influence.Most.Without.Should().BeNull();
        influence.Most.Change.Should().BeNull();
        influence.Most.RelativeChange.Should().BeNull();
        influence.Runs[1].Change.Should().NotBeNull();
        influence.ToString().Should().Contain("none");
    }

    [Fact]
    public void Runs_on_the_law_have_residuals_of_nothing_and_one_beside_it_has_much()
    {
        RunSet exact = Synthetic.Grid();
        ScalingLaw.Chinchilla.Fit(exact).Influence("E").Runs.Should().OnlyContain(r => Math.Abs(r.StandardisedResidual) < 1);
        RunSet moved = RunSet.Create(exact.Select((r, i) => i == 7 ? r with { Loss = 1.01 * r.Loss } : r));
        ScalingLaw.Chinchilla.Fit(moved).Influence("E").Runs.MaxBy(r => Math.Abs(r.StandardisedResidual))!.Rows.Should().Equal(7);
    }

    [Fact]
    public void It_prints_the_five_that_move_it_most()
    {
        string[] lines = ScalingLaw.Chinchilla.Fit(Doubled(120), Objective.LogLeastSquares).Influence(Decision).ToString().Split('\n');
        lines.Should().HaveCount(7);
        lines[0].Should().Be("the quantity with all runs: 161.07");
        lines[1].Should().Be("left out of 240     without     change  residual (robust σ)");
        lines[2].Should().StartWith("row ").And.Contain("-91.2 %");
    }

    [Fact]
    public void Of_a_fit_that_is_no_minimum_nothing_is_said()
    {
        Action ask = () => ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).Influence("E");
        ask.Should().Throw<InvalidOperationException>().WithMessage("*withheld*");
        Action undefined = () => Fit.Influence(_ => double.NaN);
        undefined.Should().Throw<InvalidOperationException>();
    }

    private static double Decision(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;

    private static RunSet Doubled(int row) => RunSet.Create(Runs.Select((r, i) => i == row ? r with { Loss = 2 * r.Loss } : r));
}
