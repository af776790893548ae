using ScalingFit.Data;

namespace ScalingFit.Tests.Uncertainty;

/// <summary>Tests of a parameter's value: whether k = 1 would do, for instance.</summary>
public sealed class ParameterTestTests
{
    [Fact]
    public void Held_at_one_the_coupled_law_is_Chinchillas_and_the_rise_is_what_that_costs()
    {
        LawFit coupled = ScalingLaw.Coupled.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastSquares);
        LawFit chinchilla = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastSquares);
        ParameterTest test = coupled.Test("k", 1);
        test.HeldObjective.Should().BeApproximately(chinchilla.Certificate.Objective, 1e-10 * chinchilla.Certificate.Objective);
        test.RelativeRise.Should().BeApproximately((chinchilla.Certificate.Objective / coupled.Certificate.Objective) - 1, 1e-9);
        test.PValue.Should().BeInRange(0, 1);
        test.Held["beta"].Should().BeApproximately(chinchilla["beta"].Value, 1e-6);
    }

    [Fact]
    public void The_probability_is_one_at_the_estimate_and_a_twentieth_at_the_end_of_the_95_percent_interval()
    {
        LawFit fit = ScalingLaw.Coupled.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastSquares);
        fit.Test("k", fit["k"].Value).PValue.Should().BeApproximately(1, 1e-3);
        Interval interval = fit.Profile("k").Interval();
        fit.Test("k", interval.Upper).PValue.Should().BeApproximately(0.05, 1e-4);
        fit.Test("k", interval.Lower).PValue.Should().BeApproximately(0.05, 1e-4);
    }

    [Fact]
    public void By_the_default_objective_it_is_withheld_with_the_reason_and_a_bootstrap_answers()
    {
        LawFit fit = ScalingLaw.Coupled.Fit(Datasets.ChinchillaWithoutOutliers);
        ParameterTest test = fit.Test("k", 1);
        test.PValue.Should().BeNull();
        test.Findings.Should().Contain(f => f.Code == "SF3008");
        test.ToString().Should().Contain("p withheld (SF3008").And.Contain("k = 1 against 0.7741").And.EndWith("; ask a bootstrap");

        Bootstrap bootstrap = fit.Bootstrap(200, seed: 1);
        ParameterTest resampled = bootstrap.Test("k", 1);
        int above = bootstrap.Draws.Count(d => d["k"] >= 1);
        resampled.PValue.Should().BeApproximately(Math.Min(1, 2 * (Math.Min(above, 200 - above) + 1.0) / 201), 1e-12);
        resampled.Method.Should().Be("resampling");
        resampled.HeldObjective.Should().Be(test.HeldObjective);
    }

    [Fact]
    public void Runs_made_with_k_of_a_half_speak_against_one()
    {
        FittedLaw truth = ScalingLaw.Coupled.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.6, ["A"] = 5000, ["alpha"] = 0.5, ["B"] = 30000, ["beta"] = 0.52, ["k"] = 0.5 });
        RunSet runs = Synthetic.Grid(8, 8, scatter: 0.001, seed: 3, law: truth);
        ScalingLaw.Coupled.Fit(runs, Objective.LogLeastSquares).Test("k", 1).PValue.Should().BeLessThan(1e-6);
        ScalingLaw.Coupled.Fit(runs, Objective.LogLeastSquares).Test("k", 0.5).PValue.Should().BeGreaterThan(0.001);
    }

    [Fact]
    public void A_value_out_of_range_and_an_unknown_name_are_refused()
    {
        LawFit fit = ScalingLaw.Coupled.Fit(Synthetic.Grid(6, 6, scatter: 0.01));
        Action negative = () => fit.Test("k", -1);
        negative.Should().Throw<ArgumentOutOfRangeException>();
        Action unknown = () => fit.Test("q", 1);
        unknown.Should().Throw<ArgumentException>().WithMessage("*no parameter \"q\"*");
    }

    [Fact]
    public void A_bootstrap_that_withholds_the_probability_does_not_send_back_to_a_bootstrap()
    {
        // Six runs do not bear resamples of five parameters.
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(3, 2, scatter: 0.01)).Bootstrap(20, seed: 1);
        bootstrap.IsUsable.Should().BeFalse();
        bootstrap.Test("alpha", 1).ToString().Should().Contain("p withheld").And.NotContain("ask a bootstrap");
    }
}
