namespace ScalingFit.Tests.Runs;

public sealed class RunSetTests
{
    private static readonly TrainingRun Good = new() { Parameters = 1e9, Tokens = 2e10, Loss = 2.5 };

    [Fact]
    public void I_am_told_that_an_empty_table_is_empty_and_what_to_do()
    {
        Action make = () => RunSet.Create([]);
        make.Should().Throw<RunDataException>().WithMessage("*no runs*at least as many as the law has parameters*");
    }

    [Theory]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(0, "zero")]
    [InlineData(-3, "negative")]
    public void Every_bad_value_of_every_column_is_listed_with_row_column_and_reason(double bad, string reason)
    {
        TrainingRun[] runs =
        [
            Good,
            Good with { Parameters = bad },
            Good with { Tokens = bad, Name = "second" },
            Good with { Flops = bad },
            Good,
            Good with { Loss = bad, Parameters = bad },
        ];
        Action make = () => RunSet.Create(runs);
        RunDataException error = make.Should().Throw<RunDataException>().Which;
        error.Problems.Select(p => (p.Row, p.Column)).Should().Equal((2, "parameters"), (3, "tokens"), (4, "flops"), (6, "loss"), (6, "parameters"));
        error.Problems.Should().OnlyContain(p => p.Reason.Contains(reason, StringComparison.Ordinal));
        error.Message.Should().Contain("row 2: parameters").And.Contain("row 3 (second): tokens").And.Contain("Correct the rows").And.EndWith("SF1001: docs/rules/SF1001.md");
        error.Code.Should().Be("SF1001");
    }

    [Fact]
    public void A_long_list_of_bad_rows_is_cut_in_the_message_and_whole_in_the_exception()
    {
        Action make = () => RunSet.Create(Enumerable.Repeat(Good with { Loss = -1 }, 50));
        RunDataException error = make.Should().Throw<RunDataException>().Which;
        error.Problems.Should().HaveCount(50);
        error.Message.Should().Contain("and 30 more");
    }

    [Fact]
    public void A_row_without_size_data_and_compute_is_refused()
    {
        Action make = () => RunSet.Create([new TrainingRun { Loss = 2 }]);
        make.Should().Throw<RunDataException>().Which.Problems.Should().ContainSingle().Which.Reason.Should().Contain("at least one");
    }

    [Fact]
    public void Of_size_data_and_compute_the_missing_one_is_worked_out_by_the_rule_and_counted()
    {
        RunSet runs = RunSet.Create(
        [
            new TrainingRun { Parameters = 1e9, Flops = 1.2e20, Loss = 2 },
            new TrainingRun { Parameters = 1e9, Tokens = 2e10, Loss = 2 },
            new TrainingRun { Tokens = 2e10, Flops = 1.2e20, Loss = 2 },
            new TrainingRun { Parameters = 1e9, Tokens = 2e10, Flops = 1.5e20, Loss = 2 },
        ]);
        runs.Column(Variable.Tokens).Should().OnlyContain(d => Math.Abs(d - 2e10) < 1);
        runs.Column(Variable.Parameters).Should().OnlyContain(n => Math.Abs(n - 1e9) < 1);
        runs[3].Flops.Should().Be(1.5e20, "a measured value is kept");
        (runs.TokensDerivedCount, runs.FlopsDerivedCount, runs.ParametersDerivedCount).Should().Be((1, 1, 1));
    }

    [Fact]
    public void Leaving_runs_out_needs_a_reason_and_the_reason_is_kept()
    {
        RunSet runs = RunSet.Create([Good, Good with { Loss = 9 }, Good with { Loss = 8 }]);
        RunSet kept = runs.Where(r => r.Loss < 8.5, because: "diverged").Where(r => r.Loss < 5, because: "warm-up only");
        kept.Should().ContainSingle();
        kept.Exclusions.Should().Equal(new Exclusion { Count = 1, Because = "diverged" }, new Exclusion { Count = 1, Because = "warm-up only" });
        kept.ToString().Should().Contain("1 left out (diverged)");
        Action without = () => runs.Where(_ => true, because: " ");
        without.Should().Throw<ArgumentException>();
        Action none = () => runs.Where(_ => false, because: "none is good");
        none.Should().Throw<RunDataException>().WithMessage("*none is good*");
    }

    [Fact]
    public void Columns_of_different_length_are_refused_with_their_lengths()
    {
        Action make = () => RunSet.FromColumns([1e9, 2e9], [1e10], [2.0, 2.1]);
        make.Should().Throw<ArgumentException>().WithMessage("*2 parameters, 1 tokens, 2 loss*");
    }

    [Fact]
    public void Tables_are_put_together_with_what_was_left_out_of_each_and_what_was_worked_out()
    {
        RunSet first = RunSet.Create([new TrainingRun { Parameters = 1e8, Tokens = 2e9, Loss = 3 }, new TrainingRun { Parameters = 1e9, Tokens = 2e9, Loss = 2.5 }], source: "ours").Where(r => r.Loss < 2.9, because: "too small");
        RunSet second = RunSet.Create([new TrainingRun { Parameters = 1e8, Flops = 6e18, Loss = 2.8 }], source: "theirs");
        RunSet both = RunSet.Combine(first, second);
        both.Select(r => r.Loss).Should().Equal(2.5, 2.8);
        both.Source.Should().Be("ours; theirs");
        both.Exclusions.Should().ContainSingle(e => e.Count == 1 && e.Because == "too small");
        (both.TokensDerivedCount, both.FlopsDerivedCount).Should().Be((1, 1));
    }

    [Fact]
    public void Tables_whose_compute_is_counted_differently_are_not_put_together_and_are_not_the_same_data()
    {
        TrainingRun run = new() { Parameters = 1e8, Flops = 2e18, Loss = 3 };
        RunSet plain = RunSet.Create([run]);
        RunSet kaplan = RunSet.Create([run], new RunConventions { FlopCounting = FlopCounting.Kaplan });
        Action combine = () => RunSet.Combine(plain, kaplan);
        combine.Should().Throw<ArgumentException>().WithMessage("*C counts SixND and Kaplan*SF1009*");
        kaplan.DataHash.Should().NotBe(plain.DataHash);
        plain.DataHash.Should().Be(RunSet.Create([run], new RunConventions { FlopCounting = FlopCounting.SixND }).DataHash);
    }

    [Fact]
    public void Tables_of_different_conventions_are_not_put_together()
    {
        TrainingRun run = new() { Parameters = 1e8, Tokens = 2e9, Loss = 3 };
        Action combine = () => RunSet.Combine(RunSet.Create([run]), RunSet.Create([run], new RunConventions { Counting = ParameterCounting.NonEmbedding }));
        combine.Should().Throw<ArgumentException>().WithMessage("*Undeclared and NonEmbedding*SF1009*");
    }
}
