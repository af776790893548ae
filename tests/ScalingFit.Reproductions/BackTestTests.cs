using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// What fits to the small models of two published ladders say of the large ones: errors and coverage as they are. Both sets were trained to answer that question (Bhagia et al. 2024, arXiv:2412.04403; Gadre et al. 2024,
/// arXiv:2403.08540).
/// </summary>
public sealed class BackTestTests
{
    private static readonly RunSet Ladder = RunFile.Read(PathOf("olmo-ladder"), new RunFileOptions { Loss = "c4_loss", Group = "mode" });

    private static readonly RunSet Testbed = RunFile.Read(PathOf("gadre-overtraining"), new RunFileOptions { Tokens = "tokens", Loss = "loss", Group = "corpus" });

    private static readonly Lazy<LawFit> LazyRungs = new(() => ScalingLaw.Chinchilla.Fit(Ladder.Where(r => IsIn(r, "train"), because: "the targets")));

    private static LawFit Rungs => LazyRungs.Value;

    [Fact]
    public void The_ladder_forecasts_the_7B_2_percent_and_the_13B_4_percent_too_low_within_its_intervals()
    {
        Ladder.Count.Should().Be(18);
        HoldOut targets = ScalingLaw.Chinchilla.Fit(Ladder).HoldOut(r => IsIn(r, "eval"));
        targets.Training.Runs.Count.Should().Be(16);
        targets.Training.IsUsable.Should().BeTrue();
        ShouldBe(targets.Forecasts[0], predicted: 2.434, measured: 2.483, percent: -2.0, decades: 1.88, covered: true);
        ShouldBe(targets.Forecasts[1], predicted: 2.344, measured: 2.438, percent: -3.8, decades: 2.25, covered: true);

        // The intervals hold both because they are wide: a tenth of the loss.
        foreach ((Forecast forecast, double percent) in targets.Forecasts.Zip([7.8, 9.8]))
        {
            Interval newRun = forecast.NewRun!.Value;
            (100 * (newRun.Upper - newRun.Lower) / forecast.Predicted).Should().BeApproximately(percent, 0.0501);
        }
    }

    [Fact]
    public void The_ladders_own_past_errs_to_the_other_side_and_reaches_less_far()
    {
        BackTest past = Rungs.BackTest();
        past.Forecasts.Should().HaveCount(36);
        past.RunCount.Should().Be(8);
        past.UncountedCutoffs.Should().Be(0);
        (100 * past.MeanRelativeError).Should().BeApproximately(0.87, 5e-3);
        (100 * past.Bias).Should().BeApproximately(0.77, 5e-3);
        ShouldHold(past, covered: 33, judged: 36);

        // By past errors the 7B lies within 80 % and the 13B does not; both lie further out than any past forecast, and the prediction says so.
        bool[] held = [true, false];
        foreach ((TrainingRun target, bool isHeld) in Ladder.Where(r => IsIn(r, "eval")).Zip(held))
        {
            Prediction prediction = Rungs.Predict(target.Parameters!.Value, target.Tokens!.Value, past, level: 0.8);
            prediction.Calibrated!.Value.Contains(target.Loss).Should().Be(isHeld);
            prediction.Findings.Should().ContainSingle(f => f.Code == "SF5007");
        }
    }

    [Fact]
    public void Left_out_rungs_prefer_the_coupled_law_which_errs_half_as_much_on_the_7B()
    {
        LawComparison comparison = Rungs.Runs.CompareLaws(ScalingLaw.Chinchilla, ScalingLaw.Coupled, ScalingLaw.Chinchilla.Tie("alpha", "beta"));
        comparison.IsDecided.Should().BeTrue();
        comparison.Best!.Law.Should().BeSameAs(ScalingLaw.Coupled);
        (100 * comparison.Best.LeaveOneOutError!.Value).Should().BeApproximately(0.13, 5e-3);
        LawScore chinchilla = comparison.Laws.Single(l => ReferenceEquals(l.Law, ScalingLaw.Chinchilla));
        (100 * chinchilla.LeaveOneOutError!.Value).Should().BeApproximately(0.37, 5e-3);
        chinchilla.Shortfall.Should().BeApproximately(14.6, 0.05);
        chinchilla.ShortfallStandardError.Should().BeApproximately(4.9, 0.05);

        // Its narrower intervals hold the 7B and miss the 13B.
        HoldOut targets = ScalingLaw.Coupled.Fit(Ladder).HoldOut(r => IsIn(r, "eval"));
        ShouldBe(targets.Forecasts[0], predicted: 2.463, measured: 2.483, percent: -0.8, decades: 1.88, covered: true);
        ShouldBe(targets.Forecasts[1], predicted: 2.377, measured: 2.438, percent: -2.5, decades: 2.25, covered: false);
    }

    [Fact]
    public void The_240_runs_of_Chinchilla_leave_three_laws_standing()
    {
        LawComparison comparison = Datasets.ChinchillaWithoutOutliers.CompareLaws(ScalingLaw.Chinchilla, ScalingLaw.Coupled, ScalingLaw.Chinchilla.Tie("alpha", "beta"));
        comparison.Contenders.Should().HaveCount(3);
        comparison.Best!.Law.Should().BeSameAs(ScalingLaw.Coupled);
        comparison.Simplest!.FreeCount.Should().Be(4);

        // By the likelihood alone the coupled law would win by far: the scatter of the differences says otherwise.
        LawScore chinchilla = comparison.Laws.Single(l => ReferenceEquals(l.Law, ScalingLaw.Chinchilla));
        (chinchilla.Aicc - comparison.Best.Aicc).Should().BeApproximately(26.1, 0.1);
        chinchilla.Shortfall.Should().BeApproximately(11.3, 0.05);
        chinchilla.ShortfallStandardError.Should().BeApproximately(7.4, 0.05);
    }

    // The 1.4B at M = 640 is of one corpus alone; the others went to 80 and 320.
    [Theory]
    [InlineData("c4_original", 80, 2.516, 2.472, 1.7, 0.49, 2.298, 2.382, -3.6, 1.24)]
    [InlineData("rpj", 640, 2.490, 2.502, -0.5, 1.09, 2.379, 2.425, -1.9, 0.94)]
    [InlineData("rw_original", 320, 2.549, 2.531, 0.7, 0.79, 2.396, 2.455, -2.4, 0.94)]
    public void The_over_trained_and_the_large_are_forecast_within_4_percent_and_within_wide_intervals(
        string corpus, double ratio, double small, double smallMeasured, double smallPercent, double smallDecades, double large, double largeMeasured, double largePercent, double largeDecades)
    {
        HoldOut largest = FitTo(corpus).HoldOut(r => r.Parameters > 5e9 || (r.Parameters > 1.2e9 && r.TokensPerParameter > ratio - 1));
        largest.Forecasts.Should().HaveCount(2);
        largest.Training.Certificate.IsMinimum.Should().BeTrue();
        ShouldBe(largest.Forecasts[0], small, smallMeasured, smallPercent, smallDecades, covered: true);
        ShouldBe(largest.Forecasts[1], large, largeMeasured, largePercent, largeDecades, covered: true);
    }

    [Theory]
    [InlineData("c4_original", 109, 6.22, 3.98, 5.39, 60, 89)]
    [InlineData("rpj", 113, 3.77, 1.55, 2.84, 78, 92)]
    [InlineData("rw_original", 113, 5.59, 2.92, 5.01, 57, 68)]
    public void Over_all_cutoffs_the_testbed_is_forecast_too_high_and_covered_too_seldom(string corpus, int forecasts, double mean, double median, double bias, int covered, int judged)
    {
        BackTest past = FitTo(corpus).BackTest();
        past.Forecasts.Should().HaveCount(forecasts);
        past.UncountedCutoffs.Should().Be(1);
        (100 * past.MeanRelativeError).Should().BeApproximately(mean, 6e-3);
        (100 * past.MedianRelativeError).Should().BeApproximately(median, 6e-3);
        (100 * past.Bias).Should().BeApproximately(bias, 6e-3);
        ShouldHold(past, covered, judged);
        past.Findings.Any(f => string.Equals(f.Code, "SF4008", StringComparison.Ordinal)).Should().Be(string.Equals(corpus, "c4_original", StringComparison.Ordinal), "of the others the shortfall is within what shared fits explain");
    }

    private static void ShouldHold(BackTest past, int covered, int judged)
    {
        past.Forecasts.Count(f => f.IsCovered is not null).Should().Be(judged);
        past.Forecasts.Count(f => f.IsCovered == true).Should().Be(covered);
        past.Coverage.Should().Be((double)covered / judged);
    }

    private static void ShouldBe(Forecast forecast, double predicted, double measured, double percent, double decades, bool covered)
    {
        forecast.Predicted.Should().BeApproximately(predicted, 5.01e-4);
        forecast.Measured.Should().BeApproximately(measured, 5.01e-4);
        (100 * forecast.RelativeError).Should().BeApproximately(percent, 0.0501);
        forecast.Decades.Should().BeApproximately(decades, 5.01e-3);
        forecast.IsCovered.Should().Be(covered);
    }

    private static LawFit FitTo(string corpus) => ScalingLaw.Chinchilla.Fit(Testbed.Where(r => IsIn(r, corpus), because: "one corpus"));

    private static bool IsIn(TrainingRun run, string group) => string.Equals(run.Group, group, StringComparison.Ordinal);

    private static string PathOf(string set) => Path.Combine(AppContext.BaseDirectory, "data", set, "runs.csv");
}
