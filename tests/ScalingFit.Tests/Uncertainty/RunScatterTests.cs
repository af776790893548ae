using ScalingFit.Uncertainty;

namespace ScalingFit.Tests.Uncertainty;

public sealed class RunScatterTests
{
    [Fact]
    public void The_scatter_of_repeats_is_their_pure_error()
    {
        // Six sizes and data, each trained four times with a scatter of 0.4 %, on a law that misses the middle by far more: residuals know of both, repeats of the scatter alone.
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0, seed: 1).SelectMany((run, i) => Enumerable.Range(0, 4).Select(k =>
        {
            var random = new ScalingFit.Numerics.RandomStream(i, k);
            double bend = 0.02 * Math.Cos(i);
            return run with { Loss = run.Loss * Math.Exp(bend + (0.004 * random.NextNormal())) };
        })));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
        double[] scatter = RepeatScatter.Of(fit)!;
        scatter.Should().HaveCount(runs.Count);

        // 90 degrees of freedom: the standard deviation is known to 7.5 %.
        Math.Sqrt(scatter.Average(s => s * s)).Should().BeApproximately(0.004, 0.0012);
        double missed = Math.Sqrt(fit.Residuals.Average(r => r * r));
        missed.Should().BeGreaterThan(0.01);

        Bootstrap bootstrap = fit.Bootstrap(300, seed: 1);
        Interval wide = bootstrap.Predict(1e9, 2e10).NewRun!.Value;
        Interval narrow = bootstrap.Predict(1e9, 2e10, scatter: RunScatter.Repeats).NewRun!.Value;
        (narrow.Upper - narrow.Lower).Should().BeLessThan(0.8 * (wide.Upper - wide.Lower));
    }

    [Fact]
    public void Without_repeats_the_interval_of_a_new_run_is_withheld_and_that_of_the_curve_is_not()
    {
        Prediction prediction = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.004, seed: 5)).Bootstrap(100).Predict(1e9, 2e10, scatter: RunScatter.Repeats);
        prediction.NewRun.Should().BeNull();
        prediction.Curve.Should().NotBeNull();
        prediction.Findings.Should().Contain(f => f.Code == "SF2006" && f.Severity == Severity.Warning);
    }

    [Fact]
    public void Rows_of_one_run_repeat_nothing()
    {
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0.004, seed: 5).SelectMany((run, i) => Enumerable.Repeat(run with { Name = $"{i}" }, 3)));
        RepeatScatter.Of(ScalingLaw.Chinchilla.Fit(runs)).Should().BeNull();
    }
}
