using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class NotConvergedTests
{
    public static TheoryData<Termination, string> Reasons => new()
    {
        { Termination.FlatDirection, "leaves the objective unchanged" },
        { Termination.IterationLimit, "200 iterations" },
        { Termination.NoDescent, "no step lowered the objective" },
        { Termination.NoVertex, "no set of runs that the law passes through" },
    };

    [Fact]
    public void A_fit_cut_short_says_after_how_many_iterations()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 3 });
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("limit of 3 iterations");
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Least_absolute_deviations_cut_short_say_that_no_vertex_was_found()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(
            Datasets.ChinchillaWithoutOutliers,
            new FitOptions { IterationLimit = 1, Objective = Objective.LogLeastAbsoluteDeviations });
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal));
        finding.Message.Should().Contain("no set of runs that the law passes through");
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_way_of_stopping_short_of_a_minimum_has_its_own_reason(Termination termination, string reason)
    {
        Finding finding = Made.Fit(Made.Certificate(termination)).Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain(reason);
    }

    [Fact]
    public void An_end_that_is_called_a_minimum_but_leaves_something_to_gain_is_not_believed()
    {
        Finding finding = Made.Fit(Made.Certificate(decrement: 2e-9)).Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal));
        finding.Message.Should().Contain("2.0e-9 of the objective remains to be gained");
        Made.Fit(Made.Certificate(decrement: null)).Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal))
            .Message.Should().Contain("not positive definite");
    }

    [Fact]
    public void What_rounding_leaves_to_gain_is_let_pass() =>
        Made.Fit(Made.Certificate(decrement: 1e-11)).Findings.Should().NotContain(f => f.Code == "SF3001");

    [Fact]
    public void Fits_of_the_Chinchilla_runs_converge_whatever_the_objective()
    {
        Objective[] objectives = [Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LeastSquares];
        foreach (Objective objective in objectives)
        {
            ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective).Findings.Should().NotContain(f => f.Code == "SF3001", objective.Name);
        }
    }
}
