namespace ScalingFit.Tests.Laws;

/// <summary>Kaplan's family and laws of hyper-parameters against the numbers that papers and their identities give.</summary>
public sealed class KaplanTests
{
    [Fact]
    public void The_joint_law_gives_the_loss_of_a_billion_parameters_on_ten_billion_tokens() =>
        Published.Kaplan2020.Predict(1e9, 1e10).Should().BeApproximately(2.41965, 5e-6);

    [Fact]
    public void The_laws_of_one_variable_give_the_papers_losses()
    {
        Published.Kaplan2020Size.Predict(("N", 1e9)).Should().BeApproximately(2.37564, 5e-6);
        Published.Kaplan2020Data.Predict(("D", 1e10)).Should().BeApproximately(2.26244, 5e-6);

        // A PF-day is 8.64e19 FLOP.
        Published.Kaplan2020Compute.Predict(("C", 8.64e19)).Should().BeApproximately(Math.Pow(1.6e7, 0.057), 1e-9);
        Published.Kaplan2020MinimalCompute.Predict(("C", 8.64e19)).Should().BeApproximately(Math.Pow(3.1e8, 0.050), 1e-9);
    }

    [Fact]
    public void Without_limits_of_data_the_joint_law_is_that_of_size()
    {
        double nearly = Published.Kaplan2020.Predict(1e9, 1e40);
        nearly.Should().BeApproximately(Math.Pow(6.4e13 / 1e9, 0.076), 1e-9);
    }

    [Fact]
    public void It_is_the_coupled_law_without_a_floor()
    {
        FittedLaw kaplan = Published.Kaplan2020;
        const double Power = 0.103;
        const double Size = 0.076 / 0.103;
        FittedLaw coupled = ScalingLaw.Coupled.WithValues(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["E"] = 1e-12, ["A"] = Math.Pow(6.4e13, Size), ["alpha"] = Size, ["B"] = 1.8e13, ["beta"] = 1, ["k"] = Power,
        });
        foreach ((double n, double d) in new[] { (1e8, 1e9), (1e9, 1e11), (7e10, 1.4e12) }) kaplan.Predict(n, d).Should().BeApproximately(coupled.Predict(n, d), 1e-11);
    }

    [Fact]
    public void A_negative_exponent_is_refused_where_the_law_forbids_it()
    {
        Action act = () => ScalingLaw.KaplanJoint.With("alphaN", -0.1);
        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("alphaN is at least 0 in this law*");
        Action values = () => ScalingLaw.KaplanJoint.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["Nc"] = 1e13, ["alphaN"] = 0.1, ["Dc"] = 1e13, ["alphaD"] = -0.2 });
        values.Should().Throw<ArgumentException>().WithMessage("alphaD = -0.2 is at least 0 in this law*");
        Action within = () => ScalingLaw.KaplanJoint.Within("alphaD", -3, -1);
        within.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_law_whose_column_the_runs_lack_says_which_row_and_which_column()
    {
        Action act = () => ScalingLaw.KaplanSteps.Fit(ScalingFit.Data.Datasets.Chinchilla);
        act.Should().Throw<ArgumentException>().WithMessage("Row 1 has no value of S (optimisation steps)*");
        Action predict = () => Published.Kaplan2020Steps.Predict(("N", 1e9));
        predict.Should().Throw<ArgumentException>().WithMessage("S (optimisation steps) has no value*");
        Action unknown = () => Published.Kaplan2020Steps.Predict(("N", 1e9), ("T", 3));
        unknown.Should().Throw<ArgumentException>().WithMessage("*no variable \"T\"; it has N (parameters), S (optimisation steps)*");
        Action twice = () => Published.Kaplan2020Steps.Predict(("N", 1e9), ("N", 3));
        twice.Should().Throw<ArgumentException>().WithMessage("N is given twice*");
        Action zero = () => Published.Kaplan2020Steps.Predict(("N", 1e9), ("S", 0));
        zero.Should().Throw<ArgumentOutOfRangeException>().WithMessage("S (optimisation steps) cannot be 0*");
    }

    [Fact]
    public void The_critical_batch_of_a_loss_and_what_follows_from_it()
    {
        Published.Kaplan2020CriticalBatch.Predict(("loss", 3)).Should().BeApproximately(1.1226e6, 50);

        // It doubles for every 13 % that the loss falls.
        double ratio = Published.Kaplan2020CriticalBatch.Predict(("loss", 0.87 * 3)) / Published.Kaplan2020CriticalBatch.Predict(("loss", 3));
        ratio.Should().BeInRange(1.9, 2.1);

        var critical = new CriticalBatch(1.1226e6);
        double steps = critical.MinimalSteps(10000, 2e6);
        double compute = critical.MinimalFlops(1e20, 2e6);
        (((10000 / steps) - 1) * ((1e20 / compute) - 1)).Should().BeApproximately(1, 1e-12);
    }

    [Theory]
    [InlineData(7e9, 1.4e12, 9.3468e-4, 4.9970e6)]
    public void Step_Law_sets_learning_rate_and_batch_size(double n, double d, double rate, double batch)
    {
        Published.StepLaw2025LearningRate.Predict(n, d).Should().BeApproximately(rate, 1e-4 * rate);
        Published.StepLaw2025BatchSize.Predict(n, d).Should().BeApproximately(batch, 1e-4 * batch);
    }

    [Fact]
    public void DeepSeeks_optimal_scale_and_data_spend_the_budget()
    {
        foreach (double flops in new[] { 1e19, 1e22, 1e25 })
        {
            double product = Published.DeepSeek2024OptimalScale.Predict(("C", flops)) * Published.DeepSeek2024OptimalData.Predict(("C", flops));
            (product / flops).Should().BeApproximately(1.00012, 1e-5);
        }
    }

    [Fact]
    public void Zhangs_critical_batch_of_151_million_parameters_is_985_sequences() =>
        (Published.Zhang2024CriticalBatch.Predict(("N", 151e6)) / 512).Should().BeApproximately(985.2, 0.05);

    [Fact]
    public void Kaplans_budget_of_a_petaflop_day_is_8_64e19_FLOP()
    {
        Published.Kaplan2020OptimalSize.Predict(("C", 8.64e19)).Should().BeApproximately(1.3e9, 1);
        Published.Kaplan2020OptimalData.Predict(("C", 864e19)).Should().BeApproximately(2e10 * Math.Pow(100, 0.27), 100);
    }

    [Fact]
    public void A_product_of_powers_refuses_what_has_no_logarithm_and_what_stands_twice()
    {
        Action zero = () => ScalingLaw.PowerProduct(Variable.Of("share", range: VariableRange.Share));
        zero.Should().Throw<ArgumentException>().WithMessage("share (share) may be zero*");
        Action twice = () => ScalingLaw.PowerProduct(Variable.Flops, Variable.Flops);
        twice.Should().Throw<ArgumentException>().WithMessage("A variable stands twice*");
        Action none = () => ScalingLaw.PowerProduct();
        none.Should().Throw<ArgumentException>().WithMessage("*between 1 and 4 variables*");
    }
}
