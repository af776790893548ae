namespace ScalingFit.Tests.Validation;

public sealed class CalibrationTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 8, amounts: 8, scatter: 0.01, seed: 3), Objective.LogLeastSquares);

    private static readonly BackTest Past = Fit.BackTest(options: new BackTestOptions { Resamples = 0 });

    [Fact]
    public void The_half_width_is_the_order_statistic_of_one_past_error_a_run()
    {
        // Within the runs: each run counts by its nearest forecast.
        Prediction prediction = Fit.Predict(1e9, 2e10, Past, level: 0.9);
        double[] scores = [.. Past.Forecasts.GroupBy(f => f.Row).Select(g => g.MinBy(f => f.Decades)!).Select(f => Math.Abs(Math.Log(f.Predicted / f.Measured))).Order()];
        double half = scores[(int)Math.Ceiling((scores.Length + 1) * 0.9) - 1];
        prediction.Calibrated!.Value.Level.Should().Be(0.9);
        Math.Log(prediction.Calibrated!.Value.Upper / prediction.Loss).Should().BeApproximately(half, 1e-12);
        Math.Log(prediction.Loss / prediction.Calibrated!.Value.Lower).Should().BeApproximately(half, 1e-12);
        prediction.Findings.Should().BeEmpty();
        prediction.ToString().Should().Contain("by past forecasts");
    }

    [Fact]
    public void A_distant_question_is_judged_by_distant_forecasts()
    {
        // A decade beyond the runs in compute: forecasts of less than half a decade have no part.
        double flops = 10 * Fit.Runs.Max(r => r.Flops!.Value);
        Prediction prediction = Fit.Predict(5e10, flops / (6 * 5e10), Past, level: 0.9);
        double[] scores = [.. Past.Forecasts.GroupBy(f => f.Row).Select(g => g.Reverse().MinBy(f => Math.Abs(f.Decades - 1))!).Where(f => f.Decades >= 0.5).Select(f => Math.Abs(Math.Log(f.Predicted / f.Measured))).Order()];
        scores.Length.Should().BeInRange(9, Past.RunCount - 1);
        Math.Log(prediction.Calibrated!.Value.Upper / prediction.Loss).Should().BeApproximately(scores[(int)Math.Ceiling((scores.Length + 1) * 0.9) - 1], 1e-12);
        prediction.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Too_few_past_forecasts_withhold_it_and_say_so()
    {
        Prediction prediction = Fit.Predict(1e9, 2e10, Past, level: 0.99);
        Past.RunCount.Should().BeLessThan(99);
        prediction.Calibrated.Should().BeNull();
        prediction.NewRun.Should().NotBeNull();
        prediction.Findings.Should().ContainSingle().Which.Message.Should().StartWith("The calibrated interval is withheld: at 99 % it needs forecasts of 99 runs");
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.8, 4)]
    [InlineData(0.9, 9)]
    [InlineData(0.95, 19)]
    public void A_level_needs_so_many_runs(double level, int needed)
    {
        // The last cutoffs of a grid without ties: so many runs lie beyond the first of them.
        RunSet runs = RunSet.Create(Fit.Runs.Select((r, i) => r with { Flops = r.Flops * (1 + (1e-6 * i)) }).OrderBy(r => r.Flops));
        double[] sizes = [.. runs.Select(r => r.Flops!.Value)];
        for (int beyond = Math.Max(1, needed - 1); beyond <= needed; beyond++)
        {
            var cancellation = new CancellationTokenSource();
            LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
            HoldOut last = fit.HoldOut(r => r.Flops > sizes[^(beyond + 1)], new HoldOutOptions { Resamples = 0 });
            var past = new BackTest(fit, Variable.Flops, BackTestOptions.Default, 1, [new BackTestCutoff { By = Variable.Flops, Value = sizes[^(beyond + 1)], HoldOut = last }]);
            past.RunCount.Should().Be(beyond);
            fit.Predict(1e9, 2e10, past, level).Calibrated.HasValue.Should().Be(beyond >= needed);
        }
    }

    [Fact]
    public void Beyond_all_past_forecasts_it_is_given_and_disowned()
    {
        Prediction prediction = Fit.Predict(1e13, 1e15, Past, level: 0.8);
        prediction.Calibrated.Should().NotBeNull();
        prediction.Findings.Should().ContainSingle(f => f.Code == "SF5007").Which.Message.Should().Contain("no past forecast reached further").And.Contain("no ground");
        prediction.Findings.Should().ContainSingle(f => f.Code == "SF5001").Which.Advice.Should().StartWith("Read the calibrated interval");
        Fit.Predict(1e5, 1e7, Past, level: 0.8).Findings.Should().ContainSingle(f => f.Code == "SF5007").Which.Message.Should().Contain("below the smallest");
    }

    [Fact]
    public void Without_a_back_test_nothing_is_calibrated()
    {
        Prediction prediction = Fit.Predict(1e9, 2e10);
        prediction.Calibrated.Should().BeNull();
        prediction.Findings.Should().BeEmpty();
        prediction.ToString().Should().NotContain("past forecasts");
    }

    [Fact]
    public void A_back_test_of_another_law_is_refused()
    {
        Action other = () => ScalingLaw.Coupled.Fit(Fit.Runs).Predict(1e9, 2e10, Past);
        other.Should().Throw<ArgumentException>().WithMessage("*vouch for another law*");
    }
}
