using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

public sealed class BootstrapTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    [Fact]
    public void One_thread_and_many_give_the_same_bits()
    {
        Bootstrap one = Fit.Bootstrap(500, seed: 7, new BootstrapOptions { Threads = 1 });
        Bootstrap three = Fit.Bootstrap(500, seed: 7, new BootstrapOptions { Threads = 3 });
        three.Draws.Should().HaveCount(one.Draws.Count);
        for (int k = 0; k < one.Draws.Count; k++) three.Draws[k].Values.Should().Equal(one.Draws[k].Values);
    }

    [Fact]
    public void The_first_draws_do_not_depend_on_how_many_follow()
    {
        Bootstrap few = Fit.Bootstrap(40, seed: 7);
        Bootstrap more = Fit.Bootstrap(120, seed: 7);
        for (int k = 0; k < few.Draws.Count; k++) more.Draws[k].Values.Should().Equal(few.Draws[k].Values);
    }

    [Fact]
    public void Another_seed_gives_other_draws() =>
        Fit.Bootstrap(20, seed: 2).Draws[0].Values.Should().NotEqual(Fit.Bootstrap(20, seed: 1).Draws[0].Values);

    [Fact]
    public void A_draw_is_at_least_as_low_as_a_fresh_fit_of_its_own_resample()
    {
        // The resample is made again here with weights turned into repeated rows, and fitted from the screen alone.
        Bootstrap bootstrap = Fit.Bootstrap(5, seed: 1);
        for (int k = 0; k < 5; k++)
        {
            var random = new ScalingFit.Numerics.RandomStream(1, k);
            List<TrainingRun> resample = [.. Enumerable.Range(0, Fit.Runs.Count).Select(_ => Fit.Runs[random.Below(Fit.Runs.Count)])];
            LawFit fresh = ScalingLaw.Chinchilla.Fit(RunSet.Create(resample));
            for (int m = 0; m < 5; m++) bootstrap.Draws[k].Values[m].Should().BeApproximately(fresh.Fitted.Values[m], 1e-6 * fresh.Fitted.Values[m]);
        }
    }

    [Fact]
    public void Rows_of_one_name_are_resampled_together()
    {
        // Every run four times over under one name says no more than the runs themselves: by row the standard error would halve.
        RunSet runs = Synthetic.Grid(scatter: 0.004, seed: 5);
        RunSet named = RunSet.Create(runs.SelectMany((r, i) => Enumerable.Repeat(r with { Name = $"run {i}" }, 4)));
        RunSet unnamed = RunSet.Create(runs.SelectMany(r => Enumerable.Repeat(r, 4)));
        double single = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares).Bootstrap(400, seed: 1).StandardError("alpha");
        double together = ScalingLaw.Chinchilla.Fit(named, Objective.LogLeastSquares).Bootstrap(400, seed: 1).StandardError("alpha");
        double apart = ScalingLaw.Chinchilla.Fit(unnamed, Objective.LogLeastSquares).Bootstrap(400, seed: 1).StandardError("alpha");
        together.Should().BeApproximately(single, 1e-6 * single, "the same seed draws the same runs");
        apart.Should().BeLessThan(0.65 * single);
    }

    [Fact]
    public void Cancelling_returns_what_is_there_and_marks_it()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAfter(cancellation, 100);
        Bootstrap bootstrap = Fit.Bootstrap(100_000, seed: 1, new BootstrapOptions { Threads = 2 }, progress, cancellation.Token);
        bootstrap.IsComplete.Should().BeFalse();
        bootstrap.Completed.Should().BeGreaterThanOrEqualTo(100).And.BeLessThan(100_000);
        bootstrap.Draws.Should().HaveCount(bootstrap.Completed - bootstrap.Failed);
        bootstrap.ToString().Should().Contain("cancelled after");
        bootstrap.StandardError("alpha").Should().BeInRange(0.005, 0.05);
    }

    [Fact]
    public void Failed_refits_are_counted_and_have_no_part_in_the_draws()
    {
        // Six runs leave resamples with fewer distinct runs than parameters, which nothing can determine.
        TrainingRun[] grid = [.. Synthetic.Grid(scatter: 0.004)];
        LawFit few = ScalingLaw.Chinchilla.Fit(RunSet.Create([grid[0], grid[4], grid[12], grid[16], grid[25], grid[29]]));
        Bootstrap bootstrap = few.Bootstrap(200, seed: 1, new BootstrapOptions { Resampling = Resampling.Cases });
        bootstrap.Failed.Should().BePositive();
        (bootstrap.Draws.Count + bootstrap.Failed).Should().Be(200);
        bootstrap.ToString().Should().Contain($"{bootstrap.Failed} failed");
    }

    [Fact]
    public void A_quantity_that_is_not_a_number_for_some_draw_has_no_interval()
    {
        Bootstrap bootstrap = Fit.Bootstrap(50, seed: 1);
        double middle = bootstrap.Values(f => f["alpha"]).Order().ElementAt(25);
        Action ask = () => bootstrap.Of(f => f["alpha"] > middle ? double.NaN : 1);
        ask.Should().Throw<InvalidOperationException>().WithMessage("*24 of 50 draws*withheld*");
    }

    [Fact]
    public void An_exception_of_my_own_progress_comes_out_as_it_went_in()
    {
        Action resample = () => Fit.Bootstrap(500, seed: 1, new BootstrapOptions { Threads = 2 }, new Thrower());
        resample.Should().Throw<NotSupportedException>().WithMessage("mine");
    }

    [Fact]
    public void Intervals_widen_with_the_level_and_are_type_seven_quantiles()
    {
        Bootstrap bootstrap = Fit.Bootstrap(101, seed: 1);
        double[] sorted = [.. bootstrap.Values(f => f["beta"]).Order()];
        Interval eighty = bootstrap.Interval("beta", 0.8);
        eighty.Lower.Should().BeApproximately(sorted[10], 1e-12);
        eighty.Upper.Should().BeApproximately(sorted[90], 1e-12);
        Interval most = bootstrap.Interval("beta", 0.95);
        most.Lower.Should().BeLessThan(eighty.Lower);
        most.Upper.Should().BeGreaterThan(eighty.Upper);
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        Action none = () => Fit.Bootstrap(1);
        none.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*two replicates*");
        Action level = () => Fit.Bootstrap(10).Interval("alpha", 95);
        level.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*between 0 and 1*");
        Action name = () => Fit.Bootstrap(10).StandardError("gamma");
        name.Should().Throw<ArgumentException>().WithMessage("*gamma*");
    }

    private sealed class Thrower : IProgress<BootstrapProgress>
    {
        public void Report(BootstrapProgress value) => throw new NotSupportedException("mine");
    }

    private sealed class CancelAfter(CancellationTokenSource source, int count) : IProgress<BootstrapProgress>
    {
        public void Report(BootstrapProgress value)
        {
            if (value.Completed >= count) source.Cancel();
        }
    }

    [Fact]
    public void Fits_whose_runs_follow_other_conventions_are_not_compared()
    {
        RunSet runs = Synthetic.Grid(scatter: 0.01);
        Bootstrap Of(RunConventions conventions) => ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Select(r => r with { Flops = null }), conventions)).Bootstrap(20);
        Bootstrap mine = Of(RunConventions.Default);
        mine.Of(Of(new RunConventions { ComputeRule = new ComputeRule() }), (a, b) => a["E"] - b["E"]).Should().NotBeNull();
        foreach ((RunConventions other, string words) in new[]
        {
            (new RunConventions { LossUnit = LossUnit.BitsPerByte }, "the loss is in NatsPerToken and in BitsPerByte"),
            (new RunConventions { Counting = ParameterCounting.NonEmbedding }, "N counts Undeclared and NonEmbedding"),
            (new RunConventions { ComputeRule = new ComputeRule { FlopsPerParameterToken = 8 } }, "compute follows C = 6·N·D and C = 8·N·D"),
        })
        {
            Action compare = () => mine.Of(Of(other), (a, b) => a["E"] - b["E"]);
            compare.Should().Throw<ArgumentException>().WithMessage($"*{words}*SF5003*");
        }
    }
}
