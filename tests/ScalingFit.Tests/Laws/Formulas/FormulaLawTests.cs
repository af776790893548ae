using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Tests.Laws.Formulas;

/// <summary>A law from a line of text is the law that the line says.</summary>
public sealed class FormulaLawTests
{
    [Theory]
    [InlineData("L = E + A/N^alpha + B/D^beta")]
    [InlineData("E + A·N^-α + B × D ** -β")]
    [InlineData("loss = E + A*exp(-alpha*ln(N)) + pow(D, -beta)*B")]
    public void Chinchillas_formula_fits_to_the_digits_of_the_built_in_law(string formula)
    {
        ScalingLaw law = ScalingLaw.Define(formula);
        RunSet runs = ScalingFit.Data.Datasets.ChinchillaWithoutOutliers;
        law.Formula.Should().StartWith("L = E + ");
        law.Definition.Form.Should().BeOfType<PosynomialForm>();
        foreach (Objective objective in new[] { Objective.Default, Objective.LeastSquares })
        {
            LawFit expected = ScalingLaw.Chinchilla.Fit(runs, objective);
            LawFit fit = law.Fit(runs, objective);
            fit.Certificate.Objective.Should().BeApproximately(expected.Certificate.Objective, 1e-13 * expected.Certificate.Objective);
            foreach (LawParameter parameter in law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(expected[parameter.Name].Value, 1e-12 * expected[parameter.Name].Value, parameter.Name);
        }

        law.Fit(runs).Fitted.Allocate(1e23).Parameters.Should().BeApproximately(ScalingLaw.Chinchilla.Fit(runs).Fitted.Allocate(1e23).Parameters, 1e-9 * 1e11);
    }

    [Fact]
    public void The_coupled_law_is_recognised_too()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + (A/N^alpha + B/D^beta)^k");
        law.Definition.Form.Should().BeOfType<PosynomialForm>().Which.Power.Should().Be(5);
        law.Definition.TermNames.Should().Equal(ScalingLaw.Coupled.Definition.TermNames);
        RunSet runs = ScalingFit.Data.Datasets.ChinchillaWithoutOutliers;
        law.Fit(runs).Certificate.Objective.Should().BeApproximately(ScalingLaw.Coupled.Fit(runs).Certificate.Objective, 1e-11);
    }

    [Theory]
    [InlineData("L = E + A/N^alpha + B/D^beta + C/(N*D)^gamma", "E=1.7 A=300 alpha=0.3 B=3000 beta=0.4 C=20000 gamma=0.25", 0.05)]
    [InlineData("L = E + A/(N^alpha*D^beta)", "E=1.7 A=9000 alpha=0.3 beta=0.15", 1e-5)]
    [InlineData("L = E + A/N^alpha + B/D^alpha", "E=1.7 A=300 alpha=0.3 B=900", 1e-5)]
    [InlineData("L = E + A*N^alpha", "E=1.7 A=300 alpha=-0.3", 1e-5)]
    [InlineData("L = E + A*(N/D)^alpha + B/D^beta", "E=1.7 A=1 alpha=0.2 B=900 beta=0.3", 1e-5)]
    [InlineData("L = E + A/N^alpha + B/(D + D0)^beta", "E=1.7 A=400 alpha=0.34 B=900 D0=6e9 beta=0.33", 1e-4)]
    [InlineData("L = E + A/(1 + N/M)^alpha", "E=1.7 A=3 alpha=0.6 M=3e8", 1e-4)]
    [InlineData("L = E + (A/N^alpha)*exp(-D/S) + B/D^beta", "E=1.7 A=400 alpha=0.34 S=2e10 B=900 beta=0.33", 1e-4)]
    public void The_truth_comes_back(string formula, string truth, double tolerance)
    {
        ScalingLaw law = ScalingLaw.Define(formula);
        FittedLaw fitted = law.WithValues(Values(truth));
        LawFit fit = law.Fit(Synthetic.Grid(9, 9, law: fitted));
        fit.Certificate.Objective.Should().BeLessThan(1e-9);
        foreach (LawParameter parameter in law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(fitted[parameter.Name], tolerance * Math.Abs(fitted[parameter.Name]), parameter.Name);
    }

    [Theory]
    [InlineData("L = E + A/N^alpha", true)]
    [InlineData("L = A/N^alpha", true)]
    [InlineData("L = E + A/N^alpha + B/D^beta + C/(N*D)^gamma", true)]
    [InlineData("L = E + C/(N^gamma*D^delta) + A/N^alpha + B/D^beta", true)]
    [InlineData("L = E + N^-alpha*A*D^-beta", true)]
    [InlineData("L = (A/N^alpha + B/D^alpha)^k", true)]
    [InlineData("L = E + A/N^(2*alpha)", true)]
    [InlineData("L = E + A/sqrt(N^alpha)", false)]
    [InlineData("L = E + A/N^alpha + (B/D^beta + F/N^gamma)^k", false)]
    [InlineData("L = (E + A/N^alpha)^k", false)]
    [InlineData("L = E + A/N^alpha + A/D^beta", false)]
    [InlineData("L = E + A/N^0.34", false)]
    [InlineData("L = E - A/N^alpha", false)]
    [InlineData("L = E + 2*A/N^alpha", false)]
    [InlineData("L = E + A/(N/1e9)^alpha", false)]
    [InlineData("L = E + A/(N + M)^alpha", false)]
    [InlineData("L = E + A*(N/M)^-alpha", false)]
    [InlineData("L = 1.69 + A/N^alpha", false)]
    [InlineData("L = E + A/N^alpha + G", false)]
    [InlineData("L = E + A/(N^a*D^b*[x]^c) + B/(N^d*D^f*[x]^g)", false)]
    public void The_fast_family_is_recognised_and_nothing_else(string formula, bool isRecognised) =>
        (ScalingLaw.Define(formula).Definition.Form is PosynomialForm).Should().Be(isRecognised);

    [Fact]
    public void Exponents_with_starts_of_their_own_keep_them()
    {
        LawParameter rate = new() { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate", LowestStart = 0.2, HighestStart = 0.4 };
        ScalingLaw.Define("L = E + A/N^alpha", new FormulaOptions { Parameters = [rate] }).Definition.Form.Should().NotBeOfType<PosynomialForm>();
    }

    [Fact]
    public void A_lambda_is_the_same_law_as_its_formula()
    {
        ScalingLaw formula = ScalingLaw.Define("L = E + A/N^alpha + B/([U] + D0)^beta");
        ScalingLaw lambda = ScalingLaw.Define("mine", (p, x) => p["E"] + (p["A"] / LawNumber.Pow(x["N"], p["α"])) + (p["B"] / LawNumber.Pow(x["U"] + p["D₀"], p["beta"])));
        lambda.Name.Should().Be("mine");
        lambda.Formula.Should().Be("L = E + A/N^α + B/([U] + D₀)^β");
        lambda.Parameters.Select(p => (p.Name, p.Kind, p.StartsLike)).Should().Equal(formula.Parameters.Select(p => (p.Name, p.Kind, p.StartsLike)));
        lambda.Parameters.Single(p => p.StartsLike is not null).Symbol.Should().Be("D₀");
        lambda.Variables.Should().Equal(formula.Variables);
        Dictionary<string, double> values = Values("E=1.7 A=400 alpha=0.34 B=900 D0=6e9 beta=0.33");
        var run = new TrainingRun { Parameters = 1e9, Loss = 1, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["U"] = 3e9 } };
        lambda.WithValues(values).Predict(run).Should().Be(formula.WithValues(values).Predict(run));
    }

    [Fact]
    public void A_lambda_that_makes_no_law_is_refused()
    {
        int calls = 0;
        Action define = () => ScalingLaw.Define("mine", (p, x) => p["E"] / p["A"]);
        define.Should().Throw<ArgumentException>().WithMessage("mine has no column*");
        define = () => ScalingLaw.Define("mine", (p, x) => x["N"]);
        define.Should().Throw<ArgumentException>().WithMessage("mine has no parameter*");
        define = () => ScalingLaw.Define("mine", (p, x) => p["N"] / x["N"]);
        define.Should().Throw<ArgumentException>().WithMessage("N is a column; a parameter needs another name.*");
        define = () => ScalingLaw.Define("mine", (p, x) => p[$"a{calls++}"] / x["N"]);
        define.Should().Throw<InvalidOperationException>().WithMessage("The law asked for a1 only when*");
        LawNumber captured = default;
        ScalingLaw.Define("mine", (p, x) => captured = p["a"] / x["N"]);
        define = () => ScalingLaw.Define("mine", (p, x) => captured + (p["a"] / x["N"]));
        define.Should().Throw<InvalidOperationException>().WithMessage("A number of one law was used in another*");
        define = () => ScalingLaw.Define("mine", (p, x) => p[""] / x["N"]);
        define.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_a_law_prints_can_be_read_again()
    {
        var random = new RandomStream(11, 0);
        int compared = 0;
        for (int k = 0; k < 300; k++)
        {
            string text = "L = a/N^b + " + Random(ref random, 4);
            ScalingLaw law = ScalingLaw.Define(text);
            ScalingLaw again = ScalingLaw.Define(law.Formula);
            again.Parameters.Select(p => p.Name).Should().BeEquivalentTo(law.Parameters.Select(p => p.Name));
            var values = law.Parameters.ToDictionary(p => p.Name, p => 0.3 + (0.17 * p.Name.Length) + (0.05 * p.Name[0] % 1), StringComparer.Ordinal);
            var run = new TrainingRun { Parameters = 2.5, Tokens = 1.7, Loss = 1, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["unique tokens"] = 1.3 } };
            double expected = law.WithValues(values).Predict(run);
            if (!double.IsFinite(expected) || Math.Abs(expected) > 1e6) continue;

            // Numbers print to twelve digits.
            again.WithValues(values).Predict(run).Should().BeApproximately(expected, 1e-8 * (1 + Math.Abs(expected)), "{0} prints as {1}", text, law.Formula);
            compared++;
        }

        compared.Should().BeGreaterThan(150);
    }

    internal static Dictionary<string, double> Values(string text) => text.Split(' ').Select(p => p.Split('='))
        .ToDictionary(p => p[0], p => double.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static string Random(ref RandomStream random, int depth)
    {
        string[] leaves = ["N", "D", "[unique tokens]", "a", "b", "gamma", "rho_2", "0.7", "3", "2.5e-1"];
        if (depth == 0) return leaves[(int)(random.NextDouble() * leaves.Length)];
        string left = Random(ref random, depth - 1);
        string right = Random(ref random, depth - 1);
        return (int)(random.NextDouble() * 12) switch
        {
            0 or 1 => $"({left} + {right})",
            2 => $"({left} - {right})",
            3 or 4 => $"({left})*({right})",
            5 => $"({left})/(1 + ({right})^2)",
            6 => $"-({left})^2",
            7 => $"(1 + ({left})^2)^(-({right}))",
            8 => $"exp(-({left})^2)",
            9 => $"ln(2 + ({left})^2)",
            10 => $"min({left}, {right})",
            _ => $"sin({left})",
        };
    }

    [Theory]
    [InlineData("y = c*N^p*D^q", "L = c·N^p·D^q")]
    [InlineData("L = E + A/(N^a*D^b)", "L = E + A/(N^a·D^b)")]
    [InlineData("L = E + N^p/D^q", "L = E + N^p/D^q")]
    [InlineData("L = E - 1/(N^p*D^q)", "L = E - 1/(N^p·D^q)")]
    [InlineData("L = E + exp(a - alpha*log(N))", "L = E + exp(a - α·ln(N))")]
    [InlineData("L = E + B*log(1 + A*N^p*D^q)", "L = E + B·ln(1 + A·N^p·D^q)")]
    [InlineData("L = E + A/(N^p*D^q + F)^g", "L = E + A/(N^p·D^q + F)^g")]
    public void Products_of_powers_are_printed_as_such_and_read_again(string formula, string printed)
    {
        ScalingLaw law = ScalingLaw.Define(formula);
        law.Formula.Should().Be(printed);
        ScalingLaw.Define(law.Formula).Formula.Should().Be(printed);
    }
}
