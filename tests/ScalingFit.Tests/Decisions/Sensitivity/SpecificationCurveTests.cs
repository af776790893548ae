using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions.Sensitivity;

public sealed class SpecificationCurveTests
{
    private static readonly SpecificationCurve Curve = Datasets.ChinchillaWithoutOutliers.SpecificationCurve(Ratio);

    [Fact]
    public void Every_97th_specification_is_what_a_fit_of_its_own_gives()
    {
        for (int k = 0; k < Curve.Results.Count; k += 97)
        {
            SpecificationResult result = Curve.Results[k];
            LawFit own = result.Specification.Fit(Curve.Runs);
            own.Runs.Count.Should().Be(result.Runs);
            own.Certificate.IsMinimum.Should().Be(result.IsMinimum, result.ToString());
            Ratio(own.Fitted).Should().BeApproximately(result.Value, 1e-8 * result.Value, result.ToString());
        }
    }

    [Fact]
    public void The_default_choices_make_3840_fits_of_the_240_runs_nearly_all_certified()
    {
        Curve.Asked.Should().Be(3840);
        Curve.IsComplete.Should().BeTrue();
        Curve.CertifiedShare.Should().BeGreaterThan(0.99);
        Curve.Answers.Select(a => a.Value).Should().BeInAscendingOrder();
        Curve.Quantile(0).Should().Be(Curve.Answers[0].Value);
    }

    [Fact]
    public void Weights_and_law_drive_the_ratio_and_the_objective_hardly_does()
    {
        Curve.Dimensions.Take(2).Select(d => d.Name).Should().Equal("weights", "law");
        Curve.Dimensions.Single(d => string.Equals(d.Name, "objective", StringComparison.Ordinal)).Share.Should().BeLessThan(0.02);
        Curve.Dimensions.Sum(d => d.Share).Should().BeInRange(0.5, 1);
        Curve.RankOf(Published.Besiroglu2024).Should().BeLessThan(0.05);
        Curve.RankOf(Published.Hoffmann2022).Should().BeGreaterThan(Curve.RankOf(Published.Hoffmann2022Unrounded));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        Specifications few = Specifications.Default with { Laws = [ScalingLaw.Chinchilla, ScalingLaw.Coupled], Objectives = [Objective.Default, Objective.LogLeastAbsoluteDeviations] };
        double[] one = [.. Curve.Runs.SpecificationCurve(Ratio, few with { Threads = 1 }).Results.Select(r => r.Value)];
        one.Should().HaveCount(512);
        Curve.Runs.SpecificationCurve(Ratio, few with { Threads = 3 }).Results.Select(r => r.Value).Should().Equal(one);
    }

    [Fact]
    public void A_cancelled_curve_returns_what_it_has_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop);
        SpecificationCurve part = Curve.Runs.SpecificationCurve(Ratio, Specifications.Default with { Laws = [ScalingLaw.Chinchilla], Threads = 1 }, progress, stop.Token);
        part.IsComplete.Should().BeFalse();
        part.Results.Should().HaveCount(16);
        part.ToString().Should().Contain("cancelled after 16");
        part.Results[3].Value.Should().Be(Curve.Results.First(r => string.Equals(r.Specification.ToString(), part.Results[3].Specification.ToString(), StringComparison.Ordinal)).Value);
    }

    [Fact]
    public void A_decision_that_one_choice_alone_moves_has_all_its_variance_there()
    {
        // The number of free parameters depends on the law alone.
        Specifications few = Specifications.Default with { Laws = [ScalingLaw.Chinchilla], Objectives = [Objective.Default, Objective.LogLeastSquares], SmallestLeftOut = [0], ShortestLeftOut = [0], Outliers = [OutlierRule.None, OutlierRule.HighestLosses(9)] };
        SpecificationCurve curve = Curve.Runs.SpecificationCurve(f => f.Law.FreeCount, few);
        curve.Dimensions.Should().OnlyContain(d => d.Share == 0, "a decision that no choice moves has no variance");
        SpecificationCurve moved = Curve.Runs.SpecificationCurve(f => f.Law.FreeCount, few with { Laws = [ScalingLaw.Chinchilla, ScalingLaw.Coupled] });
        moved.Dimensions[0].Name.Should().Be("law");
        moved.Dimensions[0].Share.Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Choices_of_measured_compute_count_only_where_it_was_measured()
    {
        FluentActions.Invoking(() => Curve.Runs.SpecificationCurve(Ratio, Specifications.Default with { Compute = [ComputeChoice.MeasuredRule] })).Should().Throw<ArgumentException>().WithMessage("*Compute has no choice*");
        RunSet measured = RunSet.Create(Synthetic.Grid(scatter: 0.01).Select(r => r with { Flops = 7 * r.Parameters * r.Tokens }));
        Specifications few = Specifications.Default with { Laws = [ScalingLaw.Chinchilla], Objectives = [Objective.Default], Outliers = [OutlierRule.None], SmallestLeftOut = [0], ShortestLeftOut = [0], Weightings = [RunWeighting.AsGiven] };
        SpecificationCurve curve = measured.SpecificationCurve(Ratio, few);
        curve.Results.Should().HaveCount(3);
        curve.Results[2].Law!.Conventions.ComputeRule.FlopsPerParameterToken.Should().BeApproximately(7, 1e-12);
        curve.Results[1].Law!["B"].Should().NotBe(curve.Results[0].Law!["B"]);
    }

    private static double Ratio(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<SpecificationProgress>
    {
        public void Report(SpecificationProgress value) => stop.Cancel();
    }
}
