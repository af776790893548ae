using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class FlatDirectionTests
{
    [Fact]
    public void The_smallest_runs_alone_leave_the_floor_open_and_the_exponent_of_size()
    {
        Finding finding = Find(ScalingLaw.Chinchilla.Fit(Below(2e19)))!;
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("E may be 0.718 to 1.7; α may be 0.113 to 0.228.");
        finding.Advice.Should().Contain("decision");
        ScalingLaw.Chinchilla.Fit(Below(2e19)).IsUsable.Should().BeTrue();
    }

    [Fact]
    public void The_range_that_is_named_is_where_the_objective_has_risen_by_half_a_percent()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Below(2e19));
        foreach ((string name, double end) in new[] { ("E", 0.718), ("E", 1.70), ("alpha", 0.113), ("alpha", 0.228) })
        {
            double objective = ScalingLaw.Chinchilla.With(name, end).Fit(fit.Runs).Certificate.Objective;
            ((objective / fit.Certificate.Objective) - 1).Should().BeApproximately(0.005, 0.0005);
        }
    }

    [Theory]
    [InlineData(3e19)]
    [InlineData(1e20)]
    [InlineData(1e23)]
    public void Larger_runs_determine_both(double flops) => Find(ScalingLaw.Chinchilla.Fit(Below(flops))).Should().BeNull();

    [Fact]
    public void A_floor_whose_profile_is_open_may_be_anything_from_zero()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Below(1.6e19));
        Find(fit)!.Message.Should().Contain("E may be anything from 0 to 1.19; α may be 0.0824 to 0.15.");
        Profile profile = fit.Profile("E", new ProfileOptions { Rise = 0.005 });
        profile.ReachesZero.Should().BeTrue();
        profile.Points[^1].Value.Should().BeApproximately(1.19, 0.01);
    }

    [Fact]
    public void What_is_held_is_not_asked_about()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.27).With("alpha", 0.157);
        Find(held.Fit(Below(2e19)))?.Message.Should().NotContain("E may").And.NotContain("α may");
    }

    [Fact]
    public void A_flat_Hessian_is_left_to_the_rule_that_is_an_error() =>
        Find(ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 1e9], Made.Amounts))).Should().BeNull();

    private static Finding? Find(LawFit fit) => new FlatDirection().Check(fit);

    private static RunSet Below(double flops) => Datasets.ChinchillaWithoutOutliers.Where(r => r.Flops < flops, because: "the smallest alone");
}
