using ScalingFit.Validation;

namespace ScalingFit.Tests.Validation;

public sealed class HoldOutTests
{
    private static readonly RunSet Runs = Synthetic.Grid(scatter: 0.01, seed: 3);

    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogLeastSquares);

    [Fact]
    public void Held_out_runs_are_forecast_by_a_fit_that_never_saw_them()
    {
        HoldOut holdOut = Fit.HoldOut(r => r.Tokens > 1e11);
        LawFit without = ScalingLaw.Chinchilla.Fit(Runs.Where(r => r.Tokens <= 1e11, because: "by hand"), Objective.LogLeastSquares);
        Bootstrap resamples = without.Bootstrap(500, seed: 1);
        holdOut.Forecasts.Should().HaveCount(6);
        holdOut.Training.Runs.Count.Should().Be(24);
        foreach (Forecast forecast in holdOut.Forecasts)
        {
            (double n, double d) = (forecast.Run.Parameters!.Value, forecast.Run.Tokens!.Value);
            forecast.Predicted.Should().Be(without.Fitted.Predict(n, d));
            Interval expected = resamples.Predict(n, d).NewRun!.Value;
            (forecast.NewRun!.Value.Lower, forecast.NewRun.Value.Upper).Should().Be((expected.Lower, expected.Upper));
            forecast.Decades.Should().Be(without.Predict(n, d).ExtrapolationDecades);
            Runs[forecast.Row - 1].Should().BeSameAs(forecast.Run);
        }
    }

    [Fact]
    public void Errors_are_what_their_names_say()
    {
        HoldOut holdOut = Fit.HoldOutLargest(0.2);
        double[] errors = [.. holdOut.Forecasts.Select(f => (f.Predicted / f.Measured) - 1)];
        holdOut.Forecasts.Should().HaveCount(6);
        holdOut.Bias.Should().BeApproximately(errors.Average(), 1e-15);
        holdOut.MeanRelativeError.Should().BeApproximately(errors.Average(Math.Abs), 1e-15);
        holdOut.MedianRelativeError.Should().BeApproximately(errors.Select(Math.Abs).Order().Skip(2).Take(2).Average(), 1e-15);
        holdOut.RootMeanSquareError.Should().BeApproximately(Math.Sqrt(holdOut.Forecasts.Average(f => Math.Pow(f.Predicted - f.Measured, 2))), 1e-15);
        holdOut.RootMeanSquareLogError.Should().BeApproximately(Math.Sqrt(holdOut.Forecasts.Average(f => Math.Pow(Math.Log(f.Predicted / f.Measured), 2))), 1e-15);
        holdOut.Coverage.Should().Be(holdOut.Forecasts.Count(f => f.NewRun!.Value.Contains(f.Measured)) / 6.0);
    }

    [Fact]
    public void The_largest_are_those_with_most_compute_unless_another_variable_is_named()
    {
        double least = Runs.Select(r => r.Flops!.Value).OrderDescending().ElementAt(2);
        Fit.HoldOutLargest().Forecasts.Should().HaveCount(3).And.OnlyContain(f => f.Run.Flops >= least);

        // Five runs are as large as the largest: a third of them cannot be called larger than the rest.
        Fit.HoldOutLargest(0.1, Variable.Parameters).Forecasts.Should().HaveCount(5).And.OnlyContain(f => f.Run.Parameters > 1e10);
    }

    [Fact]
    public void No_run_is_on_both_sides()
    {
        // Three checkpoints a run; the condition picks the last of two runs.
        RunSet checkpoints = RunSet.Create(Runs.SelectMany((r, i) => new[] { 0.25, 0.5, 1 }.Select(part =>
            r with { Name = $"run {i}", Tokens = part * r.Tokens, Flops = null, Loss = Synthetic.Law.Predict(r.Parameters!.Value, part * r.Tokens!.Value) * (1 + (0.001 * (i % 3))) })));
        HoldOut holdOut = ScalingLaw.Chinchilla.Fit(checkpoints).HoldOut(r => r.Name is "run 24" or "run 29" && r.Tokens > 1e11);
        holdOut.Forecasts.Should().HaveCount(2);
        holdOut.Training.Runs.Count.Should().Be(84);
        holdOut.Training.Runs.Should().NotContain(r => r.Name == "run 24" || r.Name == "run 29");

        // Two rows of one run are one trial for the coverage.
        HoldOut rows = ScalingLaw.Chinchilla.Fit(checkpoints).HoldOut(r => r.Name is "run 29");
        rows.Forecasts.Should().HaveCount(3);
        rows.CoverageInterval.Should().Be(ForecastErrors.Wilson(rows.Coverage!.Value, 1));
    }

    [Fact]
    public void Laws_of_groups_and_of_other_variables_are_held_out_like_any_other()
    {
        RunSet grouped = RunSet.Create(Runs.SelectMany(r => new[] { r with { Group = "a" }, r with { Group = "b", Loss = 1.02 * r.Loss } }));
        HoldOut groups = ScalingLaw.Chinchilla.Grouped(["a", "b"], "alpha", "beta").Fit(grouped).HoldOutLargest(0.1);
        groups.Forecasts.Select(f => f.Run.Group).Should().Contain("a").And.Contain("b");
        groups.Coverage.Should().NotBeNull();
        foreach (Forecast forecast in groups.Forecasts) forecast.Predicted.Should().BeApproximately(groups.Training.Fitted.Predict(forecast.Run), 1e-12);

        RunSet repeated = RunSet.Create(Runs.Select(r => r with { Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = Math.Min(r.Tokens!.Value, 2e10) } }));
        ScalingLaw law = ScalingLaw.DataConstrained.With("RD", 15.4).With("RN", 5.3);
        HoldOut others = law.Fit(repeated).HoldOutLargest(0.1);
        foreach (Forecast forecast in others.Forecasts) forecast.Predicted.Should().BeApproximately(others.Training.Fitted.Predict(forecast.Run), 1e-12);
        others.Forecasts.Should().OnlyContain(f => f.NewRun != null);
    }

    [Fact]
    public void Without_resamples_or_without_a_minimum_intervals_are_withheld()
    {
        HoldOut bare = Fit.HoldOutLargest(options: new HoldOutOptions { Resamples = 0 });
        bare.Bootstrap.Should().BeNull();
        bare.Coverage.Should().BeNull();
        bare.CoverageInterval.Should().BeNull();
        bare.ToString().Should().Contain("intervals withheld");

        // Two sizes are left, which cannot determine E, A and α.
        double third = Runs.Select(r => r.Parameters!.Value).Distinct().Order().ElementAt(2);
        HoldOut undetermined = Fit.HoldOut(r => r.Parameters >= third);
        undetermined.Training.Certificate.IsMinimum.Should().BeFalse();
        undetermined.Forecasts.Should().OnlyContain(f => f.NewRun == null && f.IsCovered == null && f.Predicted > 0);
        undetermined.ToString().Should().Contain("no certified minimum");
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter_to_the_forecasts()
    {
        HoldOut there = Fit.HoldOutLargest(0.2, options: new HoldOutOptions { Resamples = 0 });
        HoldOut back = ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Reverse()), Objective.LogLeastSquares).HoldOutLargest(0.2, options: new HoldOutOptions { Resamples = 0 });
        back.Forecasts.Reverse().Select(f => f.Run.Loss).Should().Equal(there.Forecasts.Select(f => f.Run.Loss));
        foreach ((Forecast a, Forecast b) in there.Forecasts.Zip(back.Forecasts.Reverse())) b.Predicted.Should().BeApproximately(a.Predicted, 1e-10);
    }

    [Fact]
    public void Wilsons_interval_is_the_one_of_the_tables()
    {
        Interval eight = ForecastErrors.Wilson(0.8, 10);
        eight.Lower.Should().BeApproximately(0.49016, 1e-5);
        eight.Upper.Should().BeApproximately(0.94332, 1e-5);
        ForecastErrors.Wilson(1, 10).Lower.Should().BeApproximately(0.72247, 1e-5);
        ForecastErrors.Wilson(1, 10).Upper.Should().Be(1);
        ForecastErrors.SignTest(0, 8).Should().BeApproximately(2 / 256.0, 1e-12);
        ForecastErrors.SignTest(7, 8).Should().BeApproximately(18 / 256.0, 1e-12);
        ForecastErrors.SignTest(4, 8).Should().Be(1);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        Action none = () => Fit.HoldOut(_ => false);
        none.Should().Throw<ArgumentException>().WithMessage("*No run is held out of 30*");
        Action all = () => Fit.HoldOut(_ => true);
        all.Should().Throw<RunDataException>();
        Action most = () => Fit.HoldOutLargest(0.9);
        most.Should().Throw<RunDataException>().WithMessage("*5 free parameters*");
        Action share = () => Fit.HoldOutLargest(10);
        share.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*between 0 and 1*");
        Action variable = () => Fit.HoldOutLargest(0.1, Variable.Of("U"));
        variable.Should().Throw<ArgumentException>().WithMessage("*U*");
        Action one = () => _ = new HoldOutOptions { Resamples = 1 };
        one.Should().Throw<ArgumentOutOfRangeException>();
        Action stopped = () => Fit.HoldOutLargest(cancellationToken: new CancellationToken(canceled: true));
        stopped.Should().Throw<OperationCanceledException>();
    }
}
