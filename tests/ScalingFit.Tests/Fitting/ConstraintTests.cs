using ScalingFit.Numerics;

namespace ScalingFit.Tests.Fitting;

/// <summary>Bounds, ties, held parameters and groups together.</summary>
public sealed class ConstraintTests
{
    private static readonly RunSet Two = Groups(["a", "b"], 30);

    [Fact]
    public void No_fit_is_returned_outside_its_bounds()
    {
        // Student's t has several basins: the lowest one without bounds may lie outside although a parameter was let go within.
        RunSet noisy = Synthetic.Grid(scatter: 0.08);
        for (int k = 0; k < 40; k++)
        {
            int left = k % 3;
            RunSet runs = RunSet.Create(noisy.Where((_, i) => i % 3 != left));
            double low = 1.2 + (0.02 * k);
            LawFit fit = ScalingLaw.Chinchilla.Within("E", low, low + 0.01).Fit(runs, Objective.LogStudentT(0.003));
            fit["E"].Value.Should().BeInRange(low * (1 - 1e-11), (low + 0.01) * (1 + 1e-11));
        }
    }

    [Fact]
    public void No_resample_is_outside_either()
    {
        ScalingLaw law = ScalingLaw.Chinchilla.Within("alpha", 0.1, 0.335).Within("beta", 0.1, 0.335).Within("E", 1.6, 1.72);
        Bootstrap bootstrap = law.Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastAbsoluteDeviations).Bootstrap(60);
        bootstrap.Draws.Should().OnlyContain(d => d["alpha"] <= 0.335 * (1 + 1e-11) && d["beta"] <= 0.335 * (1 + 1e-11) && d["E"] >= 1.6 * (1 - 1e-11) && d["E"] <= 1.72 * (1 + 1e-11));
    }

    [Fact]
    public void Many_bounds_are_all_kept()
    {
        string[] labels = [.. Enumerable.Range(0, 12).Select(g => $"g{g}")];
        RunSet runs = Groups(labels, 12);
        LawFit fit = ScalingLaw.Chinchilla.Within("A", 1, 300).Grouped(labels, "E", "alpha", "beta", "B").With("alpha", 0.34).Fit(runs);
        foreach (string label in labels) fit[$"A[{label}]"].Value.Should().BeLessThanOrEqualTo(300 * (1 + 1e-11));
        fit.Certificate.ActiveBounds.Should().NotBeEmpty();
    }

    [Fact]
    public void A_single_group_may_be_held_or_bounded()
    {
        ScalingLaw law = ScalingLaw.Chinchilla.Grouped(["a", "b"], "E", "B", "beta");
        law.With("alpha[b]", 0.34).Fit(Two)["alpha[b]"].Value.Should().Be(0.34);
        LawFit fit = law.Within("alpha[b]", 0.1, 0.30).Fit(Two);
        fit["alpha[b]"].Value.Should().Be(0.30);
        fit["alpha[a]"].Value.Should().NotBe(0.30);
        fit.Bootstrap(20).Failed.Should().BeLessThan(3);
    }

    [Fact]
    public void Groups_may_be_tied_to_each_other_afterwards()
    {
        LawFit fit = ScalingLaw.Chinchilla.Grouped(["a", "b"], "E", "B", "beta").Tie("alpha[a]", "alpha[b]").Fit(Two);
        LawFit shared = ScalingLaw.Chinchilla.Grouped(["a", "b"], "E", "alpha", "B", "beta").Fit(Two);
        fit["alpha[b]"].Value.Should().Be(fit["alpha[a]"].Value);
        fit.Certificate.Objective.Should().BeApproximately(shared.Certificate.Objective, 1e-9 * shared.Certificate.Objective);
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Action wrong = () => ScalingLaw.Chinchilla.Tie("alpha", "beta").Grouped(["a", "b"], "beta");
        wrong.Should().Throw<ArgumentException>().WithMessage("beta is tied to alpha*");
        wrong = () => ScalingLaw.Chinchilla.Grouped(["a", ""], "E");
        wrong.Should().Throw<ArgumentException>().WithMessage("Every group needs a label*");
        wrong = () => ScalingLaw.Chinchilla.Within("alpha", 0.1, 0.3).With("alpha", 0.5);
        wrong.Should().Throw<ArgumentOutOfRangeException>().WithMessage("alpha is at least 0.1 and at most 0.3*");
        wrong = () => ScalingLaw.Chinchilla.With("alpha", 0.5).Within("alpha", 0.1, 0.3);
        wrong.Should().Throw<ArgumentException>().WithMessage("alpha is held*");
        ScalingLaw.Chinchilla.Within("A", 0).Bounds.Should().BeEmpty("A is positive anyway");
    }

    [Fact]
    public void Resamples_are_drawn_within_groups()
    {
        // One run alone in a group is in every resample.
        RunSet runs = RunSet.Create(Two.Where(r => r.Group is "a").Concat(Two.Where(r => r.Group is "b").Take(1)));
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Grouped(["a", "b"], "E", "alpha", "B", "beta").Fit(runs).Bootstrap(60);
        bootstrap.Failed.Should().Be(0);
        Action allocate = () => bootstrap.Fit.Fitted.Allocate(1e22);
        allocate.Should().Throw<NotSupportedException>().WithMessage("*choose one with ForGroup*");
    }

    private static RunSet Groups(string[] labels, int each)
    {
        var random = new RandomStream(4, 0);
        var runs = new List<TrainingRun>();
        for (int g = 0; g < labels.Length; g++)
        {
            for (int i = 0; i < each; i++)
            {
                double n = 5e7 * Math.Pow(10, 2.5 * random.NextDouble());
                double d = 1e9 * Math.Pow(10, 2.2 * random.NextDouble());
                double loss = 1.7 + ((400 + (200 * g)) / Math.Pow(n, 0.34)) + (1500 / Math.Pow(d, 0.33));
                runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = loss * Math.Exp(0.01 * Synthetic.Normal(ref random)), Group = labels[g] });
            }
        }

        return RunSet.Create(runs);
    }
}
