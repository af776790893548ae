using System.Globalization;
using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// The 27 loss curves of Luo et al. 2025 (arXiv:2503.12811): their published parameters give their published errors; the same objective on the same three training curves has a far lower minimum, which
/// predicts the other six worse. Published errors: the README of the authors' repository, thu-yao-01-luo/MultiPowerLaw.
/// </summary>
public sealed class ScheduleTests
{
    private static readonly string[] Training = ["cosine_24000", "constant_24000", "wsdcon_9"];

    private static readonly Dictionary<string, LearningRateSchedule> Schedules = new(StringComparer.Ordinal);

    private static readonly RunSet Curves = Read();

    private static readonly Dictionary<int, LawFit> Fits = [];

    [Fact]
    public void The_schedules_have_the_logged_rates()
    {
        Curves.Count.Should().Be(6265);
        Schedules.Should().HaveCount(9);
        Curves.Max(r => Math.Abs(r.Schedule!.RateAt(r.Step!.Value) - r.Values["rate"])).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData(25, 0.9988, 0.00376, 0.00110, 0.00409)]
    [InlineData(100, 0.9983, 0.00435, 0.00142, 0.00583)]
    [InlineData(400, 0.9978, 0.00484, 0.00168, 0.00995)]
    public void The_published_parameters_give_the_published_errors_on_the_six_test_curves(int size, double rSquared, double mean, double relative, double worst)
    {
        // One more digit of the same, since the fourth or fifth may be rounded or cut off: 0.004095 is printed as 0.00409.
        Errors errors = TestErrors(PublishedFor(size), size);
        errors.RSquared.Should().BeApproximately(rSquared, 0.51e-4);
        errors.MeanAbsolute.Should().BeApproximately(mean, 0.51e-5);
        errors.MeanRelative.Should().BeApproximately(relative, 0.51e-5);
        errors.WorstRelative.Should().BeApproximately(worst, 0.51e-5);
        if (size == 400) errors.RootMeanSquare.Should().BeApproximately(0.0073, 0.51e-4);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(400)]
    public void The_nodes_sum_what_the_law_sums_over_every_step_to_within_1e_6_of_loss(int size)
    {
        // Every 25th row of each schedule, and steps in the warm-up, just after it, and the last; also at our own minimum, whose shape is quite another.
        foreach (LearningRateSchedule schedule in Schedules.Values)
        {
            long[] logged = [.. Curves.Where(r => ReferenceEquals(r.Schedule, schedule) && IsOf(r, size)).Select(r => r.Step!.Value).Order()];
            RunSet rows = RunSet.Create(logged.Where((_, i) => i % 25 == 0).Concat([1, 30, 500, 2158, 2159, 2200, schedule.Length]).Select(step => new TrainingRun { Step = step, Schedule = schedule, Loss = 1 }));
            foreach (FittedLaw law in new[] { PublishedFor(size), Fit(size).Fitted })
            {
                IReadOnlyList<double> losses = law.Predict(rows);
                for (int i = 0; i < losses.Count; i++) losses[i].Should().BeApproximately(Exact(law, schedule, (int)rows[i].Step!.Value), 1e-6, $"{schedule.Name}, step {rows[i].Step}");
            }
        }
    }

    [Theory]
    [InlineData(25, 0.00029122, 0.00013843, 0.9976, 0.00462)]
    [InlineData(100, 0.00028096, 0.00002133, 0.9971, 0.00499)]
    [InlineData(400, 0.00057699, 0.00007883, 0.9964, 0.00602)]
    public void The_training_curves_have_a_far_lower_minimum_than_the_published_point_and_it_predicts_the_test_curves_worse(int size, double published, double lowest, double rSquared, double mean)
    {
        LawFit fit = Fit(size);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit.Certificate.Objective.Should().BeApproximately(lowest, 1e-8);

        // The published point by the law as it is printed, and by the nodes that stand for its sum.
        double exact = HuberSum.OfLogarithms(fit.Runs.Select(r => Exact(PublishedFor(size), r.Schedule!, (int)r.Step!.Value)), fit.Runs, 1e-3);
        exact.Should().BeApproximately(published, 0.51e-8);
        HuberSum.OfLogarithms(PublishedFor(size).Predict(fit.Runs), fit.Runs, 1e-3).Should().BeApproximately(exact, 1e-8);
        Errors ours = TestErrors(fit.Fitted, size);
        ours.RSquared.Should().BeApproximately(rSquared, 0.51e-4).And.BeLessThan(TestErrors(PublishedFor(size), size).RSquared);
        ours.MeanAbsolute.Should().BeApproximately(mean, 0.51e-5);

        // Three curves do not determine seven parameters, and the fit says so.
        fit.Findings.Should().Contain(f => f.Code == "SF3005");
        fit.Summary().ToString().Should().Contain("SF3005").And.MatchRegex(@"(?m)^ +t 2\S+ to 2\S+, loss ");
    }

    [Theory]
    [InlineData(25, 3.24667, 0.54268, 0.82556, 0.39168, 0.9933)]
    [InlineData(100, 2.91219, 0.58859, 0.77172, 0.46778, 0.9959)]
    [InlineData(400, 2.67008, 0.63008, 0.72762, 0.55602, 0.9964)]
    public void The_annealing_law_reaches_an_independent_fit_which_counts_step_0_as_a_step(int size, double l0, double a, double alpha, double c, double rSquared)
    {
        // The reference counts the step 0 of the logs as one at the peak rate: one step more everywhere.
        RunSet rows = TrainingCurves(size);
        var later = Schedules.Values.ToDictionary(s => s, s => LearningRateSchedule.FromRates([.. Enumerable.Range(0, s.Length + 1).Select(k => s.RateAt(k))]));
        LawFit shifted = ScalingLaw.Annealing().Fit(RunSet.Create(rows.Select(r => r with { Step = r.Step + 1, Schedule = later[r.Schedule!] })));
        shifted["L0"].Value.Should().BeApproximately(l0, 1e-5);
        shifted["A"].Value.Should().BeApproximately(a, 1e-5);
        shifted["alpha"].Value.Should().BeApproximately(alpha, 1e-5);
        shifted["C"].Value.Should().BeApproximately(c, 1e-5);

        LawFit fit = ScalingLaw.Annealing().Fit(rows);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit.Certificate.Objective.Should().BeLessThanOrEqualTo(shifted.Certificate.Objective);
        fit["alpha"].Value.Should().BeApproximately(alpha, 4e-4);
        TestErrors(fit.Fitted, size).RSquared.Should().BeApproximately(rSquared, 0.51e-4);
    }

    private static LawFit Fit(int size)
    {
        lock (Fits)
        {
            if (!Fits.TryGetValue(size, out LawFit? fit)) Fits.Add(size, fit = ScalingLaw.MultiPower.Fit(TrainingCurves(size)));
            return fit;
        }
    }

    private static RunSet TrainingCurves(int size) => Curves.Where(r => IsOf(r, size) && Training.Contains(r.Name, StringComparer.Ordinal), because: "other sizes, and the test curves");

    private static FittedLaw PublishedFor(int size) => size switch { 25 => Published.Luo2025Of25M, 100 => Published.Luo2025Of100M, _ => Published.Luo2025Of400M };

    private static bool IsOf(TrainingRun run, int size) => string.Equals(run.Group, size.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static RunSet Read()
    {
        RunSet rows = RunFile.Read(
            Path.Combine(AppContext.BaseDirectory, "data", "mpl-lr-schedules", "curves.csv"),
            new RunFileOptions { Step = "step", Name = "schedule", Group = "nominal_parameters_millions", Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["rate"] = "learning_rate" } });
        foreach (string name in rows.Select(r => r.Name!).Distinct(StringComparer.Ordinal)) Schedules.Add(name, ScheduleOf(name));
        return RunSet.Create(rows.Select(r => r with { Schedule = Schedules[r.Name!] }), rows.Conventions, rows.Source);
    }

    /// <summary>The nine schedules: 2160 steps of warm-up to 3e-4, and an end of 3e-5.</summary>
    private static LearningRateSchedule ScheduleOf(string name)
    {
        string[] parts = name.Split('_');
        int[] numbers = [.. parts.Skip(1).Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        return parts[0] switch
        {
            "constant" => LearningRateSchedule.Constant(numbers[0], 3e-4, 2160),
            "cosine" => LearningRateSchedule.Cosine(numbers[0], 3e-4, 3e-5, 2160),
            "wsd" => LearningRateSchedule.WarmupStableDecay(numbers[1], 3e-4, 3e-5, numbers[0], 2160),
            "wsdld" => LearningRateSchedule.WarmupStableDecay(numbers[1], 3e-4, 3e-5, numbers[0], 2160, DecayShape.Linear),
            _ => LearningRateSchedule.TwoStage(16000, 3e-4, numbers[0] * 1e-5, 8000, 2160),
        };
    }

    /// <summary>Means over the six test curves, as the authors take them.</summary>
    private static Errors TestErrors(FittedLaw law, int size)
    {
        var each = new List<Errors>();
        foreach (string name in Schedules.Keys.Except(Training, StringComparer.Ordinal))
        {
            RunSet curve = RunSet.Create(Curves.Where(r => IsOf(r, size) && string.Equals(r.Name, name, StringComparison.Ordinal)));
            double[] error = [.. law.Predict(curve).Zip(curve, (predicted, run) => predicted - run.Loss)];
            double mean = curve.Average(r => r.Loss);
            double squares = error.Sum(e => e * e);
            double[] relative = [.. error.Zip(curve, (e, run) => Math.Abs(e) / run.Loss)];
            each.Add(new Errors(1 - (squares / curve.Sum(r => (r.Loss - mean) * (r.Loss - mean))), error.Average(Math.Abs), Math.Sqrt(squares / error.Length), relative.Average(), relative.Max()));
        }

        each.Should().HaveCount(6);
        return new Errors(each.Average(e => e.RSquared), each.Average(e => e.MeanAbsolute), each.Average(e => e.RootMeanSquare), each.Average(e => e.MeanRelative), each.Average(e => e.WorstRelative));
    }

    /// <summary>The law as it is printed, step by step.</summary>
    private static double Exact(FittedLaw law, LearningRateSchedule schedule, int step)
    {
        double sum = 0;
        double until = schedule.SumTo(step);
        for (int k = 1; k <= step; k++)
        {
            double decrement = schedule.RateAt(k - 1) - schedule.RateAt(k);
            if (decrement == 0) continue;
            double reach = law["C"] * Math.Pow(schedule.RateAt(k), -law["gamma"]) * (until - schedule.SumTo(k - 1));
            sum += decrement * (1 - Math.Pow(1 + reach, -law["beta"]));
        }

        return law["L0"] + (law["A"] * Math.Pow(until, -law["alpha"])) - (law["B"] * sum);
    }

    private sealed record Errors(double RSquared, double MeanAbsolute, double RootMeanSquare, double MeanRelative, double WorstRelative);
}
