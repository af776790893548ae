using ScalingFit.Data;
using ScalingFit.Tests.Diagnostics;

namespace ScalingFit.Tests.Uncertainty;

public sealed class ResamplingTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    private static readonly LawFit Squares = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.004, seed: 5), Objective.LogLeastSquares);

    public static TheoryData<Resampling> Schemes => [Resampling.Cases, Resampling.BayesianWeights, Resampling.Residuals, Resampling.WildCluster, Resampling.Parametric];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Every_scheme_gives_the_same_bits_on_one_thread_and_on_many(Resampling scheme)
    {
        Bootstrap one = Fit.Bootstrap(120, seed: 7, new BootstrapOptions { Threads = 1, Resampling = scheme });
        Bootstrap three = Fit.Bootstrap(120, seed: 7, new BootstrapOptions { Threads = 3, Resampling = scheme });
        three.Draws.Should().HaveCount(one.Draws.Count).And.NotBeEmpty();
        for (int k = 0; k < one.Draws.Count; k++) three.Draws[k].Values.Should().Equal(one.Draws[k].Values);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Where_scatter_is_Gaussian_and_alike_everywhere_all_schemes_agree_on_the_standard_error(Resampling scheme)
    {
        double parametric = Squares.Bootstrap(1000, seed: 1, new BootstrapOptions { Resampling = Resampling.Parametric }).StandardError("alpha");
        double own = Squares.Bootstrap(1000, seed: 2, new BootstrapOptions { Resampling = scheme }).StandardError("alpha");

        // Each is known to 2 %; on 30 runs those that follow the runs' own residuals differ by more.
        own.Should().BeApproximately(parametric, 0.3 * parametric);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Refits_start_safely_for_every_scheme(Resampling scheme)
    {
        // A draw from the safe starts is never above one from the fit alone: most are the same minimum.
        Bootstrap safe = Squares.Bootstrap(60, seed: 3, new BootstrapOptions { Resampling = scheme });
        Bootstrap warm = Squares.Bootstrap(60, seed: 3, new BootstrapOptions { Resampling = scheme, Start = RefitStart.Fit });
        int same = safe.Draws.Zip(warm.Draws).Count(p => Math.Abs(p.First["alpha"] - p.Second["alpha"]) < 1e-6);
        same.Should().BeGreaterThan(55);
    }

    [Theory]
    [InlineData(Resampling.Residuals)]
    [InlineData(Resampling.WildCluster)]
    [InlineData(Resampling.Parametric)]
    public void A_draw_of_redrawn_losses_is_the_fit_of_a_table_with_those_losses(Resampling scheme)
    {
        Bootstrap bootstrap = Squares.Bootstrap(3, seed: 11, new BootstrapOptions { Resampling = scheme });
        var clusters = new ScalingFit.Uncertainty.Refits.Clusters(Squares);
        var model = new ScalingFit.Uncertainty.Refits.NoiseModel(Squares, clusters);
        if (scheme == Resampling.Residuals)
        {
            for (int k = 0; k < 3; k++)
            {
                var random = new ScalingFit.Numerics.RandomStream(11, k);
                RunSet again = RunSet.Create(Squares.Runs.Select((r, i) => r with { Loss = model.Response(i, model.Adjusted[random.Below(Squares.Runs.Count)]) }));
                LawFit fresh = ScalingLaw.Chinchilla.Fit(again, Objective.LogLeastSquares);
                for (int m = 0; m < 5; m++) bootstrap.Draws[k].Values[m].Should().BeApproximately(fresh.Fitted.Values[m], 1e-6 * fresh.Fitted.Values[m]);
            }
        }

        bootstrap.Draws.Select(d => d["alpha"]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Residuals_are_given_back_what_the_fit_took_of_them()
    {
        var clusters = new ScalingFit.Uncertainty.Refits.Clusters(Squares);
        var model = new ScalingFit.Uncertainty.Refits.NoiseModel(Squares, clusters);
        double[] leverages = [.. model.Residuals.Select((r, i) => 1 - Math.Pow(r / model.Adjusted[i], 2))];

        // The leverages of n runs sum to the number of parameters.
        leverages.Should().OnlyContain(h => h > 0 && h < 1);
        leverages.Sum().Should().BeApproximately(5, 1e-6);
    }

    [Fact]
    public void The_scheme_follows_the_design()
    {
        Fit.Bootstrap(10).Resampling.Should().Be(Resampling.Cases);
        Fit.Bootstrap(10).IntervalMethod.Should().Be(IntervalMethod.Percentile);
        Bootstrap few = ScalingLaw.Chinchilla.Fit(Made.Ten()).Bootstrap(50);
        (few.Resampling, few.IntervalMethod).Should().Be((Resampling.Residuals, IntervalMethod.ExpandedPercentile));
        few.Method.Should().Be("residuals resampled, expanded percentile intervals");
        RunSet checkpoints = RunSet.Create(Synthetic.Grid(scatter: 0.004, seed: 5).Select((r, i) => r with { Name = $"{r.Parameters}" }));
        ScalingLaw.Chinchilla.Fit(checkpoints).Bootstrap(50).Resampling.Should().Be(Resampling.Cases);
    }

    [Fact]
    public void Residuals_of_checkpoints_are_not_exchanged()
    {
        RunSet checkpoints = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select((r, i) => r with { Name = $"run {i / 4}" }));
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(checkpoints).Bootstrap(50, options: new BootstrapOptions { Resampling = Resampling.Residuals });
        bootstrap.IsUsable.Should().BeFalse();
        bootstrap.Findings.Should().ContainSingle(f => f.Code == "SF1007" && f.Message.Contains("240 rows belong to 60 runs"));
    }

    [Fact]
    public void A_wild_bootstrap_of_a_nearly_absolute_fit_is_warned_of()
    {
        Fit.Bootstrap(50, options: new BootstrapOptions { Resampling = Resampling.WildCluster }).Findings.Should().ContainSingle(f => f.Code == "SF3008" && f.Severity == Severity.Warning);
        Squares.Bootstrap(50, options: new BootstrapOptions { Resampling = Resampling.WildCluster }).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Shards_merged_are_to_the_last_bit_what_one_job_makes()
    {
        Bootstrap whole = Fit.Bootstrap(203, seed: 9);
        Bootstrap[] shards = [.. Enumerable.Range(1, 4).Select(k => Fit.Bootstrap(203, seed: 9, new BootstrapOptions { Shard = new Shard(k, 4) }))];
        shards.Should().OnlyContain(s => !s.IsComplete && (s.Completed == 50 || s.Completed == 51));
        shards[1].ToString().Should().Contain("shard 2/4");
        Bootstrap merged = shards.Reverse().Merge();
        merged.IsComplete.Should().BeTrue();
        merged.Draws.Select(d => d.Values[0]).Should().Equal(whole.Draws.Select(d => d.Values[0]));
        merged.Interval("alpha").Should().Be(whole.Interval("alpha"));
        shards[..3].Merge().IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Parts_of_different_bootstraps_are_not_merged()
    {
        Action merge = () => new[] { Fit.Bootstrap(20, seed: 1), Fit.Bootstrap(20, seed: 2) }.Merge();
        merge.Should().Throw<ArgumentException>().WithMessage("*not parts of one bootstrap*seed 1*seed 2*");
    }

    [Fact]
    public void A_cancelled_bootstrap_continues_to_what_one_call_would_have_made()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAtFirst(cancellation);
        Bootstrap cut = Fit.Bootstrap(300, seed: 5, new BootstrapOptions { Threads = 2 }, progress, cancellation.Token);
        cut.IsComplete.Should().BeFalse();
        Bootstrap whole = Fit.Bootstrap(300, seed: 5);
        cut.Continue().Draws.Select(d => d.Values[1]).Should().Equal(whole.Draws.Select(d => d.Values[1]));
        cut.Continue(400).Draws.Take(300).Select(d => d.Values[1]).Should().Equal(whole.Draws.Select(d => d.Values[1]));
        Action fewer = () => whole.Continue(100);
        fewer.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Shards_are_written_as_k_of_n()
    {
        Shard.Parse("3/8").Should().Be(new Shard(3, 8));
        Action zero = () => Shard.Parse("0/8");
        zero.Should().Throw<ArgumentOutOfRangeException>();
        Action words = () => Shard.Parse("three");
        words.Should().Throw<FormatException>().WithMessage("*3/8*");
    }

    [Fact]
    public void All_forms_of_interval_hold_the_estimate_and_differ_little_on_many_runs()
    {
        Bootstrap bootstrap = Fit.Bootstrap(1000, seed: 1);
        Interval percentile = bootstrap.Interval("alpha");
        foreach (IntervalMethod method in Enum.GetValues<IntervalMethod>())
        {
            Interval interval = bootstrap.Interval("alpha", method: method);
            interval.Contains(Fit["alpha"].Value).Should().BeTrue();
            (interval.Upper - interval.Lower).Should().BeApproximately(percentile.Upper - percentile.Lower, 0.25 * (percentile.Upper - percentile.Lower));
        }
    }

    [Fact]
    public void Two_fits_with_the_same_seed_share_what_their_runs_share()
    {
        // The second recipe reaches every loss with a tenth less reducible loss; both scatter alike because both are the same runs.
        RunSet runs = Synthetic.Grid(scatter: 0.004, seed: 5);
        LawFit first = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
        LawFit second = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Select(r => r with { Loss = 0.98 * r.Loss })), Objective.LogLeastSquares);
        var options = new BootstrapOptions { Resampling = Resampling.Cases };
        Interval ratio = first.Bootstrap(200, seed: 4, options).Of(second.Bootstrap(200, seed: 4, options), (a, b) => b.Predict(1e9, 2e10) / a.Predict(1e9, 2e10));
        ratio.Lower.Should().BeApproximately(0.98, 1e-6);
        ratio.Upper.Should().BeApproximately(0.98, 1e-6);
    }

    private sealed class CancelAtFirst(CancellationTokenSource cancellation) : IProgress<BootstrapProgress>
    {
        public void Report(BootstrapProgress value) => cancellation.Cancel();
    }
}
