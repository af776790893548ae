using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions.Regrets;

public sealed class NearOptimalTests
{
    [Fact]
    public void At_both_ends_the_loss_of_the_budget_takes_just_the_excess_more()
    {
        foreach (FittedLaw law in new[] { Published.Hoffmann2022, Published.Besiroglu2024, Published.Kaplan2020 })
        {
            foreach (double excess in new[] { 1e-3, 0.01, 0.5 })
            {
                NearOptimalRange range = law.NearOptimal(1e22, excess);
                range.LowestParameters.Should().BeLessThan(range.Best.Parameters);
                range.HighestParameters.Should().BeGreaterThan(range.Best.Parameters);
                foreach ((double size, double data) in new[] { (range.LowestParameters, range.TokensAtLowest), (range.HighestParameters, range.TokensAtHighest) })
                {
                    Regret regret = law.Regret(size, data);
                    regret.Loss.Should().BeApproximately(range.Best.Loss, 1e-12);
                    regret.ComputeRatio.Should().BeApproximately(1 + excess, 1e-8);
                }
            }
        }
    }

    [Fact]
    public void Near_the_optimum_the_range_is_the_one_of_second_order()
    {
        // C/C* = 1 + (α + β)/2 (ln N/N*)² + ...: the half-width is the square root of 2·excess/(α + β), to a relative error of the order of itself; the mean of both sides to that of its square.
        FittedLaw law = Published.Besiroglu2024;
        NearOptimalRange range = law.NearOptimal(5.76e23, 1e-4);
        double half = Math.Sqrt(2e-4 / (law["alpha"] + law["beta"]));
        (Math.Log(range.HighestParameters / range.LowestParameters) / 2).Should().BeApproximately(half, 1e-3 * half);
    }

    [Fact]
    public void The_range_relative_to_the_best_size_depends_on_the_exponents_alone()
    {
        FittedLaw law = Published.Besiroglu2024;
        NearOptimalRange range = law.NearOptimal(5.76e23, 0.01);
        NearOptimalRange other = law.With("A", 50).With("E", 1).NearOptimal(1e20, 0.01);
        (other.LowestParameters / other.Best.Parameters).Should().BeApproximately(range.LowestParameters / range.Best.Parameters, 1e-8);
        (other.HighestParameters / other.Best.Parameters).Should().BeApproximately(range.HighestParameters / range.Best.Parameters, 1e-8);
    }

    [Fact]
    public void Ends_have_intervals_over_the_draws()
    {
        Bootstrap boot = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Bootstrap(200, seed: 1);
        NearOptimalRange range = boot.NearOptimal(5.76e23);
        range.LowestParametersInterval!.Value.Contains(range.LowestParameters).Should().BeTrue();
        range.HighestParametersInterval!.Value.Lower.Should().Be(boot.Of(f => f.NearOptimal(5.76e23).HighestParameters).Lower);
        range.Best.ParametersInterval.Should().NotBeNull();
        range.Contains(range.Best.Parameters).Should().BeTrue();
        range.Contains(1.1 * range.HighestParameters).Should().BeFalse();
    }

    [Fact]
    public void A_range_says_itself_in_a_line() =>
        Published.Hoffmann2022.NearOptimal(1e22).ToString().Should().MatchRegex(@"^any N from \d.*e\d+ to \d.*e\d+ costs at most 0\.1 % extra compute at 1e22 FLOP$");

    [Fact]
    public void An_excess_of_nothing_is_refused()
    {
        Action ask = () => Published.Hoffmann2022.NearOptimal(1e22, 0);
        ask.Should().Throw<ArgumentOutOfRangeException>();
    }
}
