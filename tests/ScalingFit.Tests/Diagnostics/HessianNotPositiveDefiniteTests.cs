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

        // Which side of zero the smallest eigenvalue falls on is rounding, and differs between processors.
        finding.Message.Should().Contain(fit.Certificate.ConditionNumber is { } condition ? Printed(condition) : Printed(fit.Certificate.HessianEigenvalues[^1]));
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
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 1, Objective = Objective.Huber(1e-5) });
        fit.Certificate.SmallestHessianEigenvalue.Should().BeNegative();
        fit.Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal)).Message
            .Should().Contain(Printed(fit.Certificate.HessianEigenvalues[0])).And.Contain(Printed(fit.Certificate.HessianEigenvalues[^1]));
    }

    [Theory]
    [InlineData(-1e-3, "not positive definite: its smallest eigenvalue is -1.0e-3, its largest 1.0e0")]
    [InlineData(0, "not positive definite: its smallest eigenvalue is zero to working precision")]
    [InlineData(1e-16, "not positive definite: its smallest eigenvalue is zero to working precision")]
    [InlineData(1e-12, "hardly determine some combination of the parameters: the centred condition number of the Hessian is 1.0e12")]
    [InlineData(5e-9, "hardly determine some combination of the parameters: the centred condition number of the Hessian is 2.0e8")]
    public void Curvature_that_is_missing_or_all_but_missing_is_said_to_be_so(double smallest, string message)
    {
        Finding finding = Made.Fit(Made.Certificate(hessian: [1, 0, 0, smallest])).Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain(message);
    }

    [Fact]
    public void A_condition_number_below_the_limit_passes() =>
        Made.Fit(Made.Certificate(hessian: [1, 0, 0, 2e-7])).Findings.Should().NotContain(f => f.Code == "SF3005");

    [Fact]
    public void The_condition_number_is_that_of_the_centred_Hessian()
    {
        Made.Fit(Made.Certificate(hessian: [1, 0, 0, 1e-12], centred: [1, 0, 0, 2])).Findings.Should().NotContain(f => f.Code == "SF3005");
        Made.Fit(Made.Certificate(hessian: [1, 0, 0, 2], centred: [1, 0, 0, 1e-9])).Findings
            .Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal)).Message.Should().Contain("1.0e9");
    }

    [Fact]
    public void A_term_that_lives_but_is_too_weak_to_be_measured_makes_the_fit_unusable()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("A", 2), digits: 4));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal));
        finding.Message.Should().Contain("hardly determine").And.Contain("1.7e8");
        finding.Advice.Should().Contain("Hold one");
        fit.Findings.Should().NotContain(f => f.Code == "SF3007");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Two_model_sizes_make_the_Hessian_as_good_as_singular() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 1e9], Made.Amounts)).Findings.Should().Contain(f => f.Code == "SF3005");

    [Fact]
    public void Three_model_sizes_do_not() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 4e8, 1.6e9], Made.Amounts)).Findings.Should().NotContain(f => f.Code == "SF3005");

    [Fact]
    public void Least_absolute_deviations_are_judged_by_the_runs_passed_through()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("A", 5), digits: 3), Objective.LogLeastAbsoluteDeviations);
        fit.Certificate.IsPositiveDefinite.Should().BeNull();
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("hardly determine").And.Contain("the runs passed through is 6.1e7");
        finding.Advice.Should().Contain("Hold one");
        fit.Certificate.IsMinimum.Should().BeFalse();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Least_absolute_deviations_of_three_model_sizes_are_determined()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 4e8, 1.6e9], Made.Amounts), Objective.LogLeastAbsoluteDeviations);
        fit.Certificate.ConditionNumber.Should().BeLessThan(1e5);
        fit.Findings.Should().NotContain(f => f.Code == "SF3005");
    }

    [Theory]
    [InlineData(2e-7, false)]
    [InlineData(5e-8, true)]
    public void The_limit_of_the_condition_number_is_the_same_without_a_Hessian(double smallest, bool fires)
    {
        LawFit fit = Made.Fit(Made.Certificate(hessian: [], centred: [1, 0, 0, smallest]));
        fit.Findings.Any(f => string.Equals(f.Code, "SF3005", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void Least_absolute_deviations_of_the_Chinchilla_runs_determine_every_parameter() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations).Findings.Should().NotContain(f => f.Code == "SF3005");

    [Fact]
    public void The_Chinchilla_runs_determine_every_parameter() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3005");

    private static string Printed(double eigenvalue) => eigenvalue.ToString("0.0e0", CultureInfo.InvariantCulture);
}
