namespace ScalingFit.Tests.Laws.Formulas;

/// <summary>Which identifiers are columns, and what parameters are taken for. The table of docs/formulas.md, line by line.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData("L = E + A/N^alpha + B/D^beta + C/(N*D)^gamma", "E Floor, A Amplitude, alpha Exponent, B Amplitude, beta Exponent, C Amplitude, gamma Exponent")]
    [InlineData("L = E + G + A/N^alpha", "E Floor, G Free, A Amplitude, alpha Exponent")]
    [InlineData("L = A/N^alpha - G", "A Amplitude, alpha Exponent, G Free")]
    [InlineData("L = E - A*N^alpha", "E Floor, A Amplitude, alpha Exponent")]
    [InlineData("L = E + (A/N^alpha + B/D^beta)^k", "E Floor, A Amplitude, alpha Exponent, B Amplitude, beta Exponent, k Multiplier")]
    [InlineData("L = E + B/(D + D0)^beta", "E Floor, B Amplitude, D0 Multiplier like D, beta Exponent")]
    [InlineData("L = E + A*(N/Nc)^-alpha", "E Floor, A Amplitude, Nc Multiplier like N, alpha Exponent")]
    [InlineData("L = ((Nc/N)^(a/b) + Dc/D)^b", "Nc Multiplier like N, a Exponent, b Multiplier, Dc Multiplier like D")]
    [InlineData("L = E + A/(1 + [x]/d)", "E Floor, A Amplitude, d Multiplier like x")]
    [InlineData("L = E + A/min(N, M)^alpha", "E Floor, A Amplitude, M Multiplier like N, alpha Exponent")]
    [InlineData("L = E + A/(rho*N)^alpha", "E Floor, A Amplitude, rho Multiplier, alpha Exponent")]
    [InlineData("L = E + A*exp(-N/M)", "E Floor, A Amplitude, M Multiplier like N")]
    [InlineData("L = b + (a - b)/(1 + exp(r*(ln(C) - m)))", "b Floor, a Amplitude, r Multiplier, m Free")]
    [InlineData("L = a + c*ln(N)", "a Floor, c Free")]
    [InlineData("L = exp(a - alpha*ln(N))", "a Free, alpha Exponent")]
    [InlineData("L = E*(1 + A/N^alpha)", "E Amplitude, A Amplitude, alpha Exponent")]
    [InlineData("L = max(E, A/N^alpha)", "E Floor, A Amplitude, alpha Exponent")]
    [InlineData("L = E + A/(K*N^alpha)", "E Floor, A Amplitude, K Multiplier, alpha Exponent")]
    [InlineData("L = E + A/N^alpha + B/([U] + [U]*R*(1 - exp(-(D/[U] - 1)/R)))^beta", "E Floor, A Amplitude, alpha Exponent, B Amplitude, R Multiplier, beta Exponent")]
    public void Kinds_follow_from_the_place(string formula, string expected)
    {
        ScalingLaw law = ScalingLaw.Define(formula);
        string.Join(", ", law.Parameters.Select(p => $"{p.Name} {p.Kind}{(p.StartsLike is { } like ? $" like {like.Symbol}" : "")}")).Should().Be(expected);
        law.Parameters.Should().OnlyContain(p => p.Meaning.Length > 0);
    }

    [Fact]
    public void Meanings_quote_the_formula()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + (A/N^alpha + B/(D + D0)^beta)^k");
        law.Parameters.Select(p => p.Meaning).Should().Equal(
            "floor", "size of the term A/N^α", "exponent of N", "size of the term B/(D + D0)^β", "amount beside D in D + D0", "exponent of D + D0", "outer power of A/N^α + B/(D + D0)^β");
        ScalingLaw.Define("L = E + A/N^alpha").Parameters[1].Meaning.Should().Be("size of the term A/N^α");
    }

    [Theory]
    [InlineData("L = E + A/C^alpha", "C", "E A alpha")]
    [InlineData("L = E + A/N^alpha + C/D^beta", "N D", "E A alpha C beta")]
    [InlineData("L = E + A/N^alpha + F/[C]^beta", "N C", "E A alpha F beta")]
    [InlineData("L = E + A/[unique tokens]^alpha", "unique tokens", "E A alpha")]
    [InlineData("L = E + A/[ U ]^alpha_U", "U", "E A alpha_U")]
    public void Columns_are_told_from_parameters(string formula, string columns, string parameters)
    {
        ScalingLaw law = ScalingLaw.Define(formula);
        string.Join(' ', law.Variables.Select(v => v.Symbol)).Should().Be(columns);
        string.Join(' ', law.Parameters.Select(p => p.Name)).Should().Be(parameters);
    }

    [Fact]
    public void Listed_variables_are_columns()
    {
        Variable unique = Variable.Of("U", "unique tokens", "tokens");
        ScalingLaw law = ScalingLaw.Define("L = E + A/N^a + B/U^b + F/C^c", new FormulaOptions { Name = "mine", Reference = "here", Variables = [unique, Variable.Flops] });
        law.Variables.Should().Equal(Variable.Parameters, unique, Variable.Flops);
        law.Variables[1].Name.Should().Be("unique tokens");
        law.Formula.Should().Be("L = E + A/N^a + B/U^b + F/C^c");
        law.Name.Should().Be("mine");
        law.Reference.Should().Be("here");
        Action define = () => ScalingLaw.Define("L = E + A/N^a", new FormulaOptions { Variables = [unique] });
        define.Should().Throw<ArgumentException>().WithMessage("Formula has no column U*");
    }

    [Fact]
    public void Greek_letters_and_their_names_are_one_parameter()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + A/N^α + B/D^alpha + Γ/[x]^β_2");
        law.Parameters.Select(p => p.Name).Should().Equal("E", "A", "alpha", "B", "Gamma", "beta_2");
        law.Parameters.Select(p => p.Symbol).Should().Equal("E", "A", "α", "B", "Γ", "β_2");
        ScalingLaw.Define(law.Formula).Parameters.Should().BeEquivalentTo(law.Parameters);
        ScalingLaw.Define("L = E + A*π/N").Parameters.Should().HaveCount(2);
    }

    [Fact]
    public void What_is_inferred_can_be_replaced()
    {
        LawParameter slope = new() { Name = "A", Symbol = "s", Kind = ParameterKind.Free, Meaning = "slope" };
        ScalingLaw law = ScalingLaw.Define("L = E + A/N^alpha", new FormulaOptions { Parameters = [slope] });
        law.Parameters[1].Should().Be(slope);
        law.Formula.Should().Be("L = E + s/N^α");

        Action define = () => ScalingLaw.Define("L = E + A/N^alpha", new FormulaOptions { Parameters = [slope with { Name = "Q" }] });
        define.Should().Throw<ArgumentException>().WithMessage("Formula has no parameter Q*it has E, A, alpha*");
        define = () => ScalingLaw.Define("L = E + A/N^alpha", new FormulaOptions { Parameters = [slope, slope] });
        define.Should().Throw<ArgumentException>().WithMessage("*lists twice*");
        define = () => ScalingLaw.Define("L = E + A/N^alpha", new FormulaOptions { Parameters = [slope with { StartsLike = Variable.Tokens }] });
        define.Should().Throw<ArgumentException>().WithMessage("A cannot start like D (tokens)*");
    }
}
