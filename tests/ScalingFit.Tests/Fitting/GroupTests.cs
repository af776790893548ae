using ScalingFit.Numerics;

namespace ScalingFit.Tests.Fitting;

/// <summary>One law for several groups: what is shared is fitted to all runs, the rest to each group's.</summary>
public sealed class GroupTests
{
    private static readonly string[] Optimizers = ["adam", "muon", "sgd"];
    private static readonly double[] Sizes = [480, 390, 700];
    private static readonly double[] Amounts = [2100, 1800, 2600];

    [Fact]
    public void The_truth_comes_back_where_groups_share_floor_and_exponents()
    {
        ScalingLaw law = ScalingLaw.Chinchilla.Grouped(Optimizers, "E", "alpha", "beta");
        law.Parameters.Select(p => p.Name).Should().Equal("E", "A[adam]", "A[muon]", "A[sgd]", "alpha", "B[adam]", "B[muon]", "B[sgd]", "beta");
        LawFit fit = law.Fit(Runs(scatter: 0));
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        for (int g = 0; g < 3; g++)
        {
            FittedLaw own = fit.Fitted.ForGroup(Optimizers[g]);
            own["A"].Should().BeApproximately(Sizes[g], 1e-6 * Sizes[g]);
            own["B"].Should().BeApproximately(Amounts[g], 1e-6 * Amounts[g]);
            own["alpha"].Should().BeApproximately(0.35, 1e-8);
            own.Allocate(1e22).Should().NotBeNull();
        }
    }

    [Fact]
    public void Groups_that_share_nothing_are_fits_of_their_own()
    {
        RunSet runs = Runs(scatter: 0.003);
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit fit = ScalingLaw.Chinchilla.Grouped(Optimizers).Fit(runs, objective);
            fit.IsUsable.Should().BeTrue(string.Join(' ', fit.Findings));
            double sum = 0;
            foreach (string group in Optimizers)
            {
                LawFit alone = ScalingLaw.Chinchilla.Fit(runs.Where(r => string.Equals(r.Group, group, StringComparison.Ordinal), because: "one group"), objective);
                sum += alone.Certificate.Objective;
                FittedLaw own = fit.Fitted.ForGroup(group);
                foreach (string name in new[] { "E", "A", "alpha", "B", "beta" }) own[name].Should().BeApproximately(alone[name].Value, 1e-6 * alone[name].Value, "{0} of {1} by {2}", name, group, objective);
            }

            fit.Certificate.Objective.Should().BeApproximately(sum, 1e-10 * sum);
        }
    }

    [Fact]
    public void Sharing_costs_and_the_more_is_shared_the_more()
    {
        RunSet runs = Runs(scatter: 0.003);
        double none = ScalingLaw.Chinchilla.Grouped(Optimizers).Fit(runs).Certificate.Objective;
        double floor = ScalingLaw.Chinchilla.Grouped(Optimizers, "E").Fit(runs).Certificate.Objective;
        double exponents = ScalingLaw.Chinchilla.Grouped(Optimizers, "E", "alpha", "beta").Fit(runs).Certificate.Objective;
        double amplitude = ScalingLaw.Chinchilla.Grouped(Optimizers, "E", "A").Fit(runs).Certificate.Objective;
        double all = ScalingLaw.Chinchilla.Grouped(Optimizers, "E", "A", "alpha", "B", "beta").Fit(runs).Certificate.Objective;
        none.Should().BeLessThan(floor);
        floor.Should().BeLessThan(exponents);
        floor.Should().BeLessThan(amplitude);
        exponents.Should().BeLessThan(all);
        all.Should().BeApproximately(ScalingLaw.Chinchilla.Fit(runs).Certificate.Objective, 1e-9 * all);
    }

    [Fact]
    public void A_grouped_fit_can_be_resampled_and_says_where_it_needs_a_group()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("E", 1.8).Tie("alpha", "beta").Grouped(Optimizers, "E", "alpha", "beta").Fit(Runs(scatter: 0.003));
        fit["E"].IsHeld.Should().BeTrue();
        fit["beta"].TiedTo.Should().Be("alpha");
        Bootstrap bootstrap = fit.Bootstrap(100);
        bootstrap.Failed.Should().Be(0);
        bootstrap.StandardErrorOf(f => f.ForGroup("muon").Predict(1e9, 1e10)).Should().BeInRange(1e-4, 1e-2);
        Action predict = () => fit.Fitted.Predict(1e9, 1e10);
        predict.Should().Throw<NotSupportedException>().WithMessage("*choose one with ForGroup*");
        Action other = () => fit.Fitted.ForGroup("lion");
        other.Should().Throw<ArgumentException>().WithMessage("*no group \"lion\"; it has adam, muon, sgd.*");
        fit.Summary().ToString().Should().Contain("A[muon]");
    }

    [Fact]
    public void A_run_of_an_unknown_group_is_listed()
    {
        RunSet runs = Runs(scatter: 0);
        Action fit = () => ScalingLaw.Chinchilla.Grouped(["adam", "muon"], "E").Fit(runs);
        fit.Should().Throw<RunDataException>().Which.Problems.Should().HaveCount(runs.Count / 3).And.OnlyContain(p => p.Column == "group" && p.Value == "sgd");
    }

    private static RunSet Runs(double scatter)
    {
        var runs = new List<TrainingRun>();
        var random = new RandomStream(3, 0);
        for (int i = 0; i < 6 * 5; i++)
        {
            // Groups take turns, so that the engine has to sort them.
            for (int g = 0; g < 3; g++)
            {
                double n = 5e7 * Math.Pow(10, 2.5 * (i / 5) / 5);
                double d = 1e9 * Math.Pow(10, 2.2 * (i % 5) / 4);
                double loss = 1.8 + (Sizes[g] / Math.Pow(n, 0.35)) + (Amounts[g] / Math.Pow(d, 0.37));
                runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = loss * Math.Exp(scatter * Synthetic.Normal(ref random)), Group = Optimizers[g] });
            }
        }

        return RunSet.Create(runs);
    }
}
