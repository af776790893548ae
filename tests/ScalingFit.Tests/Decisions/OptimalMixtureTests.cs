using ScalingFit.Tests.Laws.Library;

namespace ScalingFit.Tests.Decisions;

/// <summary>The best mixture: known optima, multipliers, caps, and what cannot be had.</summary>
public sealed class OptimalMixtureTests
{
    private static readonly MixtureDomains Domains = MixtureDomains.Of("web", "code", "books");

    [Fact]
    public void A_linear_law_fills_the_cheapest_domains_up_to_their_caps()
    {
        OptimalMixture free = Linear(2, 4, 3).OptimalMixture(Domains);
        free.Shares.Should().Equal(1, 0, 0);
        free.Loss.Should().Be(2);
        free.Gap.Should().Be(0);
        free.IsConvex.Should().BeTrue();
        free.AtLower.Should().Equal("code", "books");

        OptimalMixture capped = Linear(2, 4, 3).OptimalMixture(Domains, new MixtureConstraints { Upper = Share(("web", 0.6)), Lower = Share(("code", 0.1)) });
        Near(capped.Shares, [0.6, 0.1, 0.3], 1e-12);
        capped.AtUpper.Should().Equal("web");
        capped.AtLower.Should().Equal("code");
        Near(capped.Multipliers, [-1, 1, 0], 1e-12);
        capped.Gap.Should().BeLessThan(1e-14);
    }

    [Fact]
    public void Each_domains_own_power_law_gives_the_mixture_of_the_closed_form()
    {
        // Σ C_j/r_j^α is lowest where r_j goes as C_j^(1/(1 + α)).
        double[] sizes = [1, 2, 4];
        const double alpha = 0.5;
        OptimalMixture best = Domains.OptimalMixture(Domains.Names.Select((n, j) => new MixtureTarget(BiMix(n, sizes[j], alpha))), at: new TrainingRun { Loss = 1, Tokens = 1e10 });
        double[] expected = [.. sizes.Select(c => Math.Pow(c, 1 / (1 + alpha)))];
        Near(best.Shares, [.. expected.Select(e => e / expected.Sum())], 1e-8);
        best.IsConvex.Should().BeTrue();
        best.Gap.Should().BeLessThan(1e-9);
        best.AtLower.Should().BeEmpty();
    }

    [Fact]
    public void The_optimum_of_a_sum_of_exponential_laws_is_lower_than_a_fine_grid_and_satisfies_its_conditions()
    {
        MixtureTarget[] targets = [new(Exponential(1.5, 2, -2, 1), 1), new(Exponential(1.2, 1.8, 1.4, -2.5), 0.7), new(Exponential(1, 3, 1.2, 0.8), 0.5)];
        OptimalMixture best = Domains.OptimalMixture(targets);
        best.IsConvex.Should().BeTrue();
        best.Gap.Should().BeLessThan(1e-10);
        double grid = double.PositiveInfinity;
        for (int i = 0; i <= 200; i++)
        {
            for (int j = 0; j <= 200 - i; j++) grid = Math.Min(grid, Sum(targets, [i / 200.0, j / 200.0, (200 - i - j) / 200.0]));
        }

        best.Loss.Should().BeLessThanOrEqualTo(grid + 1e-12).And.BeGreaterThan(grid - 1e-3);
        best.Shares.Sum().Should().BeApproximately(1, 1e-14);
        best.Loss.Should().BeApproximately(Sum(targets, [.. best.Shares]), 1e-12);
    }

    [Fact]
    public void Multipliers_are_what_moving_a_cap_would_change()
    {
        MixtureTarget[] targets = [new(Exponential(1.5, 2, -2, 1)), new(Exponential(1.2, 1.8, 1.4, -2.5))];
        OptimalMixture at = Domains.OptimalMixture(targets, new MixtureConstraints { Upper = Share(("web", 0.3)) });
        at.AtUpper.Should().Equal("web");
        const double step = 1e-5;
        OptimalMixture above = Domains.OptimalMixture(targets, new MixtureConstraints { Upper = Share(("web", 0.3 + step)) });
        OptimalMixture below = Domains.OptimalMixture(targets, new MixtureConstraints { Upper = Share(("web", 0.3 - step)) });
        at.Multipliers[0].Should().BeNegative();
        at.Multipliers[0].Should().BeApproximately((above.Loss - below.Loss) / (2 * step), 1e-6);
    }

    [Fact]
    public void A_law_that_is_not_convex_is_searched_from_many_mixtures()
    {
        // Returns that rise with the share make every corner a minimum of its own; the best of them is the mixture of code alone.
        FittedLaw law = LawExamples.Of(
            ScalingLaw.MixtureBias(Domains),
            ("E", 1.3), ("A", 480), ("alpha", 0.34), ("B", 1900), ("beta", 0.36), ("C_web", 1), ("C_code", 1.2), ("C_books", 0.8), ("gamma_web", 3), ("gamma_code", 3), ("gamma_books", 3));
        OptimalMixture best = law.OptimalMixture(Domains, at: new TrainingRun { Loss = 1, Parameters = 1e9, Tokens = 1e11 });
        best.IsConvex.Should().BeFalse();
        Near(best.Shares, [0, 1, 0], 1e-6);
        best.StartsAgreeing.Should().BeInRange(1, best.Starts - 1);
    }

    [Fact]
    public void The_additive_law_has_one_best_mixture_at_every_scale()
    {
        FittedLaw law = LawExamples.Of(
            ScalingLaw.MixtureBias(Domains),
            ("E", 1.3), ("A", 480), ("alpha", 0.34), ("B", 1900), ("beta", 0.36), ("C_web", 1.6), ("C_code", 0.7), ("C_books", 0.9), ("gamma_web", 0.45), ("gamma_code", 0.6), ("gamma_books", 0.3));
        OptimalMixture small = law.OptimalMixture(Domains, at: new TrainingRun { Loss = 1, Parameters = 1e8, Tokens = 1e10 });
        OptimalMixture large = law.OptimalMixture(Domains, at: new TrainingRun { Loss = 1, Parameters = 7e9, Tokens = 2e12 });
        small.IsConvex.Should().BeTrue();
        Near(small.Shares, [.. large.Shares], 1e-7);
        large.Loss.Should().BeLessThan(small.Loss);
        double benefit = Enumerable.Range(0, 3).Max(j => Math.Abs(Slope(j) - Slope(0)));
        benefit.Should().BeLessThan(1e-5, "γ C r^(γ - 1) is the same for every domain at the optimum");

        double Slope(int j)
        {
            string n = Domains.Names[j];
            return law["gamma_" + n] * law["C_" + n] * Math.Pow(small.Shares[j], law["gamma_" + n] - 1);
        }
    }

    [Fact]
    public void Repetition_caps_a_share_at_epochs_times_available_over_total()
    {
        var constraints = new MixtureConstraints { MaximumEpochs = 4, AvailableTokens = Share(("web", 5e9), ("books", 1e10)), TotalTokens = 1e11 };
        OptimalMixture best = Linear(2, 4, 3).OptimalMixture(Domains, constraints);
        Near(best.Shares, [0.2, 0.4, 0.4], 1e-12);
        best.AtUpper.Should().Equal("web", "books");
    }

    [Fact]
    public void Constraints_that_leave_no_mixture_say_why()
    {
        FittedLaw law = Linear(2, 4, 3);
        Throws(new MixtureConstraints { Lower = Share(("web", 0.7), ("code", 0.5)) }, "*least shares add up to 1.2, more than 1*web 0.7*");
        Throws(new MixtureConstraints { Upper = Share(("web", 0.3), ("code", 0.3), ("books", 0.2)) }, "*largest shares add up to 0.8, less than 1*");
        Throws(new MixtureConstraints { Lower = Share(("web", 0.7)), Upper = Share(("web", 0.5)) }, "*web must have at least 0.7 and may have at most 0.5*");
        Throws(new MixtureConstraints { Upper = Share(("wiki", 0.5)) }, "*no domain \"wiki\"*");
        Throws(new MixtureConstraints { Upper = Share(("web", 1.5)) }, "*Upper of web is no share*");
        Throws(new MixtureConstraints { MaximumEpochs = 4 }, "*needs TotalTokens and AvailableTokens*");

        void Throws(MixtureConstraints constraints, string message) => law.Invoking(l => l.OptimalMixture(Domains, constraints)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void What_else_a_law_depends_on_must_be_given()
    {
        BiMix("web", 2, 0.5).Invoking(l => l.OptimalMixture(Domains)).Should().Throw<ArgumentException>().WithMessage("*also depends on D (tokens)*");
        Published.Hoffmann2022.Invoking(l => l.OptimalMixture(Domains)).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void The_mean_of_the_best_drawn_is_repeatable_and_above_the_optimum()
    {
        FittedLaw law = Exponential(1.5, 2, -2, 1);
        SimulatedMixture first = law.SimulatedMixture(Domains, simulation: new MixtureSimulation { Draws = 20_000, Best = 50 });
        SimulatedMixture second = law.SimulatedMixture(Domains, simulation: new MixtureSimulation { Draws = 20_000, Best = 50 });
        first.Shares.Should().Equal(second.Shares);
        first.Shares.Sum().Should().BeApproximately(1, 1e-12);
        OptimalMixture best = law.OptimalMixture(Domains);
        first.BestLoss.Should().BeGreaterThan(best.Loss).And.BeLessThan(best.Loss + 0.01);
        first["web"].Should().BeInRange(0.95, 1);
        first.Loss.Should().BeGreaterThanOrEqualTo(first.BestLoss);
        law.Invoking(l => l.SimulatedMixture(Domains, new MixtureConstraints { Upper = Share(("web", 0.001)), Lower = Share(("code", 0.9)) }, new MixtureSimulation { Draws = 1000 }))
            .Should().Throw<InvalidOperationException>().WithMessage("*of 1000 mixtures drawn satisfied the constraints*");
    }

    [Fact]
    public void Draws_have_the_means_and_spreads_of_their_Dirichlet_distribution()
    {
        // The mean over 20000 draws of all: a_j/Σa, with standard errors of at most 0.003; five of them are allowed.
        FittedLaw law = Linear(2, 2, 2);
        SimulatedMixture all = law.SimulatedMixture(Domains, simulation: new MixtureSimulation { Draws = 20_000, Best = 20_000, Concentrations = Share(("web", 0.3), ("code", 2), ("books", 1)) });
        Near(all.Shares, [0.3 / 3.3, 2 / 3.3, 1 / 3.3], 0.015);
    }

    [Fact]
    public void Resamples_give_an_interval_of_every_share_and_a_finding_where_no_run_was()
    {
        var random = new Random(3);
        FittedLaw truth = Exponential(1.5, 2, -2, -1.9);
        RunSet runs = RunSet.Create(Enumerable.Range(0, 60).Select(_ =>
        {
            double[] s = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            double[] shares = [.. s.Select(x => x / s.Sum())];
            return new TrainingRun { Values = Domains.Values(shares), Loss = Sum([new(truth)], shares) + (0.02 * (random.NextDouble() - 0.5)) };
        }));
        LawFit fit = ScalingLaw.ExponentialMixing(Domains).Fit(runs, Objective.LeastSquares);
        OptimalMixture best = fit.Bootstrap(200).OptimalMixture(Domains, new MixtureConstraints { Upper = Share(("web", 0.9)) });
        best.ShareIntervals.Should().HaveCount(3);
        for (int j = 0; j < 3; j++) best.ShareIntervals![j].Contains(best.Shares[j]).Should().BeTrue();
        best.LossInterval!.Value.Contains(best.Loss).Should().BeTrue();
        best.Findings.Should().ContainSingle(f => f.Code == "SF5002").Which.Message.Should().Contain("web 0.9 is above the largest share of any run");
    }

    private static void Near(IReadOnlyList<double> shares, double[] expected, double tolerance)
    {
        for (int j = 0; j < expected.Length; j++) shares[j].Should().BeApproximately(expected[j], tolerance);
    }

    private static double Sum(MixtureTarget[] targets, double[] shares) => targets.Sum(t => t.Weight * t.Law.Predict(new TrainingRun { Loss = 1, Values = Domains.Values(shares) }));

    private static FittedLaw Linear(double web, double code, double books) => LawExamples.Of(ScalingLaw.LinearMixture(Domains), ("b_web", web), ("b_code", code), ("b_books", books));

    private static FittedLaw Exponential(double c, double k, double web, double code) => LawExamples.Of(ScalingLaw.ExponentialMixing(Domains), ("c", c), ("k", k), ("t_web", web), ("t_code", code));

    private static FittedLaw BiMix(string domain, double c, double alpha) => LawExamples.Of(ScalingLaw.BiMix(domain), ("B", 1e-200), ("beta", 0.3), ("C", c), ("alpha", alpha));

    private static Dictionary<string, double> Share(params (string Domain, double Value)[] values) => LawExamples.Values(values);
}
