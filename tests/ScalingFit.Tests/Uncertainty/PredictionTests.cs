using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

public sealed class PredictionTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    [Fact]
    public void A_prediction_has_a_curve_interval_inside_a_new_run_interval()
    {
        Prediction prediction = Fit.Predict(parameters: 70e9, tokens: 1.4e12);
        prediction.Loss.Should().Be(Fit.Fitted.Predict(70e9, 1.4e12));
        prediction.Curve!.Value.Contains(prediction.Loss).Should().BeTrue();
        prediction.NewRun!.Value.Lower.Should().BeLessThan(prediction.Curve!.Value.Lower);
        prediction.NewRun!.Value.Upper.Should().BeGreaterThan(prediction.Curve!.Value.Upper);
        prediction.Flops.Should().BeApproximately(5.88e23, 1e18);
        prediction.ExtrapolationDecades.Should().BeApproximately(Math.Log10(5.88e23 / Fit.Runs.Max(r => r.Flops!.Value)), 1e-12);
    }

    [Fact]
    public void Within_the_runs_nothing_is_extrapolated() =>
        Fit.Predict(parameters: 1e9, tokens: 2e10).ExtrapolationDecades.Should().Be(0);

    [Theory]
    [InlineData(2e10, 1e12, false)]
    [InlineData(70e9, 1.4e12, true)]
    [InlineData(1e6, 1e8, true)]
    public void More_than_a_decade_from_the_runs_in_compute_is_said(double parameters, double tokens, bool fires)
    {
        Prediction prediction = Fit.Predict(parameters, tokens);
        (prediction.ExtrapolationDecades > 1).Should().Be(fires);
        prediction.Findings.Any(f => f is { Code: "SF5001", Severity: Severity.Warning }).Should().Be(fires);
        if (fires) prediction.Findings[0].Message.Should().Contain(parameters > 1e9 ? "The run lies 1.7 decades beyond the largest in compute: 5.88e23 FLOP, and the runs reach from 1.40e18 to 1.30e22." : "below the smallest");
    }

    [Fact]
    public void Asking_twice_gives_the_same_answer() =>
        Fit.Predict(1e9, 2e10).Should().Be(Fit.Predict(1e9, 2e10));

    [Fact]
    public void The_new_run_interval_covers_new_runs_of_the_same_process()
    {
        // 95 % nominal on 60 tables of one new run each, seeds fixed: fewer than 50 covered has probability 0.0004 at 95 %.
        int covered = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.01, seed: seed), Objective.LogLeastSquares);
            var random = new ScalingFit.Numerics.RandomStream(1000 + seed, 0);
            double truth = Synthetic.Law.Predict(3e9, 3e10) * Math.Exp(0.01 * Synthetic.Normal(ref random));
            covered += fit.Bootstrap(300, seed: 1).Predict(3e9, 3e10).NewRun!.Value.Contains(truth) ? 1 : 0;
        }

        covered.Should().BeGreaterThanOrEqualTo(50);
    }
}
