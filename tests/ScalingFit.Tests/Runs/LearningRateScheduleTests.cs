namespace ScalingFit.Tests.Runs;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void The_warm_up_rises_evenly_from_zero_to_the_peak_and_the_decay_follows()
    {
        LearningRateSchedule cosine = LearningRateSchedule.Cosine(100, 1e-3, 1e-4, warmUpSteps: 11);
        cosine.RateAt(0).Should().Be(0);
        cosine.RateAt(5).Should().BeApproximately(5e-4, 1e-18);
        cosine.RateAt(10).Should().Be(1e-3);
        cosine.RateAt(11).Should().Be(1e-3, "the cosine begins here");
        cosine.RateAt(100).Should().BeApproximately(1e-4, 1e-18);
        cosine.RateAt(11 + 44).Should().BeApproximately((1e-3 + 1e-4) / 2, 2e-5, "half-way lies the mean");
        (cosine.Length, cosine.Peak, cosine.PeakStep, cosine.Name).Should().Be((100, 1e-3, 10, "cosine_100"));
    }

    [Fact]
    public void Each_shape_has_the_rates_that_its_name_says()
    {
        LearningRateSchedule.Constant(50, 2e-4).RateAt(1).Should().Be(2e-4, "there is no warm-up unless one is asked for");
        LearningRateSchedule exponential = LearningRateSchedule.WarmupStableDecay(100, 1e-3, 1e-5, decayStart: 60);
        exponential.RateAt(60).Should().Be(1e-3);
        exponential.RateAt(80).Should().BeApproximately(1e-4, 1e-18, "half of the decay is half of its factor");
        exponential.RateAt(100).Should().BeApproximately(1e-5, 1e-18);
        LearningRateSchedule.WarmupStableDecay(100, 1e-3, 0, decayStart: 60, shape: DecayShape.Linear).RateAt(80).Should().BeApproximately(5e-4, 1e-18);
        LearningRateSchedule stages = LearningRateSchedule.TwoStage(100, 1e-3, 1e-4, dropStep: 40);
        (stages.RateAt(39), stages.RateAt(40), stages.RateAt(100)).Should().Be((1e-3, 1e-4, 1e-4));
    }

    [Fact]
    public void The_sum_to_a_step_holds_the_rates_of_the_steps_up_to_it()
    {
        LearningRateSchedule schedule = LearningRateSchedule.FromRates([1e-4, 3e-4, 2e-4]);
        schedule.SumTo(0).Should().Be(0);
        schedule.SumTo(2).Should().BeApproximately(4e-4, 1e-18);
        schedule.SumTo(3).Should().BeApproximately(6e-4, 1e-18);
        schedule.PeakStep.Should().Be(2);
    }

    [Fact]
    public void Logged_rates_are_joined_by_lines_from_zero_on()
    {
        LearningRateSchedule logged = LearningRateSchedule.FromSteps([2, 6, 10], [2e-4, 2e-4, 0]);
        Enumerable.Range(0, 11).Select(k => Math.Round(logged.RateAt(k) * 1e4, 12)).Should().Equal(0, 1, 2, 2, 2, 2, 2, 1.5, 1, 0.5, 0);
        LearningRateSchedule linear = LearningRateSchedule.WarmupStableDecay(100, 1e-3, 0, decayStart: 60, warmUpSteps: 21, DecayShape.Linear);
        int[] steps = [0, 10, 20, 40, 60, 80, 100];
        LearningRateSchedule read = LearningRateSchedule.FromSteps(steps, [.. steps.Select(s => linear.RateAt(s))]);
        for (int k = 0; k <= 100; k++) read.RateAt(k).Should().BeApproximately(linear.RateAt(k), 1e-18);
    }

    [Fact]
    public void Schedules_are_equal_when_all_their_rates_are()
    {
        LearningRateSchedule one = LearningRateSchedule.TwoStage(100, 1e-3, 1e-4, dropStep: 40);
        LearningRateSchedule same = LearningRateSchedule.FromRates([.. Enumerable.Range(1, 100).Select(k => k < 40 ? 1e-3 : 1e-4)], "mine");
        one.Should().Be(same);
        one.GetHashCode().Should().Be(same.GetHashCode());
        one.Should().NotBe(LearningRateSchedule.TwoStage(100, 1e-3, 1e-4, dropStep: 41));
    }

    [Fact]
    public void A_schedule_that_makes_no_sense_is_refused_with_the_argument_and_what_it_should_be()
    {
        Refused(() => LearningRateSchedule.Constant(0, 1e-3)).ParamName.Should().Be("steps");
        Refused(() => LearningRateSchedule.Constant(10, -1e-3)).ParamName.Should().Be("peak");
        Refused(() => LearningRateSchedule.Constant(10, 1e-3, warmUpSteps: 10)).ParamName.Should().Be("warmUpSteps");
        Refused(() => LearningRateSchedule.Cosine(10, 1e-3, 2e-3)).Message.Should().Contain("below the peak");
        Refused(() => LearningRateSchedule.WarmupStableDecay(10, 1e-3, 0, decayStart: 5)).Message.Should().Contain("above zero");
        Refused(() => LearningRateSchedule.WarmupStableDecay(10, 1e-3, 1e-4, decayStart: 10)).ParamName.Should().Be("decayStart");
        Refused(() => LearningRateSchedule.TwoStage(10, 1e-3, 1e-4, dropStep: 11)).ParamName.Should().Be("dropStep");
        Refused(() => LearningRateSchedule.FromRates([1e-3, double.NaN])).Message.Should().Contain("step 2");
        Refused(() => LearningRateSchedule.FromRates([0, 0])).Message.Should().Contain("above zero");
        Refused(() => LearningRateSchedule.FromSteps([1, 5, 5], [1e-3, 1e-3, 1e-3])).Message.Should().Contain("Step 5 does not follow 5");
        Refused(() => LearningRateSchedule.FromSteps([5, 3], [1e-3, 1e-3])).Message.Should().Contain("Step 3 does not follow 5");
        Refused(() => LearningRateSchedule.Constant(int.MaxValue, 1e-3)).ParamName.Should().Be("steps");
        Refused(() => LearningRateSchedule.Cosine(1, 1e-3, 0)).Message.Should().Contain("no step has a rate above zero");
        Refused(() => LearningRateSchedule.TwoStage(5, 1e-3, 0, dropStep: 1)).Message.Should().Contain("no step has a rate above zero");
        Refused(() => LearningRateSchedule.FromSteps([1, 5], [1e-3])).Message.Should().Contain("2 steps, 1 rates");
        Refused(() => _ = LearningRateSchedule.Constant(10, 1e-3).RateAt(11)).Message.Should().Contain("the steps 0 to 10");
    }

    [Fact]
    public void A_row_may_have_only_a_step_and_its_table_is_told_apart_by_step_and_schedule()
    {
        var row = new TrainingRun { Step = 10, Schedule = LearningRateSchedule.Constant(20, 1e-3), Loss = 3 };
        RunSet runs = RunSet.Create([row]);
        runs.Column(Variable.Step).Should().Equal(10);
        RunSet.Create([row with { Step = 11 }]).DataHash.Should().NotBe(runs.DataHash);
        RunSet.Create([row with { Schedule = LearningRateSchedule.Constant(20, 2e-3) }]).DataHash.Should().NotBe(runs.DataHash);
        RunSet.Create([row with { Schedule = LearningRateSchedule.FromRates([.. Enumerable.Repeat(1e-3, 20)]) }]).DataHash.Should().Be(runs.DataHash, "the rates are the same");
        Action negative = () => RunSet.Create([row with { Step = -1 }]);
        negative.Should().Throw<RunDataException>().Which.Problems.Should().ContainSingle(p => p.Column == "step");
        Action taken = () => Variable.Of("t");
        taken.Should().Throw<ArgumentException>();
    }

    private static ArgumentException Refused(Action make) => make.Should().Throw<ArgumentException>().Which;
}
