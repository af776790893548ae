using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class DeadTermTests
{
    [Fact]
    public void A_term_that_makes_up_a_twentieth_of_a_percent_of_the_loss_is_dead_and_its_share_is_shown()
    {
        LawFit fit = Weak(0.5);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("A/N^α").And.Contain("5.1e-4").And.NotContain("B/D^β");
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Scattered_runs_made_without_a_term_in_size_leave_it_dead()
    {
        RunSet runs = Synthetic.Grid(scatter: 0.001, law: Synthetic.Law.With("A", 1e-9));
        ScalingLaw.Chinchilla.Fit(runs).Findings.Single(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal)).Message.Should().Contain("A/N^α is at most 5.1e-4");
    }

    [Fact]
    public void A_term_four_times_as_large_lives() => Weak(2).Findings.Should().NotContain(f => f.Code == "SF3007");

    [Fact]
    public void Every_dead_term_is_named_and_one_at_the_limit_lives()
    {
        TermShare[] shares = [Made.Share("E", 9e-4), Made.Share("A/N^α", 1e-3), Made.Share("B/D^β", 2e-12)];
        Finding finding = Made.Fit(Made.Certificate(shares: shares)).Findings.Single(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal));
        finding.Message.Should().Contain("E is at most 9.0e-4").And.Contain("B/D^β is at most 2.0e-12").And.NotContain("A/N^α");
    }

    [Fact]
    public void A_term_whose_parameters_are_all_held_may_be_as_small_as_it_likes()
    {
        RunSet runs = Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("A", 1e-6), digits: 4);
        LawFit free = ScalingLaw.Chinchilla.With("alpha", 0.348).Fit(runs);
        free.Findings.Should().Contain(f => f.Code == "SF3007", "A is still fitted");
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit held = ScalingLaw.Chinchilla.With("alpha", 0.348).With("A", 1e-6).Fit(runs, objective);
            held.Certificate.TermShares[1].IsAlive.Should().BeFalse();
            held.Findings.Should().NotContain(f => f.Code == "SF3007", objective.Name);
            held.IsUsable.Should().BeTrue(objective.Name);
        }
    }

    [Fact]
    public void A_floor_next_to_nothing_is_dead_unless_it_is_held()
    {
        RunSet runs = Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("E", 1e-4), digits: 4);
        ScalingLaw.Chinchilla.Fit(runs).Findings.Single(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal)).Message.Should().Contain("E is at most");
        LawFit held = ScalingLaw.Chinchilla.With("E", 1e-4).Fit(runs);
        held.Findings.Should().NotContain(f => f.Code == "SF3007");
        held.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_dead_term_that_is_fitted_is_named_where_another_is_held()
    {
        TermShare[] shares = [Made.Share("E", 0.9), Made.Share("A/N^α", 1e-5), Made.Share("B/D^β", 1e-5)];
        ScalingLaw law = ScalingLaw.Chinchilla.With("A", 480).With("alpha", 0.35);
        Made.Fit(Made.Certificate(shares: shares), law).Findings.Single(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal)).Message
            .Should().Contain("B/D^β").And.NotContain("A/N^α");
    }

    [Fact]
    public void Every_term_of_the_Chinchilla_runs_lives() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF3007");

    private static LawFit Weak(double amplitude) =>
        ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("A", amplitude), digits: 4));
}
