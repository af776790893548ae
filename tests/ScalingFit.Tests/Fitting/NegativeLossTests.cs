namespace ScalingFit.Tests.Fitting;

/// <summary>Losses less those of a unigram model are negative; what is said of them does not hang on where their zero lies.</summary>
public sealed class NegativeLossTests
{
    private const double Shift = 7;

    private static readonly ScalingLaw Law = ScalingLaw.Define("L = A/N^a + B/D^b - E");
    private static readonly RunSet Positive = Synthetic.Grid(5, 5, scatter: 0.001);
    private static readonly RunSet Negative = RunSet.Create(Positive.Select(r => r with { Loss = r.Loss - Shift }), new RunConventions { LossUnit = LossUnit.UnigramNormalised });

    [Fact]
    public void They_are_fitted_to_a_certified_minimum_the_same_as_losses_above_zero()
    {
        foreach (Objective objective in new[] { Objective.LeastSquares, Objective.Huber(1e-3) })
        {
            LawFit above = Law.Fit(Positive, objective);
            LawFit below = Law.Fit(Negative, objective);
            below.Certificate.IsMinimum.Should().BeTrue(objective.Name);
            below.Certificate.Objective.Should().BeApproximately(above.Certificate.Objective, 1e-9 * above.Certificate.Objective);
            below["a"].Value.Should().BeApproximately(above["a"].Value, 1e-6);
            below["E"].Value.Should().BeApproximately(above["E"].Value + Shift, 1e-5);
        }
    }

    [Fact]
    public void Sizes_that_are_no_linear_parameters_start_from_finite_numbers()
    {
        // A inside a function is solved for by iteration only.
        ScalingLaw law = ScalingLaw.Define("L = sqrt((A/N^a)^2 + (B/D^b)^2) - E");
        law.Fit(Negative, Objective.LeastSquares).Certificate.IsMinimum.Should().BeTrue();
    }

    [Fact]
    public void Findings_summary_resamples_and_forecasts_are_had_of_them()
    {
        LawFit fit = Law.Fit(Negative, Objective.LeastSquares);
        fit.Findings.Should().NotContain(f => f.Code == "SF3001");
        fit.Summary().ToString().Should().Contain("nats per token less a unigram model's").And.NotContain("NaN");
        Bootstrap bootstrap = fit.Bootstrap(40, seed: 1);
        bootstrap.Failed.Should().Be(0);
        bootstrap.Allocate(1e22).LossInterval!.Value.Upper.Should().BeNegative();
    }

    [Fact]
    public void A_forecast_above_what_came_is_an_error_above_zero()
    {
        Forecast high = Law.Fit(Negative, Objective.LeastSquares).BackTest().Forecasts.First(f => f.Predicted > f.Measured);
        high.RelativeError.Should().BePositive();
    }
}
