namespace ScalingFit.Tests.Decisions;

public sealed class ElasticityTests
{
    [Fact]
    public void They_print_line_by_line_with_the_optimum_first()
    {
        string[] lines = Published.Hoffmann2022.Elasticities(5.76e23).ToString().Split('\n');
        lines[0].Should().StartWith("5.76e23 FLOP: N 3.219e10");
        lines[1].Should().Be("1 % more of either takes 0.1535 % off the loss above the floor");
        lines.Should().HaveCount(7).And.Contain("∂ln N*/∂alpha = -34.28");
    }

    [Fact]
    public void Closed_derivatives_are_those_of_the_allocation()
    {
        foreach (FittedLaw law in new[] { Published.Hoffmann2022, Published.Besiroglu2024, Published.Xlstm2025Llama })
        {
            AllocationElasticities elasticities = law.Elasticities(5.76e23);
            elasticities.OfParameters.Should().BeApproximately(elasticities.OfTokens, 1e-10);
            foreach (AllocationSensitivity sensitivity in elasticities.Sensitivities)
            {
                const double Step = 1e-4;
                double value = law[sensitivity.Parameter];
                double step = sensitivity.IsLogarithmic ? value * Step : Step;
                double by = sensitivity.IsLogarithmic ? Math.Log((value + step) / (value - step)) : 2 * step;
                double difference = Math.Log(law.With(sensitivity.Parameter, value + step).Allocate(5.76e23).Parameters / law.With(sensitivity.Parameter, value - step).Allocate(5.76e23).Parameters) / by;
                sensitivity.OfParameters.Should().BeApproximately(difference, 1e-5 * (1 + Math.Abs(difference)), sensitivity.Parameter);
            }
        }
    }

    [Fact]
    public void A_searched_law_has_the_derivatives_of_the_closed_law_that_it_equals()
    {
        FittedLaw known = Published.Hoffmann2022;
        FittedLaw formula = ScalingLaw.Define("L = E + exp(a - alpha*log(N)) + exp(b - beta*log(D))").WithValues(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["E"] = known["E"], ["a"] = Math.Log(known["A"]), ["alpha"] = known["alpha"], ["b"] = Math.Log(known["B"]), ["beta"] = known["beta"],
        });
        AllocationElasticities closed = known.Elasticities(5.76e23);
        AllocationElasticities searched = formula.Elasticities(5.76e23);
        searched["alpha"].Should().BeApproximately(closed["alpha"], 1e-6 * Math.Abs(closed["alpha"]));
        searched["beta"].Should().BeApproximately(closed["beta"], 1e-6 * Math.Abs(closed["beta"]));
        searched["a"].Should().BeApproximately(closed["A"], 1e-6);
        searched["b"].Should().BeApproximately(closed["B"], 1e-6);
        searched["E"].Should().BeApproximately(0, 1e-7);
        searched.OfParameters.Should().BeApproximately(closed.OfParameters, 1e-8);
    }

    [Fact]
    public void At_the_optimum_of_Chinchilla_the_elasticity_is_that_of_the_frontier_by_size_and_data()
    {
        // ε_N = ε_D = αβ/(α + β): a tenth more of both is a fifth more compute, at the exponent γ.
        FittedLaw law = Published.Hoffmann2022;
        law.Elasticities(1e22).OfParameters.Should().BeApproximately(0.34 * 0.28 / 0.62, 1e-12);
        Action unknown = () => _ = law.Elasticities(1e22)["gamma"];
        unknown.Should().Throw<ArgumentException>().WithMessage("*no parameter \"gamma\"*");
        law.Elasticities(1e22).Sensitivities[1].ToString().Should().Be("∂ln N*/∂ln A = 1.613");
    }
}
