using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class NotConvergedTests
{
    public static TheoryData<Termination, string> Reasons => new()
    {
        { Termination.FlatDirection, "leaves the objective unchanged" },
        { Termination.IterationLimit, "3000 iterations" },
        { Termination.NoDescent, "no step lowered the objective" },
        { Termination.NoVertex, "no set of runs that the law passes through" },
    };

    [Fact]
    public void A_fit_cut_short_says_after_how_many_iterations()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 3 });
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("limit of 3 iterations was reached");
        finding.Advice.Should().StartWith("Raise IterationLimit if it was lowered. ").And.Contain("hold a parameter");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void A_single_iteration_is_written_in_the_singular() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 1 }).Findings
            .Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal)).Message.Should().Contain("limit of 1 iteration was reached");

    [Theory]
    [InlineData(Termination.FlatDirection)]
    [InlineData(Termination.NoDescent)]
    [InlineData(Termination.NoVertex)]
    public void Where_the_limit_was_not_reached_raising_it_is_not_advised(Termination termination) =>
        Made.Fit(Made.Certificate(termination)).Findings.Single(f => string.Equals(f.Code, "SF3001", StringComparison.Ordinal)).Advice
            .Should().NotContain("IterationLimit").And.NotBeEmpty();

    [Fact]
    public void With_every_parameter_held_there_is_nothing_to_find_and_the_fit_is_usable()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37);
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LeastSquares })
        {
            foreach (RunSet runs in new[] { Datasets.ChinchillaWithoutOutliers, Made.Grid([4e8], Made.Amounts), Made.Rays(20) })
            {
                LawFit fit = held.Fit(runs, objective);
                fit.Certificate.Termination.Should().Be(Termination.Converged, objective.Name);

                // Whether numbers from elsewhere suit the runs is another question.
                fit.Findings.Where(f => !f.Code.StartsWith("SF4", StringComparison.Ordinal)).Should().OnlyContain(f => f.Severity == Severity.Information, objective.Name);
                fit.IsUsable.Should().BeTrue(objective.Name);
                fit["alpha"].Value.Should().Be(0.35);
            }
        }
    }

    [Fact]
    public void Least_absolute_deviations_without_a_vertex_say_so()
    {
        LawFit fit = Made.Fit(Made.Certificate(termination: Termination.NoVertex, decrement: null));
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
