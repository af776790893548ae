using System.Globalization;
using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// The decision along α on the 240 Chinchilla runs, log-Huber with delta 1e-3: α is held and the rest refitted. Beside a table worked out in Python by variable projection.
/// </summary>
public sealed class DecisionProfileTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    /// <summary>
    /// The table's search stopped a little above the minima, by up to 1e-4 of them, so that its digits are met to two units of the last and its objectives from below. What the minima are is held to all digits
    /// by the test after this.
    /// </summary>
    [Theory]
    [InlineData(0.31, 0.375, 1.772, 255, 1046.8, 9.0, 5.6)]
    [InlineData(0.33, 0.371, 1.797, 357, 1023.6, 13.1, 9.7)]
    [InlineData(0.34, 0.369, 1.809, 423, 1019.4, 15.6, 12.6)]
    [InlineData(0.35, 0.366, 1.820, 500, 1018.4, 18.9, 16.7)]
    [InlineData(0.36, 0.365, 1.830, 593, 1022.1, 22.3, 21.5)]
    [InlineData(0.37, 0.363, 1.839, 703, 1030.4, 26.3, 27.6)]
    [InlineData(0.39, 0.364, 1.859, 998, 1064.2, 33.7, 40.3)]
    public void Every_row_of_the_printed_table_is_met_but_for_its_last_digit(double alpha, double beta, double floor, double amplitude, double objective, double ratio, double distant)
    {
        DecisionPoint point = At(alpha);
        point.Law["beta"].Should().BeApproximately(beta, 0.001);
        point.Law["E"].Should().BeApproximately(floor, 0.001);
        point.Law["A"].Should().BeApproximately(amplitude, 1);
        (1e6 * point.Objective).Should().BeInRange(objective - 0.15, objective + 0.05, "a certified minimum is no higher");
        point.Quantity.Should().BeApproximately(ratio, 0.1);
        point.Law.Allocate(1e26).TokensPerParameter.Should().BeApproximately(distant, 0.15);
    }

    [Theory]
    [InlineData(0.31, "1046.768", "9.057")]
    [InlineData(0.33, "1023.504", "13.159")]
    [InlineData(0.34, "1019.317", "15.604")]
    [InlineData(0.35, "1018.405", "18.887")]
    [InlineData(0.36, "1022.001", "22.288")]
    [InlineData(0.37, "1030.384", "26.379")]
    [InlineData(0.39, "1064.118", "33.654")]
    public void The_minima_themselves_with_the_decision_of_each(double alpha, string objective, string ratio)
    {
        DecisionPoint point = At(alpha);
        point.Value.Should().Be(alpha);
        Text(1e6 * point.Objective, "0.000").Should().Be(objective);
        Text(point.Quantity, "0.000").Should().Be(ratio);
    }

    [Fact]
    public void A_refit_from_a_neighbour_is_the_fit_of_the_law_with_the_parameter_held()
    {
        foreach (ProfilePoint point in Fit.Profile("alpha", new ProfileOptions { Points = 9, Checks = 0 }).Points)
        {
            LawFit afresh = ScalingLaw.Chinchilla.With("alpha", point.Value).Fit(Fit.Runs);
            point.Objective.Should().BeApproximately(afresh.Certificate.Objective, 1e-12 * point.Objective);
            foreach (string name in new[] { "E", "A", "B", "beta" }) point.Law[name].Should().BeApproximately(afresh[name].Value, 1e-8 * afresh[name].Value, name);
        }
    }

    [Fact]
    public void The_range_of_the_decision_rests_on_resamples_for_the_profile_has_no_scale_with_this_delta()
    {
        DecisionProfile profile = Fit.DecisionProfile("alpha", f => f.Allocate(5.76e23).TokensPerParameter);
        profile.Profile.IsUsable.Should().BeFalse();
        profile.Basis.Should().Be("95 % percentile interval of alpha over 1000 resamples");
        profile.Compatible!.Value.Lower.Should().BeApproximately(0.318, 0.001);
        profile.Compatible.Value.Upper.Should().BeApproximately(0.371, 0.001);
        profile.Range!.Value.Lower.Should().BeApproximately(10.5, 0.5);
        profile.Range.Value.Upper.Should().BeApproximately(26.5, 1);
        profile.Undefined.Should().Be(0);
    }

    private static DecisionPoint At(double alpha)
    {
        var options = new DecisionProfileOptions { Profile = new ProfileOptions { Values = [alpha] } };
        return Fit.DecisionProfile("alpha", f => f.Allocate(5.76e23).TokensPerParameter, options).Points.Should().ContainSingle().Subject;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
