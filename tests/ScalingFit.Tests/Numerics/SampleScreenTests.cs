using ScalingFit.Fitting;
using ScalingFit.Numerics.Screening;
using ScalingFit.Tests.Laws.Library;

namespace ScalingFit.Tests.Numerics;

/// <summary>Parameters of either sign are solved for at every candidate, also where a resample leaves nothing to tell some of them by.</summary>
public sealed class SampleScreenTests
{
    private static readonly MixtureDomains Domains = MixtureDomains.Of("a", "b", "c");

    [Fact]
    public void A_column_that_is_zero_in_every_row_that_counts_leaves_the_others_alone()
    {
        // Domain a is in the first run alone, which a resample may leave out.
        double[] solved = Solve([[0.5, 0.2, 0.3], [0, 0.1, 0.9], [0, 0.4, 0.6], [0, 0.7, 0.3], [0, 0.9, 0.1]], [0, 1, 2, 1, 1], out double score);
        solved[0].Should().Be(0);
        solved[1].Should().BeApproximately(2, 1e-9);
        solved[2].Should().BeApproximately(3, 1e-9);
        score.Should().BeLessThan(1e-12);
    }

    [Fact]
    public void Columns_that_cannot_be_told_apart_share_what_they_have_in_common()
    {
        // b and c come in equal parts, so that only their mean is known, 2.5.
        double[] solved = Solve([[0.5, 0.25, 0.25], [0.1, 0.45, 0.45], [0.8, 0.1, 0.1], [0.3, 0.35, 0.35]], [1, 1, 1, 1], out double score);
        solved[0].Should().BeApproximately(4, 1e-5);
        solved[1].Should().BeApproximately(2.5, 1e-3);
        solved[2].Should().BeApproximately(2.5, 1e-3);
        score.Should().BeLessThan(1e-8);
    }

    [Fact]
    public void No_row_at_all_gives_a_finite_start()
    {
        double[] solved = Solve([[0.5, 0.2, 0.3], [0, 0.1, 0.9], [0.2, 0.2, 0.6]], [0, 0, 0], out double score);
        solved.Should().OnlyContain(v => double.IsFinite(v));
        double.IsNaN(score).Should().BeFalse();
    }

    /// <summary>Losses of 4, 2 and 3 on the domains alone.</summary>
    private static double[] Solve(double[][] shares, double[] weights, out double score)
    {
        FittedLaw truth = LawExamples.Of(ScalingLaw.LinearMixture(Domains), ("b_a", 4), ("b_b", 2), ("b_c", 3));
        RunSet runs = RunSet.Create(shares.Select(s => new TrainingRun { Values = Domains.Values(s), Loss = (4 * s[0]) + (2 * s[1]) + (3 * s[2]) }));
        FitProblem problem = truth.Law.Fit(runs, Objective.LeastSquares).Problem;
        StartScreen screen = problem.Grid.NewScreen(problem.Options.Width);
        screen.Rank(weights);
        var theta = new double[3];
        screen.Start(0, 0, theta);
        score = screen.Score(0);
        return theta;
    }
}
