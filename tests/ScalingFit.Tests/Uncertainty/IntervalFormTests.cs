using ScalingFit.Numerics;
using ScalingFit.Uncertainty;

namespace ScalingFit.Tests.Uncertainty;

/// <summary>The forms of interval against R's boot package and SciPy, on the examples of SciPy's own tests.</summary>
public sealed class IntervalFormTests
{
    private static readonly double[] Sixteen = [10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213];

    [Fact]
    public void Percentile_and_BCa_intervals_of_a_mean_are_those_of_R()
    {
        const int Draws = 1_000_000;
        var random = new RandomStream(1, 0);
        var means = new double[Draws];
        for (int k = 0; k < Draws; k++)
        {
            double sum = 0;
            for (int i = 0; i < Sixteen.Length; i++) sum += Sixteen[random.Below(Sixteen.Length)];
            means[k] = sum / Sixteen.Length;
        }

        Array.Sort(means);
        double total = Sixteen.Sum();
        double acceleration = IntervalForms.Acceleration([Array.ConvertAll(Sixteen, x => (total - x) / (Sixteen.Length - 1))]);
        (double lower, double upper) = IntervalForms.Percentile(0.95)(means);
        lower.Should().BeApproximately(28.86, 0.005 * 28.86);
        upper.Should().BeApproximately(84.21, 0.005 * 84.21);
        (lower, upper) = IntervalForms.BiasCorrected(0.95, total / Sixteen.Length, acceleration)(means);
        lower.Should().BeApproximately(32.31, 0.005 * 32.31);
        upper.Should().BeApproximately(91.43, 0.005 * 91.43);
    }

    [Fact]
    public void The_acceleration_of_a_difference_of_two_means_is_that_of_SciPy()
    {
        double[] y = [10, 27, 31, 40, 46, 50, 52, 104, 146];
        double[] z = [16, 23, 38, 94, 99, 141, 197];
        double[] WithoutEach(double[] x, double sign, double other) => Array.ConvertAll(x, v => (sign * (x.Sum() - v) / (x.Length - 1)) + other);
        IntervalForms.Acceleration([WithoutEach(y, -1, z.Average()), WithoutEach(z, 1, -y.Average())]).Should().BeApproximately(0.011008228344026734, 1e-7 * 0.011);
    }

    [Fact]
    public void The_BCa_interval_of_a_difference_of_skewness_has_the_midpoint_of_R()
    {
        double[] x = [0.75859206, 0.5910282, -0.4419409, -0.36654601, 0.34955357, -1.38835871, 0.76735821];
        double[] y = [1.41186073, 0.49775975, 0.08275588, 0.24086388, 0.03567057, 0.52024419, 0.31966611, 1.32067634];
        var random = new RandomStream(2, 0);
        var draws = new double[200_000];
        for (int k = 0; k < draws.Length; k++) draws[k] = Skewness(Redraw(x)) - Skewness(Redraw(y));
        Array.Sort(draws);
        double acceleration = IntervalForms.Acceleration(
        [
            [.. x.Select((_, i) => Skewness([.. x.Where((_, j) => j != i)]) - Skewness(y))],
            [.. y.Select((_, i) => Skewness(x) - Skewness([.. y.Where((_, j) => j != i)]))],
        ]);
        (double lower, double upper) = IntervalForms.BiasCorrected(0.95, Skewness(x) - Skewness(y), acceleration)(draws);

        // SciPy's own test allows 3 %.
        ((lower + upper) / 2).Should().BeApproximately(-1.5519, 0.03 * 1.5519);

        double[] Redraw(double[] sample)
        {
            // A resample of one value alone has no skewness; one in 10^5 is drawn again.
            while (true)
            {
                double[] again = [.. sample.Select(_ => sample[random.Below(sample.Length)])];
                if (again.Distinct().Count() > 1) return again;
            }
        }
    }

    [Fact]
    public void The_Monte_Carlo_error_is_how_far_ends_scatter_over_seeds()
    {
        var lowers = new List<double>();
        var errors = new List<double>();
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new RandomStream(seed, 5);
            double[] draws = [.. Enumerable.Range(0, 1000).Select(_ => random.NextNormal())];
            Interval interval = Interval.OfSample(draws);
            lowers.Add(interval.Lower);
            errors.Add(interval.LowerMonteCarloError!.Value);
        }

        double mean = lowers.Average();
        double scatter = Math.Sqrt(lowers.Average(l => (l - mean) * (l - mean)));

        // √(0.025 · 0.975/1000)/φ(1.96) is 0.0845. The scatter of 200 ends is known to 5 %, the mean of 200 errors to 2 %, and the jackknife of a quantile is a little high.
        scatter.Should().BeApproximately(0.0845, 0.015);
        errors.Average().Should().BeApproximately(scatter, 0.25 * scatter);
    }

    [Fact]
    public void Few_draws_have_no_Monte_Carlo_error() => Interval.OfSample([1, 2, 3]).LowerMonteCarloError.Should().BeNull();

    [Fact]
    public void An_expanded_interval_of_many_runs_is_the_percentile_interval()
    {
        var random = new RandomStream(3, 0);
        double[] sorted = [.. Enumerable.Range(0, 4000).Select(_ => random.NextNormal()).Order()];
        (double lower, double upper) = IntervalForms.Percentile(0.95)(sorted);
        (double farLower, double farUpper) = IntervalForms.ExpandedPercentile(0.95, 1e6)(sorted);
        farLower.Should().BeApproximately(lower, 1e-3);
        farUpper.Should().BeApproximately(upper, 1e-3);
        (double lower7, _) = IntervalForms.ExpandedPercentile(0.95, 7)(sorted);

        // The normal quantile at Φ(-t) is -t, which is 2.365 for seven degrees of freedom; the quantile of 4000 is known to 0.06.
        lower7.Should().BeApproximately(-2.365, 0.15);
    }

    [Fact]
    public void Draws_all_on_one_side_of_the_estimate_cannot_be_corrected_for_bias()
    {
        Action ask = () => IntervalForms.BiasCorrected(0.95, 0, 0)([1, 2, 3]);
        ask.Should().Throw<InvalidOperationException>().WithMessage("*one side*");
    }

    private static double Skewness(double[] sample)
    {
        double mean = sample.Average();
        double second = sample.Average(v => Math.Pow(v - mean, 2));
        return sample.Average(v => Math.Pow(v - mean, 3)) / Math.Pow(second, 1.5);
    }
}
