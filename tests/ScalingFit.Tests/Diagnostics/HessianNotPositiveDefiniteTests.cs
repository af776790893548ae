using System.Globalization;
using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class HessianNotPositiveDefiniteTests
{
    [Fact]
    public void Losses_that_do_not_depend_on_size_do_not_determine_its_term()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("A", 1e-6), digits: 3));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("smallest eigenvalue").And.Contain(Printed(fit.Certificate.HessianEigenvalues[^1]));
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void A_floor_from_elsewhere_makes_two_model_sizes_enough()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("E", 1.8).Fit(Made.Grid([1e8, 1e9], Made.Amounts));
        fit.Findings.Should().NotContain(f => f.Code == "SF3005");
        fit.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_fit_cut_short_where_the_objective_curves_down_shows_by_how_much()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 1 });
        fit.Certificate.SmallestHessianEigenvalue.Should().BeNegative();
        fit.Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal)).Message
            .Should().Contain(Printed(fit.Certificate.HessianEigenvalues[0])).And.Contain(Printed(fit.Certificate.HessianEigenvalues[^1]));
    }

    [Theory]
    [InlineData(-1e-3, true)]
    [InlineData(0, true)]
    [InlineData(1e-16, true)]
    [InlineData(1e-14, false)]
    public void An_eigenvalue_is_zero_when_rounding_cannot_tell_it_from_zero(double smallest, bool fires)
    {
        LawFit fit = Made.Fit(Made.Certificate(hessian: [1, 0, 0, smallest]));
        fit.Findings.Any(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void Least_absolute_deviations_have_no_Hessian_to_complain_of() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations).Findings.Should().NotContain(f => f.Code == "SF3005");

    [Fact]
    public void The_Chinchilla_runs_determine_every_parameter() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3005");

    private static string Printed(double eigenvalue) => eigenvalue.ToString("0.0e0", CultureInfo.InvariantCulture);
}
