using ScalingFit.Tests.Laws.Library;

namespace ScalingFit.Tests.Laws;

/// <summary>Laws of one variable: what their equations say, in closed form or solved by other means, and what they refuse.</summary>
public sealed class OneVariableTests
{
    private static readonly Variable Steps = Variable.Of("S", "steps", "steps");

    [Fact]
    public void They_take_any_variable_and_print_it()
    {
        ScalingLaw.Power(Variable.Parameters).Formula.Should().Be("L = A/N^α");
        ScalingLaw.PowerWithFloor(Variable.Flops).Formula.Should().Be("L = E + A/C^α");
        ScalingLaw.ShiftedPower(Steps).Formula.Should().Be("L = A·(1/S + γ)^α");
        ScalingLaw.SaturatingPower(Steps).Formula.Should().Be("(L - E)/(L0 - L)^a = B/S^c,  L0 = E + s,  B = d^c·s^(1 - a)");
        ScalingLaw.BrokenPower(Steps, 2).Formula.Should().Be("L = a + b/S^c0·(1 + (S/d1)^(1/f1))^(-c1·f1)·(1 + (S/d2)^(1/f2))^(-c2·f2)");
        LawExamples.Of(ScalingLaw.Power(Steps), ("A", 8), ("alpha", 0.5)).Predict(("S", 4)).Should().BeApproximately(4, 1e-14);
        LawExamples.Of(ScalingLaw.PowerWithFloor(Variable.Tokens), ("E", 1), ("A", 8), ("alpha", 0.5)).Predict(("D", 4)).Should().BeApproximately(5, 1e-14);
        LawExamples.Of(ScalingLaw.ShiftedPower(Steps), ("A", 8), ("gamma", 0.75), ("alpha", 0.5)).Predict(("S", 0.625)).Should().BeApproximately(8 * Math.Sqrt(2.35), 1e-13);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(10)]
    [InlineData(100)]
    public void The_saturating_power_law_solves_its_equation_as_bisection_does(double a)
    {
        FittedLaw law = LawExamples.Of(ScalingLaw.SaturatingPower(Steps), ("E", 0.25), ("span", 0.5), ("d", 1000), ("c", 0.6), ("a", a));
        foreach (double s in LawExamples.Along(1e-12, 1e18, 241)) law.Predict(("S", s)).Should().BeApproximately(Bisect(a, 0.6 * Math.Log(1000 / s)), 1e-13, "S is {0}", s);

        // Of u/(1 - u)^a = e^r with u = e^-w or, where u is near 1, 1 - e^-w, so that neither end loses digits.
        static double Bisect(double a, double r)
        {
            bool isLow = r < a * Math.Log(2) - Math.Log(2);
            double low = 0;
            double high = 1e5;
            for (int k = 0; k < 200; k++)
            {
                double w = 0.5 * (low + high);
                double smaller = Math.Exp(-w);
                double left = isLow ? -w - (a * Math.Log(1 - smaller)) : Math.Log(1 - smaller) + (a * w);
                if (isLow == (left > r)) low = w;
                else high = w;
            }

            double share = isLow ? Math.Exp(-low) : 1 - Math.Exp(-low);
            return 0.25 + (0.5 * share);
        }
    }

    [Fact]
    public void The_saturating_power_law_satisfies_the_equation_of_the_paper()
    {
        const double floor = 0.25;
        const double span = 0.5;
        const double a = 0.7;
        FittedLaw law = LawExamples.Of(ScalingLaw.SaturatingPower(Steps), ("E", floor), ("span", span), ("d", 1000), ("c", 0.6), ("a", a));
        double b = Math.Pow(1000, 0.6) * Math.Pow(span, 1 - a);
        foreach (double s in new[] { 30.0, 1000, 2e5 })
        {
            double loss = law.Predict(("S", s));
            ((loss - floor) / Math.Pow(floor + span - loss, a)).Should().BeApproximately(b / Math.Pow(s, 0.6), 1e-11 * b / Math.Pow(s, 0.6));
        }
    }

    [Fact]
    public void Far_from_its_upper_level_the_saturating_power_law_is_a_power_law_above_a_floor()
    {
        FittedLaw saturating = LawExamples.Of(ScalingLaw.SaturatingPower(Steps), ("E", 0.25), ("span", 1e12), ("d", 1e-24), ("c", 0.5), ("a", 1));
        FittedLaw power = LawExamples.Of(ScalingLaw.PowerWithFloor(Steps), ("E", 0.25), ("A", 1), ("alpha", 0.5));
        foreach (double s in new[] { 1.0, 100, 1e6 }) saturating.Predict(("S", s)).Should().BeApproximately(power.Predict(("S", s)), 1e-11);
    }

    [Fact]
    public void The_broken_power_law_is_its_product_and_survives_a_break_so_sharp_that_the_product_overflows()
    {
        FittedLaw gentle = LawExamples.Of(ScalingLaw.BrokenPower(Steps, 2), ("a", 0.4), ("b", 3), ("c0", 0.1), ("c1", -0.3), ("d1", 50), ("f1", 0.5), ("c2", 0.9), ("d2", 4000), ("f2", 0.25));
        foreach (double s in new[] { 1.0, 50, 700, 1e5 })
        {
            double expected = 0.4 + (3 * Math.Pow(s, -0.1) * Math.Pow(1 + Math.Pow(s / 50, 2), 0.15) * Math.Pow(1 + Math.Pow(s / 4000, 4), -0.225));
            gentle.Predict(("S", s)).Should().BeApproximately(expected, 1e-13);
        }

        FittedLaw sharp = gentle.With("f2", 1e-4);
        sharp.Predict(("S", 1e5)).Should().BeApproximately(0.4 + (3 * Math.Pow(1e5, -0.1) * Math.Pow(1 + Math.Pow(1e5 / 50, 2), 0.15) * Math.Pow(1e5 / 4000, -0.9)), 1e-12);
    }

    [Fact]
    public void A_break_that_changes_nothing_leaves_a_power_law_above_a_floor()
    {
        FittedLaw broken = LawExamples.Of(ScalingLaw.BrokenPower(Steps), ("a", 0.4), ("b", 3), ("c0", 0.1), ("c1", 0), ("d1", 50), ("f1", 0.5));
        FittedLaw power = LawExamples.Of(ScalingLaw.PowerWithFloor(Steps), ("E", 0.4), ("A", 3), ("alpha", 0.1));
        foreach (double s in new[] { 1.0, 100, 1e6 }) broken.Predict(("S", s)).Should().BeApproximately(power.Predict(("S", s)), 1e-14);
    }

    // b to f1 of the example of one break in the code of Caballero et al. 2023, re-run; without its limit, which hides the slopes.
    [Fact]
    public void The_slopes_of_a_broken_power_law_between_its_breaks_are_minus_the_sums_of_its_rates()
    {
        FittedLaw law = LawExamples.Of(ScalingLaw.BrokenPower(Steps), ("a", 1e-30), ("b", 2.2772719874), ("c0", 0.0550773509), ("c1", 5.6629063452), ("d1", 612.5836376), ("f1", 0.0591930456));
        Slope(10).Should().BeApproximately(-0.0550773509, 1e-9);
        Slope(10000).Should().BeApproximately(-0.0550773509 - 5.6629063452, 1e-6);

        double Slope(double s) => Math.Log(law.Predict(("S", s * 1.01)) / law.Predict(("S", s / 1.01))) / (2 * Math.Log(1.01));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_law_of_more_breaks_gives_itself_back(int breaks)
    {
        (string, double)[] values = [("a", 0.3), ("b", 40), ("c0", 0.05), ("c1", 0.4), ("d1", 1e9), ("f1", 0.3), ("c2", -0.3), ("d2", 1e11), ("f2", 0.3), ("c3", 0.5), ("d3", 1e13), ("f3", 0.3)];
        FittedLaw truth = LawExamples.Of(ScalingLaw.BrokenPower(Variable.Tokens, breaks), values[..(3 + (3 * breaks))]);
        RunSet runs = RunSet.Create(LawExamples.Along(1e7, breaks == 2 ? 1e13 : 1e15, 60).Select(d => new TrainingRun { Tokens = d, Loss = truth.Predict(("D", d)) }));
        LawFit fit = truth.Law.Fit(runs, Objective.LogLeastSquares);
        fit.Certificate.Objective.Should().BeLessThan(1e-20);

        // Breaks have no order of their own: the fit may number them otherwise.
        int[] order = [.. Enumerable.Range(1, breaks).OrderBy(k => fit[$"d{k}"].Value)];
        foreach (string name in new[] { "a", "b", "c0" }) fit[name].Value.Should().BeApproximately(truth[name], 1e-5 * truth[name], name);
        for (int k = 1; k <= breaks; k++)
        {
            foreach (string letter in new[] { "c", "d", "f" }) fit[$"{letter}{order[k - 1]}"].Value.Should().BeApproximately(truth[$"{letter}{k}"], 1e-5 * Math.Abs(truth[$"{letter}{k}"]), letter + k);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_broken_power_law_has_one_to_five_breaks(int breaks)
    {
        Action make = () => ScalingLaw.BrokenPower(Variable.Tokens, breaks);
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 and 5 breaks*");
    }

    [Fact]
    public void A_variable_that_may_be_zero_is_refused()
    {
        Variable share = Variable.Of("w", "share of code", range: VariableRange.Share);
        Func<Variable, ScalingLaw>[] makers = [ScalingLaw.Power, ScalingLaw.PowerWithFloor, ScalingLaw.ShiftedPower, ScalingLaw.SaturatingPower, x => ScalingLaw.BrokenPower(x)];
        foreach (Func<Variable, ScalingLaw> maker in makers)
        {
            Action make = () => maker(share);
            make.Should().Throw<ArgumentException>().WithMessage("*w (share of code)*above zero*");
        }
    }

    [Fact]
    public void An_equation_that_would_fill_pages_is_named_by_what_it_depends_on()
    {
        LawParameter[] parameters = [.. ScalingLaw.SaturatingPower(Steps).Parameters];
        ScalingLaw mine = ScalingLaw.Define("mine", default(ScalingFit.Laws.SaturatingPowerLaw), parameters, [Steps]);
        mine.Formula.Should().Be("L = f(E, s, d, c, a, S)");
    }

    [Fact]
    public void Runs_without_the_variable_are_refused_by_name()
    {
        RunSet runs = RunSet.Create([new TrainingRun { Tokens = 1e9, Loss = 3 }, new TrainingRun { Tokens = 2e9, Loss = 2.9 }, new TrainingRun { Tokens = 4e9, Loss = 2.85 }]);
        Action fit = () => ScalingLaw.Power(Steps).Fit(runs);
        fit.Should().Throw<ArgumentException>().WithMessage("*S (steps)*");
    }

    [Fact]
    public void A_bend_beyond_what_is_solved_for_is_refused()
    {
        Action make = () => LawExamples.Of(ScalingLaw.SaturatingPower(Steps), ("E", 0.25), ("span", 0.5), ("d", 1000), ("c", 0.6), ("a", 0.001));
        make.Should().Throw<ArgumentException>().WithMessage("*a = 0.001*at least 0.01 and at most 100*");
    }
}
