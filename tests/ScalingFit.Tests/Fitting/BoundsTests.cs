using ScalingFit.Data;

namespace ScalingFit.Tests.Fitting;

public sealed class BoundsTests
{
    private static readonly RunSet Runs = Datasets.ChinchillaWithoutOutliers;

    public static TheoryData<string> Objectives => ["log-Huber", "least squares", "absolute"];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_bound_beyond_the_minimum_changes_nothing(string objective)
    {
        LawFit free = ScalingLaw.Chinchilla.Fit(Runs, Of(objective));
        LawFit bounded = ScalingLaw.Chinchilla.Within("E", 1, 3).Within("alpha", 0.1, 0.9).Fit(Runs, Of(objective));
        bounded.Fitted.Values.Should().Equal(free.Fitted.Values);
        bounded.Certificate.ActiveBounds.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_bound_short_of_the_minimum_is_where_the_fit_ends_as_if_held_there(string objective)
    {
        LawFit bounded = ScalingLaw.Chinchilla.Within("E", 1.9).Fit(Runs, Of(objective));
        LawFit held = ScalingLaw.Chinchilla.With("E", 1.9).Fit(Runs, Of(objective));
        bounded["E"].Value.Should().Be(1.9);
        bounded["E"].IsAtBound.Should().BeTrue();
        bounded.Certificate.ActiveBounds.Should().Equal("E");
        bounded.Certificate.Objective.Should().BeApproximately(held.Certificate.Objective, 1e-12 * held.Certificate.Objective);
        bounded.Findings.Should().Contain(f => f.Code == "SF3003" && f.Severity == Severity.Warning);
        bounded.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_bound_that_another_makes_needless_is_let_go_again()
    {
        // Free, A is 478: beyond its bound. With E at least 1.9 α rises and A to 800, and only E rests on its bound.
        LawFit fit = ScalingLaw.Chinchilla.Within("A", 600).Within("E", 1.9).Fit(Runs);
        LawFit heldA = ScalingLaw.Chinchilla.With("A", 600).Within("E", 1.9).Fit(Runs);
        LawFit heldE = ScalingLaw.Chinchilla.With("E", 1.9).Fit(Runs);
        bool needless = heldE["A"].Value >= 600;
        needless.Should().BeTrue("the example is one of a bound that becomes needless");
        fit.Certificate.ActiveBounds.Should().Equal("E");
        fit.Certificate.Objective.Should().BeLessThanOrEqualTo(heldA.Certificate.Objective);
        fit.Certificate.Objective.Should().BeApproximately(heldE.Certificate.Objective, 1e-12 * heldE.Certificate.Objective);
    }

    [Fact]
    public void Each_resample_finds_its_own_active_bounds()
    {
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Within("E", 1.82).Fit(Runs).Bootstrap(200);
        bootstrap.Draws.Should().OnlyContain(d => d["E"] >= 1.82);
        bootstrap.Draws.Should().Contain(d => d["E"] == 1.82).And.Contain(d => d["E"] > 1.82);
        bootstrap.Failed.Should().Be(0);

        // Where the bound is not active the resample is that of the law without it.
        FittedLaw[] free = [.. ScalingLaw.Chinchilla.Fit(Runs).Bootstrap(200).Draws];
        for (int k = 0; k < free.Length; k++)
        {
            if (free[k]["E"] > 1.8201) bootstrap.Draws[k]["alpha"].Should().BeApproximately(free[k]["alpha"], 1e-6);
            else if (free[k]["E"] < 1.8199) bootstrap.Draws[k]["E"].Should().Be(1.82);
        }
    }

    [Fact]
    public void Bounds_that_are_no_interval_are_refused()
    {
        Action wrong = () => ScalingLaw.Chinchilla.Within("E", 2, 1);
        wrong.Should().Throw<ArgumentException>().WithMessage("E cannot lie between 2 and 1.*");
        wrong = () => ScalingLaw.Chinchilla.Within("A", double.NegativeInfinity, -3);
        wrong.Should().Throw<ArgumentException>();
        ScalingLaw.Chinchilla.Within("alpha", 0.2, 0.5).ToString().Should().EndWith("with α at least 0.2 and at most 0.5");
    }

    private static Objective Of(string name) => name switch
    {
        "absolute" => Objective.LogLeastAbsoluteDeviations,
        "least squares" => Objective.LeastSquares,
        _ => Objective.Default,
    };
}
