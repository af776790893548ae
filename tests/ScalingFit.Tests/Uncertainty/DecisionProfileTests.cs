using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

public sealed class DecisionProfileTests
{
    private static readonly LawFit Wide = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2));

    [Fact]
    public void Where_the_profile_has_an_interval_the_range_rests_on_it()
    {
        DecisionProfile profile = Wide.DecisionProfile("alpha", Ratio);
        profile.Basis.Should().Be("95 % interval of alpha by its profile");
        profile.Compatible.Should().Be(Wide.Profile("alpha").Interval());
        Interval range = profile.Range!.Value;
        range.Contains(Ratio(Wide.Fitted)).Should().BeTrue();
        Ratio(ScalingLaw.Chinchilla.With("alpha", profile.Compatible!.Value.Upper).Fit(Wide.Runs, Wide.Options).Fitted).Should().BeApproximately(range.Upper, 1e-6 * range.Upper);
        profile.Points.Should().HaveCount(41);
        profile.ToString().Should().Contain("by its profile");
    }

    [Fact]
    public void Given_resamples_are_used_and_another_fits_refused()
    {
        Bootstrap bootstrap = Wide.Bootstrap(200, seed: 3);
        DecisionProfile profile = Wide.DecisionProfile("alpha", Ratio, new DecisionProfileOptions { Bootstrap = bootstrap, Level = 0.9 });
        profile.Basis.Should().Be("90 % percentile interval of alpha over 200 resamples");
        profile.Compatible.Should().Be(bootstrap.Interval("alpha", 0.9));
        LawFit other = ScalingLaw.Chinchilla.Fit(Datasets.Chinchilla);
        FluentActions.Invoking(() => other.DecisionProfile("alpha", Ratio, new DecisionProfileOptions { Bootstrap = bootstrap })).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_law_without_the_decision_is_counted_and_has_no_part_in_the_range()
    {
        var options = new DecisionProfileOptions { Profile = new ProfileOptions { Values = [-0.05, 0.35, 0.36] } };
        DecisionProfile profile = Wide.DecisionProfile("alpha", Ratio, options);
        profile.Points[0].Quantity.Should().Be(double.NaN);
        profile.Undefined.Should().Be(1);
        profile.Range!.Value.Lower.Should().BeGreaterThan(5);
        FluentActions.Invoking(() => Wide.DecisionProfile("alpha", _ => throw new NotSupportedException())).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Where_nothing_gives_an_interval_the_range_is_withheld()
    {
        RunSet five = RunSet.Create(Synthetic.Grid(scatter: 0.01).Select((r, i) => r with { Name = $"run {i % 5}" }));
        DecisionProfile profile = ScalingLaw.Chinchilla.Fit(five).DecisionProfile("alpha", Ratio);
        profile.Range.Should().BeNull();
        profile.Compatible.Should().BeNull();
        profile.Findings.Should().Contain(f => f.Code == "SF2002" && f.Severity == Severity.Error);
        profile.ToString().Should().Contain("withheld");
    }

    private static double Ratio(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;
}
