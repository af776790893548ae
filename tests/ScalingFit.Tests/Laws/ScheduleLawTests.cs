namespace ScalingFit.Tests.Laws;

public sealed class ScheduleLawTests
{
    private static readonly FittedLaw Law = Published.Luo2025Of100M;

    [Fact]
    public void With_one_drop_the_multi_power_law_is_what_one_works_out_by_hand()
    {
        // A jump to 3e-4 at step 1, which raises the loss, and a drop to 1e-4 at step 501, which lowers it; the loss is that of step 1000.
        LearningRateSchedule schedule = LearningRateSchedule.TwoStage(1000, 3e-4, 1e-4, dropStep: 501);
        double sum = (500 * 3e-4) + (500 * 1e-4);
        double jump = -3e-4 * (1 - Math.Pow(1 + (Law["C"] * Math.Pow(3e-4, -Law["gamma"]) * sum), -Law["beta"]));
        double drop = 2e-4 * (1 - Math.Pow(1 + (Law["C"] * Math.Pow(1e-4, -Law["gamma"]) * 500 * 1e-4), -Law["beta"]));
        double expected = Law["L0"] + (Law["A"] * Math.Pow(sum, -Law["alpha"])) - (Law["B"] * (jump + drop));
        Law.Predict(new TrainingRun { Step = 1000, Schedule = schedule, Loss = 1 }).Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void Rates_that_rise_and_fall_many_times_are_refused_until_there_are_nodes_enough()
    {
        LearningRateSchedule restarts = LearningRateSchedule.FromRates([.. Enumerable.Range(0, 3000).Select(k => 1e-4 * (1.1 + Math.Cos(2 * Math.PI * k / 250)))], "restarts");
        var row = new TrainingRun { Step = 3000, Schedule = restarts, Loss = 1 };
        Action few = () => Law.Predict(row);
        few.Should().Throw<RunDataException>().WithMessage("*restarts: *64 nodes*MultiPowerWith*");
        FittedLaw more = ScalingLaw.MultiPowerWith(512).WithValues(Law.Law.Parameters.ToDictionary(p => p.Name, p => Law[p.Name], StringComparer.Ordinal));
        more.Predict(row).Should().BeApproximately(Exact(restarts, 3000), 1e-6);
        Action none = () => ScalingLaw.MultiPowerWith(4);
        none.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Rates_that_are_not_smooth_are_summed_as_they_are_or_refused()
    {
        // A saw: hundreds of small rises between sudden falls.
        LearningRateSchedule saw = LearningRateSchedule.FromRates([.. Enumerable.Range(0, 1500).Select(k => 1e-4 * (1 + (k % 50 / 50.0)))], "saw");

        // A slow decay with sudden drops at places of no pattern.
        var random = new Random(0);
        double rate = 1e-3;
        var rates = new double[1500];
        for (int k = 0; k < rates.Length; k++) rates[k] = rate *= random.NextDouble() < 0.03 ? 0.85 : 0.9999;
        LearningRateSchedule ragged = LearningRateSchedule.FromRates(rates, "ragged");
        FittedLaw more = ScalingLaw.MultiPowerWith(1024).WithValues(Law.Law.Parameters.ToDictionary(p => p.Name, p => Law[p.Name], StringComparer.Ordinal));
        foreach (LearningRateSchedule schedule in new[] { saw, ragged })
        {
            var row = new TrainingRun { Step = 1500, Schedule = schedule, Loss = 1 };
            Action few = () => Law.Predict(row);
            few.Should().Throw<RunDataException>().WithMessage("*64 nodes*MultiPowerWith*");
            more.Predict(row).Should().BeApproximately(Exact(schedule, 1500), 2e-6);
        }
    }

    [Fact]
    public void A_decay_to_zero_has_a_loss_and_nodes_that_sum_to_it()
    {
        LearningRateSchedule cosine = LearningRateSchedule.Cosine(5000, 3e-4, 0, warmUpSteps: 200);
        foreach (int step in new[] { 1, 199, 200, 1000, 4000, 4990, 4999 }) Law.Predict(new TrainingRun { Step = step, Schedule = cosine, Loss = 1 }).Should().BeApproximately(Exact(cosine, step), 1e-6);
        Law.Predict(new TrainingRun { Step = 5000, Schedule = cosine, Loss = 1 }).Should().BeApproximately(Exact(cosine, 4999), 1e-6, "a last step at a rate of zero changes nothing");
    }

    [Fact]
    public void The_annealing_law_is_what_one_works_out_step_by_step()
    {
        LearningRateSchedule schedule = LearningRateSchedule.FromRates([0.1, 0.2, 0.2, 0.1, 0.1]);
        FittedLaw law = ScalingLaw.Annealing(0.5).WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["L0"] = 2, ["A"] = 3, ["alpha"] = 0.5, ["C"] = 4 });

        // The warm-up step counts as one at 0.2: S1 = 0.2 + 0.2 + 0.2 + 0.1 + 0.1. m is 0.1 at step 4 and 0.05 at step 5.
        law.Predict(new TrainingRun { Step = 5, Schedule = schedule, Loss = 1 }).Should().BeApproximately(2 + (3 / Math.Sqrt(0.8)) - (4 * 0.15), 1e-12);
        law.Predict(new TrainingRun { Step = 3, Schedule = schedule, Loss = 1 }).Should().BeApproximately(2 + (3 / Math.Sqrt(0.6)), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_decay_of_the_momentum_that_is_none_is_refused(double decay)
    {
        Action make = () => ScalingLaw.Annealing(decay);
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*between 0 and 1*");
    }

    [Fact]
    public void Rows_without_schedule_or_step_or_with_a_step_beyond_it_are_all_listed()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Constant(100, 3e-4);
        LearningRateSchedule late = LearningRateSchedule.FromRates([0, 0, 1e-4], "late");
        RunSet runs = RunSet.Create(
        [
            new TrainingRun { Step = 50, Schedule = schedule, Loss = 3 },
            new TrainingRun { Step = 50, Loss = 3, Name = "bare" },
            new TrainingRun { Tokens = 1e9, Schedule = schedule, Loss = 3 },
            new TrainingRun { Step = 101, Schedule = schedule, Loss = 3 },
            new TrainingRun { Step = 2, Schedule = late, Loss = 3 },
        ]);
        foreach (ScalingLaw law in new[] { ScalingLaw.MultiPower, ScalingLaw.Annealing() })
        {
            Action fit = () => law.With("L0", 2).With("A", 1).With("alpha", 0.5).Fit(runs);
            RunDataException error = fit.Should().Throw<RunDataException>().Which;
            error.Problems.Select(p => (p.Row, p.Column)).Should().Equal((2, "schedule"), (3, "step"), (4, "step"), (5, "step"));
            error.Message.Should().Contain("row 2 (bare): schedule: not given").And.Contain("ends at step 100").And.Contain("late");
        }

        Action predict = () => Law.Predict(1e9, 2e10);
        predict.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void A_table_is_predicted_at_once_as_row_by_row()
    {
        LearningRateSchedule cosine = LearningRateSchedule.Cosine(5000, 3e-4, 3e-5, warmUpSteps: 200);
        RunSet runs = RunSet.Create(Enumerable.Range(1, 10).Select(k => new TrainingRun { Step = 500 * k, Schedule = cosine, Loss = 3 }));
        Law.Predict(runs).Should().Equal(runs.Select(r => Law.Predict(r)));
    }

    [Fact]
    public void Rows_of_loss_curves_are_neither_copies_nor_repeats_of_each_other()
    {
        LearningRateSchedule[] schedules = [LearningRateSchedule.Constant(5000, 3e-4), LearningRateSchedule.Constant(5000, 4e-4)];
        RunSet runs = RunSet.Create(schedules.SelectMany((s, i) => Enumerable.Range(1, 12).Select(k => new TrainingRun { Name = $"{i}", Step = 4900 + k, Schedule = s, Loss = 3 - (1e-6 * k) })));
        runs.Findings.Should().NotContain(f => f.Code == "SF1006");
        RunSet unnamed = RunSet.Create(runs.Select(r => r with { Name = null }));
        unnamed.Findings.Should().Contain(f => f.Code == "SF1007" && f.Severity == Severity.Warning && f.Message.Contains("one size, at even distances", StringComparison.Ordinal));
    }

    private static double Exact(LearningRateSchedule schedule, int step)
    {
        double sum = 0;
        for (int k = 1; k <= step; k++)
        {
            double reach = Law["C"] * Math.Pow(schedule.RateAt(k), -Law["gamma"]) * (schedule.SumTo(step) - schedule.SumTo(k - 1));
            sum += (schedule.RateAt(k - 1) - schedule.RateAt(k)) * (1 - Math.Pow(1 + reach, -Law["beta"]));
        }

        return Law["L0"] + (Law["A"] * Math.Pow(schedule.SumTo(step), -Law["alpha"])) - (Law["B"] * sum);
    }
}
