namespace ScalingFit.Tests.Laws;

/// <summary>Laws of models that route, against numbers worked out by hand from the printed constants.</summary>
public sealed class RoutedTests
{
    [Theory]
    [InlineData(1, 2.28457)]
    [InlineData(64, 2.08581)]
    public void Clarks_law_of_S_BASE_at_a_billion_parameters_has_base_10_logarithms(double experts, double loss) =>
        Published.Clark2022SBase.Predict(("N", 1e9), ("experts", experts)).Should().BeApproximately(loss, 5e-6);

    [Fact]
    public void A_dense_model_counts_as_E_start_experts_and_any_number_as_at_most_E_max()
    {
        FittedLaw law = Published.Clark2022Hash;
        law.Predict(("N", 1e8), ("experts", 1)).Should().BeApproximately(Power(law, 8, law["E_start"]), 1e-12);
        law.Predict(("N", 1e8), ("experts", 1e15)).Should().BeApproximately(Power(law, 8, law["E_max"]), 1e-9);
    }

    [Fact]
    public void Experts_cease_to_help_at_a_trillion_parameters_by_the_rounded_coefficients()
    {
        FittedLaw law = Published.Clark2022SBase;
        double size = Math.Pow(10, -law["b"] / law["c"]);
        size.Should().BeApproximately(1e12, 1, "the paper's unrounded 937 billion is out of reach of three decimals");
        law.Predict(("N", size), ("experts", 512)).Should().BeApproximately(law.Predict(("N", size), ("experts", 1)), 1e-12);
        law.Predict(("N", size / 10), ("experts", 512)).Should().BeLessThan(law.Predict(("N", size / 10), ("experts", 1)));
    }

    [Theory]
    [InlineData(0, 2.56568)]
    [InlineData(0.9, 2.70187)]
    public void Abnars_law_of_a_billion_parameters_on_20_billion_tokens(double sparsity, double loss) =>
        Published.Abnar2025.Predict(("N", 1e9), ("D", 2e10), ("S", sparsity)).Should().BeApproximately(loss, 5e-6);

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    public void A_model_without_active_parameters_or_with_a_negative_share_is_refused(double sparsity)
    {
        Action predict = () => Published.Abnar2025.Predict(("N", 1e9), ("D", 2e10), ("S", sparsity));
        predict.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*S (share of inactive parameters) cannot be*");
    }

    [Fact]
    public void A_table_with_such_a_model_is_refused_with_its_row()
    {
        RunSet runs = RunSet.Create(Enumerable.Range(0, 20).Select(i => Sparse(i == 12 ? 1 : 0.05 * i)));
        Action fit = () => ScalingLaw.Sparsity.Fit(runs);
        RunProblem problem = fit.Should().Throw<RunDataException>().Which.Problems.Should().ContainSingle().Subject;
        problem.Row.Should().Be(13);
        problem.Reason.Should().Be("not a share below 1");
    }

    [Fact]
    public void The_leverage_of_Lings_model_is_7_with_the_best_granularity_at_11()
    {
        FittedLaw law = Published.Tian2025EfficiencyLeverage;
        law.Conventions.LossUnit.Should().Be(LossUnit.Other);
        law.Predict(("A", 0.031), ("G", 12), ("C", 1e22)).Should().BeApproximately(7.245, 5e-4);

        // The power is a parabola in log2 G with its end at -β/(2γ); the active share is below 1, so the lowest power is the largest leverage.
        double best = Math.Pow(2, -law["beta"] / (2 * law["gamma"]));
        best.Should().BeApproximately(11.3, 0.05);
        foreach (double other in new[] { best / 1.2, best * 1.2 }) Leverage(other).Should().BeLessThan(Leverage(best));

        double Leverage(double granularity) => law.Predict(("A", 0.031), ("G", granularity), ("C", 1e22));
    }

    [Fact]
    public void Granularity_makes_the_same_model_better_and_less_so_with_every_cut()
    {
        FittedLaw law = ScalingLaw.Granularity.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["c"] = 0.5, ["g"] = 2, ["gamma"] = 0.5, ["a"] = 18, ["alpha"] = 0.1, ["b"] = 30, ["beta"] = 0.15 });
        double Loss(double g) => law.Predict(("N", 1e10), ("D", 1e20), ("G", g));

        // (2/√G + 18)/10 + 30/1000 + 0.5.
        Loss(1).Should().BeApproximately(2.53, 1e-12);
        Loss(4).Should().BeApproximately(2.43, 1e-12);
        Loss(16).Should().BeApproximately(2.38, 1e-12);
    }

    [Fact]
    public void Runs_without_the_number_of_experts_are_refused_by_name()
    {
        Action fit = () => ScalingLaw.RoutedExperts.Fit(Synthetic.Grid());
        fit.Should().Throw<ArgumentException>().WithMessage("*experts (experts of a routed layer)*");
    }

    private static TrainingRun Sparse(double share) => new() { Parameters = 1e9, Tokens = 1e10, Loss = 3, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["S"] = share } };

    private static double Power(FittedLaw law, double size, double experts)
    {
        double e = Math.Log10(experts);
        return Math.Pow(10, (law["a"] * size) + (law["b"] * e) + (law["c"] * size * e) + law["d"]);
    }
}
