using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

public sealed class ProfileTests
{
    private static readonly ScalingLaw Linear = ScalingLaw.Chinchilla.With("alpha", 0.35).With("beta", 0.37);

    private static readonly LawFit Wide = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2));

    private static readonly LawFit Default = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    /// <summary>All rows scatter alike.</summary>
    private static readonly ProfileOptions Textbook = new() { Calibration = CovarianceKind.Hessian };

    [Fact]
    public void The_estimate_lies_in_the_middle_of_41_refits_that_rise_outwards()
    {
        Profile profile = Default.Profile("alpha");
        profile.Points.Should().HaveCount(41);
        profile.Points[20].Value.Should().Be(Default["alpha"].Value);
        profile.Points[20].RelativeRise.Should().Be(0);
        profile.Points.Select(p => p.Value).Should().BeInAscendingOrder();
        profile.Points.Take(21).Select(p => p.Objective).Should().BeInDescendingOrder();
        profile.Points.Skip(20).Select(p => p.Objective).Should().BeInAscendingOrder();
        profile.Points[0].RelativeRise.Should().BeApproximately(0.05, 0.001);
        profile.Points[^1].RelativeRise.Should().BeApproximately(0.05, 0.001);
        profile.Points.Should().OnlyContain(p => p.IsConverged && p.Law["alpha"].Equals(p.Value));
        profile.Points[20].Law.Should().BeSameAs(Default.Fitted);
        profile.Points[0].Law.Law.Held.Should().ContainKey("alpha");
    }

    [Fact]
    public void Of_squares_in_a_linear_parameter_the_interval_is_Students()
    {
        // E enters L linearly, and E² does not: the profile is an exact parabola in E, whose cut is t².
        LawFit fit = Linear.Fit(Synthetic.Grid(scatter: 0.01), Objective.LeastSquares);
        double error = fit.Covariance(CovarianceKind.Hessian).StandardError("E");
        double t = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, 27, 0.975);
        Interval interval = fit.Profile("E", Textbook).Interval();
        interval.Lower.Should().BeApproximately(fit["E"].Value - (t * error), 1e-7 * error);
        interval.Upper.Should().BeApproximately(fit["E"].Value + (t * error), 1e-7 * error);
    }

    [Theory]
    [InlineData("E")]
    [InlineData("A")]
    [InlineData("alpha")]
    [InlineData("B")]
    [InlineData("beta")]
    public void The_ends_of_an_interval_are_refits_on_the_cut(string parameter)
    {
        Profile profile = Wide.Profile(parameter, Textbook);
        Interval interval = profile.Interval(0.9);
        foreach (double end in new[] { interval.Lower, interval.Upper })
        {
            LawFit held = ScalingLaw.Chinchilla.With(parameter, end).Fit(Wide.Runs, Wide.Options);
            held.Certificate.Objective.Should().BeApproximately(profile.Cut(0.9), 1e-9 * profile.Cut(0.9));
        }

        Interval formula = Wide.Covariance(CovarianceKind.Hessian).Interval(parameter, 0.9);
        double width = formula.Upper - formula.Lower;
        interval.Lower.Should().BeApproximately(formula.Lower, 0.05 * width, "the objective is all but a parabola here");
        interval.Upper.Should().BeApproximately(formula.Upper, 0.05 * width);
    }

    [Fact]
    public void An_interval_beyond_the_points_is_found_all_the_same()
    {
        Interval near = Wide.Profile("alpha").Interval(0.95);
        Interval alsoNear = Wide.Profile("alpha", new ProfileOptions { Rise = 1e-4, Points = 5 }).Interval(0.95);
        alsoNear.Lower.Should().BeApproximately(near.Lower, 1e-8);
        alsoNear.Upper.Should().BeApproximately(near.Upper, 1e-8);
        Wide.Profile("alpha", new ProfileOptions { Values = [0.36] }).Interval(0.95).Lower.Should().BeApproximately(near.Lower, 1e-8);
    }

    [Fact]
    public void By_default_the_interval_is_as_wide_as_the_sandwichs()
    {
        Profile profile = Wide.Profile("alpha");
        profile.Calibration.Should().Be(CovarianceKind.Sandwich);
        Interval interval = profile.Interval();
        Interval formula = Wide.Covariance().Interval("alpha");
        (interval.Upper - interval.Lower).Should().BeApproximately(formula.Upper - formula.Lower, 0.03 * (formula.Upper - formula.Lower));
        Wide.Profile("alpha", Textbook).Calibration.Should().Be(CovarianceKind.Hessian);
    }

    // The runs do not scatter alike: resampled, β lies between 0.343 and 0.430.
    [Theory]
    [InlineData(CovarianceKind.Sandwich, 0.3423, 0.4215)]
    [InlineData(CovarianceKind.Hessian, 0.3622, 0.4013)]
    public void On_real_runs_the_default_is_as_wide_as_resamples_and_the_textbook_half_as_wide(CovarianceKind kind, double lower, double upper)
    {
        Interval interval = Wide.Profile("beta", new ProfileOptions { Calibration = kind }).Interval();
        interval.Lower.Should().BeApproximately(lower, 5.01e-5);
        interval.Upper.Should().BeApproximately(upper, 5.01e-5);
        if (kind == CovarianceKind.Sandwich) Wide.Profile("beta").Interval().Should().Be(interval);
    }

    [Fact]
    public void Copies_of_rows_under_one_name_leave_the_interval_where_it_was()
    {
        RunSet once = RunSet.Create(Synthetic.Grid(scatter: 0.01));
        RunSet thrice = RunSet.Create(once.SelectMany((r, i) => Enumerable.Repeat(r with { Name = $"run {i}" }, 3)));
        Interval single = Linear.Fit(once, Objective.LogLeastSquares).Profile("E").Interval();
        Profile named = Linear.Fit(thrice, Objective.LogLeastSquares).Profile("E");
        named.Calibration.Should().Be(CovarianceKind.Sandwich);
        double ratio = (named.Interval().Upper - named.Interval().Lower) / (single.Upper - single.Lower);
        ratio.Should().BeApproximately(Math.Sqrt(89.0 / 87 / (29.0 / 27)), 0.002);
    }

    [Fact]
    public void The_default_objective_has_a_profile_and_no_interval()
    {
        Profile profile = Default.Profile("beta");
        profile.IsUsable.Should().BeFalse();
        profile.Calibration.Should().BeNull();
        profile.Findings.Should().ContainSingle(f => f.Code == "SF3008" && f.Severity == Severity.Error);
        FluentActions.Invoking(() => profile.Interval()).Should().Throw<InvalidOperationException>().WithMessage("*SF3008*");
        FluentActions.Invoking(() => profile.Cut(0.5)).Should().Throw<InvalidOperationException>();
        profile.ToString().Should().Contain("withheld");
    }

    [Fact]
    public void Absolute_deviations_have_a_profile_too()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations);
        Profile profile = fit.Profile("alpha", new ProfileOptions { Points = 7 });
        profile.IsUsable.Should().BeFalse();
        foreach (ProfilePoint point in profile.Points)
        {
            LawFit held = ScalingLaw.Chinchilla.With("alpha", point.Value).Fit(fit.Runs, fit.Options);
            point.Objective.Should().BeApproximately(held.Certificate.Objective, 1e-9 * point.Objective);
        }
    }

    [Fact]
    public void A_floor_that_may_be_nothing_is_said_to_reach_zero()
    {
        // Two decades of data with a small exponent: the floor and the slow term cannot be told apart.
        FittedLaw slow = ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 0.3, ["A"] = 30, ["alpha"] = 0.15, ["B"] = 20, ["beta"] = 0.13 });
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.02, law: slow), Objective.LogLeastSquares);
        Profile profile = fit.Profile("E");
        profile.IsOpenBelow.Should().BeTrue();
        profile.ReachesZero.Should().BeTrue();
        profile.IsOpenAbove.Should().BeFalse();
        profile.Points[0].Value.Should().BeLessThan(1e-5 * profile.Estimate);
        profile.ToString().Should().Contain("open to 0");
        if (profile.IsUsable) profile.Interval(0.5).Lower.Should().Be(0);
    }

    [Fact]
    public void Profiles_do_not_depend_on_the_unit_of_N()
    {
        RunSet small = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Parameters = r.Parameters / 1e6, Flops = null }));
        Interval scaled = ScalingLaw.Chinchilla.Fit(small, Objective.LogHuber(1e-2)).Profile("alpha").Interval();
        Interval own = Wide.Profile("alpha").Interval();
        scaled.Lower.Should().BeApproximately(own.Lower, 1e-7);
        scaled.Upper.Should().BeApproximately(own.Upper, 1e-7);
    }

    [Fact]
    public void Bounds_on_the_others_hold_along_the_profile_and_its_own_end_it()
    {
        LawFit bounded = ScalingLaw.Chinchilla.Within("E", 1.8, 1.83).Fit(Datasets.ChinchillaWithoutOutliers);
        Profile profile = bounded.Profile("alpha", new ProfileOptions { Points = 9 });
        profile.Points.Should().OnlyContain(p => p.Law["E"] >= 1.8 - 1e-12 && p.Law["E"] <= 1.83 + 1e-12);
        Profile own = bounded.Profile("E", new ProfileOptions { Points = 9 });
        own.Points[0].Value.Should().Be(1.8);
        own.Points[^1].Value.Should().Be(1.83);
        own.IsOpenBelow.Should().BeTrue();
        own.ReachesZero.Should().BeFalse();
    }

    [Fact]
    public void A_parameter_that_leads_another_takes_it_along()
    {
        LawFit tied = ScalingLaw.Chinchilla.Tie("alpha", "beta").Fit(Datasets.ChinchillaWithoutOutliers);
        tied.Profile("alpha", new ProfileOptions { Points = 5 }).Points.Should().OnlyContain(p => p.Law["beta"].Equals(p.Value));
        FluentActions.Invoking(() => tied.Profile("beta")).Should().Throw<ArgumentException>().WithMessage("*tied to alpha*");
        FluentActions.Invoking(() => ScalingLaw.Chinchilla.With("E", 1.8).Fit(tied.Runs).Profile("E")).Should().Throw<ArgumentException>().WithMessage("*held*");
        FluentActions.Invoking(() => tied.Profile("gamma")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => tied.Profile("E", new ProfileOptions { Values = [-1] })).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void With_every_other_parameter_held_a_profile_is_the_objective_itself()
    {
        LawFit one = ScalingLaw.Chinchilla.With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37).Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares);
        one.Profile("E").Interval().Contains(one["E"].Value).Should().BeTrue();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        FluentActions.Invoking(() => new ProfileOptions { Points = 2 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ProfileOptions { Rise = 0 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ProfileOptions { Checks = -1 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ProfileOptions { Values = [] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new ProfileOptions { Values = [double.NaN] }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Wide.Profile("alpha").Interval(0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
