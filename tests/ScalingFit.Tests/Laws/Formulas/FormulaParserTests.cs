namespace ScalingFit.Tests.Laws.Formulas;

/// <summary>Formulas are read as one writes them, and what cannot be read is pointed at.</summary>
public sealed class FormulaParserTests
{
    [Theory]
    [InlineData("-N^2 + z", -9)]
    [InlineData("2^3^2 + 0*N + z + (N - N)*N", 512)]
    [InlineData("N^-1 + z", 1.0 / 3)]
    [InlineData("2 - 3 - N + z", -4)]
    [InlineData("12/2/N + z", 2)]
    [InlineData("12/2*N + z", 18)]
    [InlineData("2*N^2 + z", 18)]
    [InlineData("2**N + z", 8)]
    [InlineData("2·N×2 − 1 + z", 11)]
    [InlineData("--N + +z", 3)]
    [InlineData("2*-N + z", -6)]
    [InlineData("N^-2^0 + z", 1.0 / 3)]
    [InlineData("1e-3*N + 1.5E2*N + .5*N + z", 451.503)]
    [InlineData("exp(ln(N)) + log(exp(2)) + z", 5)]
    [InlineData("pow(N, 2) + sqrt(N*N) + z", 12)]
    [InlineData("min(N, 5) + max(N, 5) + z", 8)]
    [InlineData("sin(pi/2)*N + cos(0) + atan(0) + z", 4)]
    [InlineData("L = N + z", 3)]
    [InlineData("[N] + z", 3)]
    public void Signs_bind_as_they_do_in_print(string formula, double expected)
    {
        LawParameter free = new() { Name = "z", Symbol = "z", Kind = ParameterKind.Free, Meaning = "zero" };
        ScalingLaw law = ScalingLaw.Define(formula, new FormulaOptions { Parameters = [free] });
        law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["z"] = 0 }).Predict(3, 1).Should().BeApproximately(expected, 1e-12);
    }

    [Theory]
    [InlineData("L = E + A/N^alpha & B", 18, "The character & has no meaning here.*")]
    [InlineData("L = E + A/N²", 11, "*as in x^2.*")]
    [InlineData("L = E + {A}/N", 8, "*round brackets.*")]
    [InlineData("L = E + (A/N^alpha", 8, "This bracket is not closed*")]
    [InlineData("L = E + exp(A/(N + 1)", 11, "This bracket is not closed*")]
    [InlineData("L = E + A/N)", 11, "This bracket closes none*")]
    [InlineData("L = E + [unique tokens", 8, "This square bracket is not closed*")]
    [InlineData("L = E + [ ]", 8, "These square brackets are empty*")]
    [InlineData("L = E + N]", 9, "*closes no square bracket*")]
    [InlineData("L = E + ", 8, "The formula breaks off*")]
    [InlineData("L = E + * A", 8, "A number, a name or a bracket is missing before this *")]
    [InlineData("L = E + A/^N", 10, "A number, a name or a bracket is missing before this ^*")]
    [InlineData("L = E + 2 N", 10, "An operator is missing here. Multiplication must be written*")]
    [InlineData("L = E + 2(N)", 9, "An operator is missing here*")]
    [InlineData("L = (E)(N)", 7, "An operator is missing here*")]
    [InlineData("L = E + A(N)", 8, "*If A is to be multiplied, write A*(...).*")]
    [InlineData("L = E + tanh(N)", 8, "There is no function tanh; there are exp, log, ln*")]
    [InlineData("L = E + exp/N", 8, "exp is a function: write what it is of in brackets*")]
    [InlineData("L = E + exp(A, N)", 8, "exp takes one argument; here it has 2*")]
    [InlineData("L = E + pow(N)", 8, "pow takes two arguments, separated by a comma; here it has 1*")]
    [InlineData("L = E + exp()", 8, "exp takes one argument; here it has 0*")]
    [InlineData("L = E + A/N^0,34", 13, "*decimal point*")]
    [InlineData("L = E + (A, N)", 10, "A ) is expected before this ,*")]
    [InlineData("", 0, "The formula is empty*")]
    [InlineData("  ", 0, "The formula is empty*")]
    [InlineData("L = ", 4, "The formula breaks off*")]
    [InlineData("= E + N", 0, "A name is missing in front of the =*")]
    [InlineData("L(N, D) = E + A/N", 1, "*without arguments*")]
    [InlineData("L = E = A/N", 6, "Only one =*")]
    [InlineData("L = E + A/x^alpha", 0, "The formula has no column.*FormulaOptions.Variables*")]
    [InlineData("L = 2*N", 0, "The formula has no parameter to fit*")]
    [InlineData("L = E + A/(2 - 2)/N", 9, "This divides by zero*")]
    [InlineData("L = E + N*ln(0)", 10, "*no finite value*")]
    [InlineData("L = E + (-2)^a*N", 12, "Only a positive number can be raised*")]
    [InlineData("L = E + A/N + pow(0, a)", 14, "Only a positive number can be raised*")]
    [InlineData("L = E + 1e999*N", 8, "1e999 is larger than any number*")]
    public void What_is_wrong_is_pointed_at(string formula, int position, string reason)
    {
        Action define = () => ScalingLaw.Define(formula);
        FormulaException error = define.Should().Throw<FormulaException>().Which;
        error.Position.Should().Be(position);
        error.Formula.Should().Be(formula);
        string[] lines = error.Message.Split('\n');
        lines.Should().HaveCount(3);
        lines[0].Should().Match(reason);
        lines[1].Should().Be("  " + formula);
        lines[2].Should().Be(new string(' ', 2 + position) + "^");
    }

    [Fact]
    public void A_formula_of_several_lines_is_shown_on_one()
    {
        Action define = () => ScalingLaw.Define("L = E\n + A/N^alpha\n + $");
        define.Should().Throw<FormulaException>().Which.Message.Split('\n').Should().HaveCount(3).And.Subject.ElementAt(2).IndexOf('^').Should().Be(2 + 22);
        ScalingLaw.Define("L = E\n + A/N^alpha\n").Formula.Should().Be("L = E + A/N^α");
    }

    [Fact]
    public void Brackets_without_end_are_refused_rather_than_run_out_of_stack()
    {
        Action define = () => ScalingLaw.Define(new string('(', 100_000) + "N");
        define.Should().Throw<FormulaException>().WithMessage("The formula is nested too deeply*");
        define = () => ScalingLaw.Define("A*" + string.Concat(Enumerable.Repeat("N^-", 100_000)) + "N");
        define.Should().Throw<FormulaException>().WithMessage("The formula is nested too deeply*");
    }

    [Fact]
    public void The_step_in_square_brackets_is_that_of_a_run()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + A/[t]^a");
        law.Variables.Should().Equal(Variable.Step);
        ScalingLaw.Define(law.Formula).Variables.Should().Equal(Variable.Step);
        ScalingLaw.Define("curve", (p, x) => p["E"] + (p["A"] / LawNumber.Pow(x["t"], p["a"]))).Variables.Should().Equal(Variable.Step);
    }

    [Fact]
    public void A_listed_column_is_one_even_where_its_name_is_a_number() =>
        ScalingLaw.Define("L = E + A/pi^a", new FormulaOptions { Variables = [Variable.Of("pi")] }).Variables.Should().ContainSingle();

    [Fact]
    public void A_column_that_is_zero_and_has_a_power_of_its_own_is_named_where_no_fit_can_start()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + A*u^a", new FormulaOptions { Variables = [Variable.Of("u", range: VariableRange.NonNegative)] });
        RunSet runs = RunSet.Create(Enumerable.Range(0, 12).Select(i => new TrainingRun { Loss = 2 + i, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["u"] = i } }));
        Action fit = () => law.Fit(runs);
        fit.Should().Throw<InvalidOperationException>().WithMessage("*u (u) is zero in some runs*(u + c)^a*");
    }
}
