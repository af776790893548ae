using MathNet.Numerics.Distributions;

namespace ScalingFit.Tests.Uncertainty;

public sealed class BootstrapDistanceTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares);

    private static readonly Bootstrap Resamples = Fit.Bootstrap(400);

    [Fact]
    public void The_estimate_is_no_distance_away_and_the_truth_not_far()
    {
        BootstrapDistance none = Resamples.ChiSquareOf(Fit.Fitted);
        none.ChiSquare.Should().Be(0);
        none.DegreesOfFreedom.Should().Be(5);
        none.PValue.Should().Be(1);
        Resamples.ChiSquareOf(Synthetic.Law).PValue.Should().BeGreaterThan(0.001);
    }

    [Fact]
    public void Of_one_free_parameter_it_is_the_squared_number_of_standard_errors()
    {
        ScalingLaw law = ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("B", 2100).With("beta", 0.37);
        Bootstrap one = law.Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares).Bootstrap(400);
        FittedLaw other = one.Fit.Fitted.With("alpha", one.Fit["alpha"].Value + (2 * one.StandardError("alpha")));
        BootstrapDistance distance = one.ChiSquareOf(other);
        distance.ChiSquare.Should().BeApproximately(4, 1e-9);
        distance.DegreesOfFreedom.Should().Be(1);
        distance.PValue.Should().BeApproximately(2 * Normal.CDF(0, 1, -2), 1e-9);
        distance.ToString().Should().Be("χ² 4 on 1 degrees of freedom, p = 0.046");
    }

    [Fact]
    public void The_mean_square_of_draws_about_their_mean_is_the_number_of_parameters()
    {
        // Σ (x - x̄)'S⁻¹(x - x̄) = p (n - 1), whatever the draws; about the estimate instead of the mean it is a little more.
        double mean = Resamples.Draws.Average(d => Resamples.ChiSquareOf(d).ChiSquare);
        mean.Should().BeInRange(5 * 399.0 / 400, 5.6);
    }

    [Fact]
    public void A_law_of_another_form_or_with_another_held_value_has_no_distance()
    {
        FluentActions.Invoking(() => Resamples.ChiSquareOf(Published.Hoffmann2022.With("E", 1.7))).Should().NotThrow();
        Bootstrap held = ScalingLaw.Chinchilla.With("E", 1.8).Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares).Bootstrap(50);
        FluentActions.Invoking(() => held.ChiSquareOf(Published.Hoffmann2022)).Should().Throw<ArgumentException>().WithMessage("E is held*");
        held.ChiSquareOf(Synthetic.Law).DegreesOfFreedom.Should().Be(4);
        LawFit coupled = ScalingLaw.Coupled.Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares);
        FluentActions.Invoking(() => Resamples.ChiSquareOf(coupled.Fitted)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Unusable_resamples_and_too_few_draws_give_none()
    {
        FluentActions.Invoking(() => Fit.Bootstrap(5).ChiSquareOf(Synthetic.Law)).Should().Throw<InvalidOperationException>().WithMessage("*too few draws*");
        Bootstrap few = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 3, amounts: 2, scatter: 0.01), Objective.LogLeastSquares).Bootstrap(50);
        few.IsUsable.Should().BeFalse();
        FluentActions.Invoking(() => few.ChiSquareOf(Synthetic.Law)).Should().Throw<InvalidOperationException>();
    }
}
