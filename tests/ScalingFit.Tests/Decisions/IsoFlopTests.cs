namespace ScalingFit.Tests.Decisions;

public sealed class IsoFlopTests
{
    private static readonly double[] Budgets = [1e17, 1e19, 1e21];

    [Fact]
    public void Losses_that_are_parabolas_give_back_their_vertices_losses_curvatures_and_exponents()
    {
        RunSet runs = RunSet.Create(Valleys([1e18, 1e19, 1e20, 1e21], c => 0.1 * Math.Pow(c, 0.48), 0.06));
        IsoFlop iso = runs.IsoFlop();
        iso.Budgets.Should().HaveCount(4).And.OnlyContain(b => b.Status == IsoFlopStatus.Inside && b.IsUsed && b.Count == 9);
        foreach (IsoFlopBudget budget in iso.Budgets)
        {
            double best = 0.1 * Math.Pow(budget.Flops, 0.48);
            budget.Parameters.Should().BeApproximately(best, 1e-9 * best);
            budget.Tokens.Should().BeApproximately(budget.Flops / (6 * best), 1e-9 * budget.Flops / (6 * best));
            budget.Loss.Should().BeApproximately(3, 1e-12);
            budget.Curvature.Should().BeApproximately(0.12, 1e-10);
            budget.CostOfMissingBy(2).Should().BeApproximately(0.06 * Math.Log(2) * Math.Log(2), 1e-10);
        }

        iso.Parameters!.Exponent.Should().BeApproximately(0.48, 1e-10);
        iso.Parameters.Coefficient.Should().BeApproximately(0.1, 1e-8);
        iso.Parameters.RSquared.Should().BeApproximately(1, 1e-12);
        iso.Tokens!.Exponent.Should().BeApproximately(0.52, 1e-10);
        (6 * iso.Parameters.At(1e24) * iso.Tokens.At(1e24)).Should().BeApproximately(1e24, 1e15);
    }

    [Fact]
    public void Where_6ND_is_the_budget_both_axes_show_the_same_minima()
    {
        RunSet runs = RunSet.Create(Valleys([1e18, 1e19, 1e20], c => 0.3 * Math.Pow(c, 0.46), 0.05));
        IsoFlop inTokens = runs.IsoFlop(new IsoFlopOptions { Axis = Variable.Tokens });
        inTokens.Parameters!.Exponent.Should().BeApproximately(runs.IsoFlop().Parameters!.Exponent, 1e-10);
        (inTokens.Parameters.Exponent + inTokens.Tokens!.Exponent).Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void A_budget_that_does_not_show_its_minimum_says_so_and_is_left_out()
    {
        IEnumerable<TrainingRun> runs =
        [
            .. Valleys([1e18, 1e19], c => 0.1 * Math.Pow(c, 0.48), 0.06),
            .. Valleys([1e20], c => 20 * 0.1 * Math.Pow(c, 0.48), 0.06, centre: c => 0.1 * Math.Pow(c, 0.48)),
            .. Valleys([1e21], c => 0.1 * Math.Pow(c, 0.48), -0.06),
            .. Valleys([1e22], c => 0.1 * Math.Pow(c, 0.48), 0.06).Take(3),
        ];
        IsoFlop iso = RunSet.Create(runs).IsoFlop();
        iso.Budgets.Select(b => b.Status).Should().Equal(IsoFlopStatus.Inside, IsoFlopStatus.Inside, IsoFlopStatus.Outside, IsoFlopStatus.Concave, IsoFlopStatus.TooFewPoints);
        iso.Budgets.Select(b => b.IsUsed).Should().Equal(true, true, false, false, false);
        iso.Parameters!.Count.Should().Be(2);
        iso.Budgets[3].Parameters.Should().BeNull();
        iso.Budgets[3].Curvature.Should().BeNegative();
        iso.Budgets[4].Curvature.Should().BeNull();
        iso.ToString().Should().Contain("beyond its runs, not used").And.Contain("concave, not used").And.Contain("too few sizes, not used");

        IsoFlop with = RunSet.Create(runs).IsoFlop(new IsoFlopOptions { UseOutside = true, FewestPoints = 3 });
        with.Budgets.Select(b => b.IsUsed).Should().Equal(true, true, true, false, true);
    }

    [Fact]
    public void Power_laws_are_withheld_where_a_line_has_nothing_to_go_through()
    {
        IsoFlop iso = RunSet.Create(Valleys([1e18], c => 0.1 * Math.Pow(c, 0.48), 0.06)).IsoFlop();
        iso.Parameters.Should().BeNull();
        iso.Tokens.Should().BeNull();
        iso.ToString().Should().EndWith("power laws withheld: fewer than two budgets show their minimum");
    }

    [Fact]
    public void Compute_that_scatters_by_some_percent_is_one_budget_and_budgets_can_be_given()
    {
        TrainingRun[] exact = [.. Valleys([1e18, 3e18, 1e19], c => 0.1 * Math.Pow(c, 0.48), 0.06)];
        RunSet scattered = RunSet.Create(exact.Select((r, i) => r with { Flops = r.Flops * (1 + (0.02 * ((i % 3) - 1))) }));
        scattered.IsoFlop().Budgets.Select(b => b.Count).Should().Equal(9, 9, 9);
        scattered.IsoFlop(new IsoFlopOptions { BudgetTolerance = 0.001 }).Budgets.Should().HaveCount(9);

        IsoFlop given = scattered.IsoFlop(new IsoFlopOptions { Budgets = [1e19, 1e18] });
        given.Budgets.Select(b => b.Flops).Should().Equal(1e18, 1e19);
        given.WithoutBudget.Should().Be(9);
        Action nowhere = () => scattered.IsoFlop(new IsoFlopOptions { Budgets = [1e25] });
        nowhere.Should().Throw<ArgumentException>().WithMessage("No run lies within 5 %*");
    }

    [Fact]
    public void Runs_of_weight_two_count_as_two_runs()
    {
        TrainingRun[] runs = [.. Valleys([1e18, 1e19], c => 0.1 * Math.Pow(c, 0.48), 0.06).Select((r, i) => r with { Loss = r.Loss + (0.01 * Math.Sin(i)) })];
        IsoFlop weighted = RunSet.Create(runs.Select((r, i) => r with { Weight = 1 + (i % 2) })).IsoFlop();
        IsoFlop twice = RunSet.Create(runs.SelectMany((r, i) => Enumerable.Repeat(r, 1 + (i % 2)))).IsoFlop();
        weighted.Parameters!.Exponent.Should().BeApproximately(twice.Parameters!.Exponent, 1e-12);
        weighted.Parameters.Exponent.Should().NotBe(RunSet.Create(runs).IsoFlop().Parameters!.Exponent);
    }

    // Closed form and figures: the shift of a parabola's vertex on fifteen sizes symmetric about the optimum, docs/isoflop.md.
    [Theory]
    [InlineData(0.34, 0.28, 2, -0.327, 5e-4)]
    [InlineData(0.34, 0.28, 4, -1.301, 5e-4)]
    [InlineData(0.34, 0.28, 8, -2.903, 5e-4)]
    [InlineData(0.34, 0.28, 16, -5.100, 5e-4)]
    [InlineData(0.465, 0.155, 2, -1.67, 5e-3)]
    [InlineData(0.465, 0.155, 4, -6.50, 5e-3)]
    [InlineData(0.465, 0.155, 8, -13.9, 5e-2)]
    [InlineData(0.465, 0.155, 16, -23.1, 5e-2)]
    [InlineData(0.31, 0.31, 16, 0, 1e-7)]
    public void A_parabola_through_a_lopsided_valley_misses_its_bottom_by_the_closed_form(double alpha, double beta, double width, double percent, double rounding)
    {
        FittedLaw law = ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.69, ["A"] = 400, ["alpha"] = alpha, ["B"] = 400, ["beta"] = beta });
        RunSet runs = RunSet.Create(Budgets.SelectMany(c => Around(law.Allocate(c).Parameters, width, 15).Select(n => new TrainingRun { Parameters = n, Flops = c, Loss = law.Predict(n, c / (6 * n)) })));
        IsoFlop iso = runs.IsoFlop();
        foreach (IsoFlopBudget budget in iso.Budgets) (100 * ((budget.Tokens!.Value / law.Allocate(budget.Flops).Tokens) - 1)).Should().BeApproximately(percent, rounding);

        // The miss is the same at every budget, so that the exponent is right and the coefficient alone is off.
        iso.Parameters!.Exponent.Should().BeApproximately(beta / (alpha + beta), 1e-9);
    }

    [Fact]
    public void Akimas_curve_passes_through_all_points_and_finds_the_bottom_of_a_lopsided_valley()
    {
        FittedLaw law = Published.Hoffmann2022;
        RunSet runs = RunSet.Create(Budgets.SelectMany(c => Around(1.3 * law.Allocate(c).Parameters, 16, 15).Select(n => new TrainingRun { Parameters = n, Flops = c, Loss = law.Predict(n, c / (6 * n)) })));
        var akima = new IsoFlopOptions { Interpolation = IsoFlopInterpolation.Akima };
        foreach (IsoFlopBudget budget in runs.IsoFlop(akima).Budgets)
        {
            // A place is a twenty-fifth of a gap of ln 16 / 7.
            double best = law.Allocate(budget.Flops).Parameters;
            Math.Abs(Math.Log(budget.Parameters!.Value / best)).Should().BeLessThan(0.02);
            budget.Loss.Should().BeApproximately(law.Allocate(budget.Flops).Loss, 1e-4);
            budget.Curvature.Should().BeNull();
        }

        // Of a falling row of losses the last is the lowest: no minimum.
        RunSet falling = RunSet.Create(Around(1e8, 4, 6).Select(n => new TrainingRun { Parameters = n, Flops = 1e19, Loss = 3 - (0.1 * Math.Log(n / 1e8)) }));
        falling.IsoFlop(akima).Budgets[0].Status.Should().Be(IsoFlopStatus.Outside);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Action axis = () => _ = new IsoFlopOptions { Axis = Variable.Flops };
        Action tolerance = () => _ = new IsoFlopOptions { BudgetTolerance = 1 };
        Action points = () => _ = new IsoFlopOptions { FewestPoints = 2 };
        Action budgets = () => _ = new IsoFlopOptions { Budgets = [1e18, 1e18] };
        axis.Should().Throw<ArgumentException>().WithMessage("*C (compute)*");
        tolerance.Should().Throw<ArgumentOutOfRangeException>();
        points.Should().Throw<ArgumentOutOfRangeException>();
        budgets.Should().Throw<ArgumentException>().WithMessage("A budget is given twice*");
    }

    /// <summary>L = 3 + p (ln N - ln best)² on nine sizes about a centre, the best unless given.</summary>
    private static IEnumerable<TrainingRun> Valleys(double[] budgets, Func<double, double> best, double p, Func<double, double>? centre = null) =>
        budgets.SelectMany(c => Around((centre ?? best)(c), 4, 9).Select(n => new TrainingRun { Parameters = n, Flops = c, Loss = 3 + (p * Math.Pow(Math.Log(n / best(c)), 2)) }));

    private static IEnumerable<double> Around(double centre, double width, int count) =>
        Enumerable.Range(0, count).Select(k => centre * Math.Pow(width, (2.0 * k / (count - 1)) - 1));

    [Fact]
    public void Losses_that_differ_by_rounding_alone_show_no_minimum()
    {
        RunSet flat = RunSet.Create(Enumerable.Range(1, 10).Select(i => new TrainingRun { Parameters = 1e8 * i, Flops = 6e18, Loss = 2 }));
        RunSet straight = RunSet.Create(Enumerable.Range(1, 6).Select(i => new TrainingRun { Parameters = 1e8 * Math.Exp(i), Flops = 6e18, Loss = 3 - (0.1 * i) + (1e-15 * i * i) }));
        foreach (RunSet runs in new[] { flat, straight })
        {
            IsoFlopBudget budget = runs.IsoFlop(new IsoFlopOptions { UseOutside = true }).Budgets.Should().ContainSingle().Which;
            budget.IsUsed.Should().BeFalse();
            budget.Parameters.Should().BeNull();
        }
    }

    [Fact]
    public void Akimas_curve_refuses_losses_that_have_no_logarithm()
    {
        RunSet runs = RunSet.Create(Enumerable.Range(1, 6).Select(i => new TrainingRun { Parameters = 1e8 * i, Flops = 6e18, Loss = Math.Abs(i - 3.5) - 5 }), new RunConventions { LossUnit = LossUnit.UnigramNormalised });
        Action act = () => runs.IsoFlop(new IsoFlopOptions { Interpolation = IsoFlopInterpolation.Akima });
        act.Should().Throw<ArgumentException>().WithMessage("Akima's curve is one of ln L*Parabola*");
        runs.IsoFlop().Budgets[0].Loss.Should().BeNegative();
    }
}
