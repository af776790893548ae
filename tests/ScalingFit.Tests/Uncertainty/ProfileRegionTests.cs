using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

public sealed class ProfileRegionTests
{
    private static readonly LawFit Wide = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2));

    private static readonly Lazy<ProfileRegion> LazyRegion = new(() => Wide.Profile("alpha", "beta"));

    private static ProfileRegion Region => LazyRegion.Value;

    [Fact]
    public void Every_cell_is_the_fit_with_both_held()
    {
        Region.FirstValues.Should().HaveCount(25).And.BeInAscendingOrder();
        Region.SecondValues.Should().HaveCount(25).And.BeInAscendingOrder();
        for (int i = 0; i < 25; i += 6)
        {
            for (int j = 0; j < 25; j += 6)
            {
                LawFit held = ScalingLaw.Chinchilla.With("alpha", Region.FirstValues[i]).With("beta", Region.SecondValues[j]).Fit(Wide.Runs, Wide.Options);
                Region.Objective(i, j).Should().BeApproximately(held.Certificate.Objective, 1e-10 * held.Certificate.Objective);
                Region.Law(i, j)["A"].Should().BeApproximately(held["A"].Value, 1e-7 * held["A"].Value);
                Region.Rise(i, j).Should().BeApproximately((Region.Objective(i, j) / Wide.Certificate.Objective) - 1, 1e-9);
            }
        }

        Region.Rise(12, 12).Should().Be(0, "the estimate is among the values");
    }

    [Fact]
    public void The_region_of_99_percent_touches_the_edges_of_the_grid_from_within()
    {
        double cut = Region.Cut(0.99);
        double edge = double.PositiveInfinity;
        for (int k = 0; k < 25; k++) edge = Math.Min(edge, Math.Min(Math.Min(Region.Objective(0, k), Region.Objective(24, k)), Math.Min(Region.Objective(k, 0), Region.Objective(k, 24))));
        edge.Should().BeGreaterThan(cut * (1 - 1e-3));
        Region.Cut(0.5).Should().BeLessThan(Region.Cut(0.95));
    }

    [Fact]
    public void For_squares_in_two_linear_parameters_the_region_is_the_textbooks_ellipse()
    {
        // (x - x̂)'C⁻¹(x - x̂) ≤ 2F(2, n - p) in natural units, where the law is linear.
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", 0.35).With("beta", 0.37).Fit(Synthetic.Grid(scatter: 0.01), Objective.LeastSquares);
        ProfileRegion region = fit.Profile("E", "A", new ProfileRegionOptions { Points = 5, Calibration = CovarianceKind.Hessian });
        Covariance covariance = fit.Covariance(CovarianceKind.Hessian);
        (double e, double a) = (fit["E"].Value, fit["A"].Value);
        (double vee, double vaa, double vea) = (e * e * covariance["E", "E"], a * a * covariance["A", "A"], e * a * covariance["E", "A"]);
        double radius = Math.Sqrt(2 * MathNet.Numerics.Distributions.FisherSnedecor.InvCDF(2, 27, 0.95));

        // Along Cholesky's directions of the ellipse, a little within and a little without.
        for (int k = 0; k < 8; k++)
        {
            (double u, double v) = (Math.Cos(k * Math.PI / 4), Math.Sin(k * Math.PI / 4));
            double x = Math.Sqrt(vee) * u;
            double y = (vea / Math.Sqrt(vee) * u) + (Math.Sqrt(vaa - (vea * vea / vee)) * v);
            region.Contains(e + (0.9999 * radius * x), a + (0.9999 * radius * y)).Should().BeTrue();
            region.Contains(e + (1.0001 * radius * x), a + (1.0001 * radius * y)).Should().BeFalse();
        }
    }

    [Fact]
    public void Without_a_scale_there_is_a_grid_and_no_region()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        ProfileRegion region = fit.Profile("alpha", "beta", new ProfileRegionOptions { Points = 5 });
        region.IsUsable.Should().BeFalse();
        region.Findings.Should().Contain(f => f.Code == "SF3008");
        region.Rise(0, 2).Should().BeGreaterThan(0.04);
        FluentActions.Invoking(() => region.Contains(0.35, 0.36)).Should().Throw<InvalidOperationException>().WithMessage("*SF3008*");
    }

    [Fact]
    public void Impossible_questions_are_refused()
    {
        FluentActions.Invoking(() => Wide.Profile("alpha", "alpha")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Region.Objective(25, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Region.Rise(0, -1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ProfileRegionOptions { Points = 1 }).Should().Throw<ArgumentOutOfRangeException>();
        Region.ToString().Should().Contain("25 by 25");
    }
}
