using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions;

public sealed class EnvelopeTests
{
    [Fact]
    public void Curves_of_many_sizes_give_the_exponent_of_the_law_that_made_them()
    {
        FittedLaw law = Published.Hoffmann2022;
        RunSet runs = RunSet.Create(Enumerable.Range(0, 60).SelectMany(s =>
        {
            double n = 1e7 * Math.Pow(1.2, s);
            return Enumerable.Range(0, 80).Select(k => 1e8 * Math.Pow(1.15, k)).Select(d => new TrainingRun { Name = $"run {s}", Parameters = n, Tokens = d, Loss = law.Predict(n, d) });
        }));
        Envelope envelope = runs.Envelope(new EnvelopeOptions { DroppedShare = 0.25 });
        envelope.IsOfCurves.Should().BeTrue();
        envelope.Points.Should().HaveCount(1500);
        envelope.Parameters!.Exponent.Should().BeApproximately(0.28 / 0.62, 0.01);
        (envelope.Parameters.Exponent + envelope.Tokens!.Exponent).Should().BeApproximately(1, 1e-3);
        envelope.Remarks[0].Should().Contain($"{envelope.WinnerCount} of 60 runs are the best");
    }

    [Fact]
    public void A_table_of_final_losses_is_cut_into_bins_and_says_how_many_winners_are_at_an_edge()
    {
        Envelope envelope = Datasets.ChinchillaWithoutOutliers.Envelope();
        envelope.IsOfCurves.Should().BeFalse();
        envelope.Points.Count.Should().BeInRange(10, 30);
        envelope.Points.Should().OnlyContain(p => p.Loss == Datasets.ChinchillaWithoutOutliers[p.Place].Loss);
        envelope.Parameters!.Exponent.Should().BeInRange(0.4, 0.6);
        int edges = envelope.Points.Count(p => p.IsAtEdge);
        envelope.ToString().Should().Contain($"At {edges} of {envelope.Points.Count} points");
    }

    [Fact]
    public void One_compute_shows_no_frontier_and_options_are_checked()
    {
        Action flat = () => RunSet.Create([new TrainingRun { Parameters = 1e8, Flops = 1e18, Loss = 3 }, new TrainingRun { Parameters = 2e8, Flops = 1e18, Loss = 3 }]).Envelope();
        Action one = () => _ = new EnvelopeOptions { Points = 1 };
        Action half = () => _ = new EnvelopeOptions { DroppedShare = 0.5 };
        flat.Should().Throw<ArgumentException>();
        one.Should().Throw<ArgumentOutOfRangeException>();
        half.Should().Throw<ArgumentOutOfRangeException>();
    }
}
