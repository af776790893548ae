using ScalingFit.Tests.Laws.Library;

namespace ScalingFit.Tests.Laws;

/// <summary>Over-training, error and accuracy by loss, straight lines in a logarithm.</summary>
public sealed class DownstreamTests
{
    [Fact]
    public void Over_training_is_Chinchillas_law_with_one_exponent_of_twice_eta()
    {
        FittedLaw law = Published.Gadre2024RedPajama;
        double eta = law["eta"];
        FittedLaw chinchilla = LawExamples.Of(
            ScalingLaw.Chinchilla, ("E", law["E"]), ("A", law["a"] * Math.Pow(6, -eta)), ("alpha", 2 * eta), ("B", law["b"] * Math.Pow(6, -eta)), ("beta", 2 * eta));
        foreach (TrainingRun run in LawExamples.SizesAndData())
        {
            law.Predict(run).Should().BeApproximately(chinchilla.Predict(run), 1e-12);
            law.Predict(run.Parameters!.Value, run.Tokens!.Value).Should().BeApproximately(law.Predict(run), 1e-12);
        }

        law.Allocate(1e21).Parameters.Should().BeApproximately(chinchilla.Allocate(1e21).Parameters, 1e-3);
        law.Allocate(1e21).Loss.Should().BeApproximately(chinchilla.Allocate(1e21).Loss, 1e-12);
    }

    [Theory]
    [InlineData(1e18)]
    [InlineData(1e24)]
    public void Over_training_has_one_best_number_of_tokens_a_parameter(double flops)
    {
        FittedLaw law = Published.Gadre2024C4;
        Allocation best = law.Allocate(flops);
        best.TokensPerParameter.Should().BeApproximately(Math.Pow(law["b"] / law["a"], 1 / (2 * law["eta"])), 1e-9);
        best.Flops.Should().BeApproximately(6 * best.Parameters * best.Tokens, 1e-9 * flops);
        foreach (double other in new[] { 0.9, 1.1 }) law.Predict(best.Parameters * other, best.Tokens / other).Should().BeGreaterThan(best.Loss);
    }

    [Fact]
    public void Over_training_reads_compute_by_the_rule_of_its_conventions()
    {
        var eight = new RunConventions { ComputeRule = new ComputeRule { FlopsPerParameterToken = 8 } };
        FittedLaw law = ScalingLaw.OverTraining.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.5, ["a"] = 141, ["b"] = 190, ["eta"] = 0.12 }, eight);
        Allocation best = law.Allocate(1e21);
        best.Tokens.Should().BeApproximately(1e21 / (8 * best.Parameters), 1e-6 * best.Tokens);
        best.TokensPerParameter.Should().BeApproximately(Math.Pow(190.0 / 141, 1 / 0.24), 1e-9);
    }

    [Fact]
    public void The_error_law_ends_at_epsilon_and_falls_by_k_at_loss_zero()
    {
        FittedLaw law = Published.Gadre2024RefinedWebError17;
        law.Predict(("loss", 100.0)).Should().BeApproximately(law["epsilon"], 1e-12);
        law.Predict(("loss", 0.0)).Should().BeApproximately(law["epsilon"] - law["k"], 1e-12);
        law.Predict(("loss", 2.5)).Should().BeApproximately(0.86527954 - (2.21481475 * Math.Exp(-0.70704848 * 2.5)), 1e-12);
    }

    [Fact]
    public void The_accuracy_law_is_the_papers_with_b_the_top_and_minus_a_the_drop()
    {
        FittedLaw law = LawExamples.Of(ScalingLaw.LossToAccuracy, ("top", 0.9), ("drop", 0.65), ("k", 9), ("L0", 0.77));
        const double A = -0.65;
        const double B = 0.9;
        foreach (double loss in new[] { 0, 0.4, 0.77, 1.5 }) law.Predict(("loss", loss)).Should().BeApproximately((A / (1 + Math.Exp(-9 * (loss - 0.77)))) + B, 1e-12);
        law.Predict(("loss", 0.77)).Should().BeApproximately(0.9 - 0.325, 1e-12);
    }

    [Fact]
    public void An_ideal_model_of_loss_zero_can_be_among_the_runs_of_the_accuracy()
    {
        FittedLaw truth = LawExamples.Of(ScalingLaw.LossToAccuracy, ("top", 0.95), ("drop", 0.65), ("k", 9), ("L0", 0.77));
        RunSet runs = RunSet.Create(new[] { 0, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 1, 1.2 }.Select(l => new TrainingRun { Loss = truth.Predict(("loss", l)), Values = LawExamples.Values(("loss", l)) }));
        LawFit fit = ScalingLaw.LossToAccuracy.Fit(runs, Objective.LeastSquares);
        foreach (LawParameter parameter in truth.Law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(truth[parameter.Name], 1e-6, parameter.Name);
    }

    [Fact]
    public void Accuracies_do_not_rise_above_one()
    {
        Action above = () => LawExamples.Of(ScalingLaw.LossToAccuracy, ("top", 1.1), ("drop", 0.65), ("k", 9), ("L0", 0.77));
        above.Should().Throw<ArgumentException>().WithMessage("*top*at most 1*");

        // Rising past one, were it not for the bound.
        RunSet runs = RunSet.Create(LawExamples.Along(0.6, 1.2, 10).Select(l => new TrainingRun { Loss = 1.4 - (1.15 / (1 + Math.Exp(-9 * (l - 0.65)))), Values = LawExamples.Values(("loss", l)) }));
        LawFit fit = ScalingLaw.LossToAccuracy.Fit(runs, Objective.LeastSquares);
        fit["top"].Value.Should().Be(1);
        fit["top"].IsAtBound.Should().BeTrue();
    }

    [Fact]
    public void A_straight_line_in_a_logarithm_takes_numbers_of_any_sign_and_any_positive_variable()
    {
        Variable width = Variable.Of("width", "width of the model");
        ScalingLaw law = ScalingLaw.LogLinear(width);
        law.Formula.Should().Be("L = a + b·ln width");
        LawExamples.Of(law, ("a", -1), ("b", 0.5)).Predict(("width", Math.E)).Should().BeApproximately(-0.5, 1e-12);
        Action zero = () => ScalingLaw.LogLinear(Variable.Of("share", range: VariableRange.Share));
        zero.Should().Throw<ArgumentException>().WithMessage("*share*may be zero*");
    }

    [Fact]
    public void Runs_without_a_loss_to_go_by_are_refused_by_name()
    {
        Action missing = () => ScalingLaw.LossToError.Fit(LawExamples.SizesAndData());
        missing.Should().Throw<ArgumentException>().WithMessage("*loss*");
        Action scale = () => Published.Gadre2024C4Error17.Predict(1e9, 2e10);
        scale.Should().Throw<NotSupportedException>().WithMessage("*loss*");
    }

    [Fact]
    public void A_page_of_runs_that_have_no_scale_starts_with_what_they_have()
    {
        FittedLaw truth = Published.Gadre2024C4Error17;
        RunSet runs = RunSet.Create(LawExamples.Losses(2.2, 5.2, 12).Select((r, i) => r with { Loss = truth.Predict(r) * (1 + (0.002 * Math.Sin(5 * i))) }));
        string page = ScalingLaw.LossToError.Fit(runs, Objective.LeastSquares).Summary().ToString();
        page.Should().Contain("           loss 0.").And.NotContain(" , loss");
    }
}
