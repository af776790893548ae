using System.Globalization;
using System.Reflection;
using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Tests.Laws.Library;

/// <summary>What holds of every law of the library: exact derivatives, the truth given back, a page, a line in the catalogue.</summary>
public sealed class LawLibraryTests
{
    private static readonly double[] Steps = [1e-4, 1e-5, 1e-6, 1e-7];

    public static TheoryData<string> Names => [.. ScalingLaw.All.Select(l => l.Name)];

    [Fact]
    public void Every_law_has_a_name_of_its_own_an_example_and_a_reference()
    {
        ScalingLaw.All.Select(l => l.Name).Should().OnlyHaveUniqueItems();
        LawExamples.All.Select(e => e.Truth.Law.Name).Should().BeEquivalentTo(ScalingLaw.All.Select(l => l.Name));
        ScalingLaw.All.Should().OnlyContain(l => l.Reference.Length > 0 && l.Parameters.All(p => p.Meaning.Length > 0));
    }

    [Fact]
    public void Every_law_that_the_front_door_offers_stands_in_the_list()
    {
        IEnumerable<ScalingLaw> offered = typeof(ScalingLaw).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(ScalingLaw)).Select(p => (ScalingLaw)p.GetValue(null)!);
        offered.Select(l => l.Name).Should().BeSubsetOf(ScalingLaw.All.Select(l => l.Name));
    }

    [Fact]
    public void Every_published_set_stands_in_the_list_and_says_where_it_comes_from()
    {
        IEnumerable<FittedLaw> offered = typeof(Published).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(FittedLaw)).Select(p => (FittedLaw)p.GetValue(null)!);
        offered.Select(l => l.Source).Should().BeEquivalentTo(Published.All.Select(l => l.Source)).And.OnlyHaveUniqueItems();
        foreach (FittedLaw law in Published.All)
        {
            law.Publication.Should().NotBeNull(law.Source);
            law.Publication!.Data.Should().NotBeNullOrWhiteSpace(law.Source);
            law.Publication.Paper.Should().MatchRegex("20[0-9][0-9]", "a paper has a year");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradient_and_its_Hessian_are_those_of_central_differences(string name)
    {
        LawExample example = Example(name);
        ScalingLaw law = example.Truth.Law;

        // Off the optimum, where residuals do not vanish; by the parameters' own coordinates.
        RunSet runs = example.Runs;
        runs = RunSet.Create(runs.Select((r, i) => r with { Loss = r.Loss * (1 + (0.05 * Math.Sin(i))) }), runs.Conventions);
        var problem = new FitProblem(law, runs, FitOptions.Default with { Objective = example.Objective }, centre: false);
        LawEngine engine = problem.NewEngine();
        double[] theta = [.. law.Parameters.Select((p, m) => p.ToEngine(example.Truth.Values[m]))];
        int n = theta.Length;
        var gradient = new double[n];
        engine.ValueAndGradient(problem.Rows, problem.Penalty, theta, gradient);
        var exact = new Derivatives(n);
        engine.Evaluate(problem.Rows, problem.Penalty, theta, exact);
        double largest = gradient.Max(Math.Abs);
        double steepest = exact.Hessian.Max(Math.Abs);
        for (int m = 0; m < n; m++)
        {
            // The best of several steps: long ones cross kinks and bend, short ones cancel.
            double difference = Steps.Select(step => (ValueAt(m, step) - ValueAt(m, -step)) / (2 * step)).MinBy(d => Math.Abs(d - gradient[m]));
            gradient[m].Should().BeApproximately(difference, (1e-6 * Math.Abs(difference)) + (1e-7 * largest), law.Parameters[m].Name);
            exact.Gradient[m].Should().BeApproximately(gradient[m], 1e-10 * largest);
            double[][] rates = [.. Steps.Select(step => GradientAt(m, step).Zip(GradientAt(m, -step), (high, low) => (high - low) / (2 * step)).ToArray())];
            for (int k = 0; k <= m; k++)
            {
                double second = exact.Hessian[(m * n) + k];
                double rate = rates.Select(r => r[k]).MinBy(d => Math.Abs(d - second));

                // Of two slopes in units of their own a product may be small beside the largest element and still count.
                double scale = Math.Sqrt(Math.Abs(exact.Hessian[(m * n) + m] * exact.Hessian[(k * n) + k]));
                second.Should().BeApproximately(rate, (1e-5 * scale) + (1e-9 * steepest), $"{law.Parameters[m].Name}, {law.Parameters[k].Name}");
            }
        }

        double ValueAt(int m, double step) => engine.Value(problem.Rows, problem.Penalty, Moved(m, step));

        double[] GradientAt(int m, double step)
        {
            var at = new double[n];
            engine.ValueAndGradient(problem.Rows, problem.Penalty, Moved(m, step), at);
            return at;
        }

        double[] Moved(int m, double step)
        {
            double[] moved = [.. theta];
            moved[m] += step;
            return moved;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_its_own_numbers_back_from_runs_without_scatter(string name)
    {
        LawExample example = Example(name);
        LawFit fit = example.Truth.Law.Fit(example.Runs, example.Objective);
        foreach (LawParameter parameter in example.Truth.Law.Parameters)
        {
            double truth = example.Truth[parameter.Name];
            fit[parameter.Name].Value.Should().BeApproximately(truth, example.Tolerance * Math.Max(Math.Abs(truth), 1e-3), parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_page_has_its_equation_its_source_and_when_to_use_it(string name)
    {
        ScalingLaw law = Example(name).Truth.Law;
        string page = SourceTree.Read($"docs/laws/{Slug(name)}.md");
        page.Should().Contain(law.Formula).And.Contain("## Meaning and units").And.Contain("## When to use").And.Contain("## When not");
        foreach (LawParameter parameter in law.Parameters) page.Should().Contain($"`{parameter.Name}`");
        foreach (Variable variable in law.Variables) page.Should().Contain(variable.Symbol);
        SourceTree.Read("docs/laws.md").Should().Contain($"laws/{Slug(name)}.md");
    }

    private static LawExample Example(string name) => LawExamples.All.Single(e => string.Equals(e.Truth.Law.Name, name, StringComparison.Ordinal));

    private static string Slug(string name) => string.Concat(name.ToLower(CultureInfo.InvariantCulture).Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-').Replace("--", "-", StringComparison.Ordinal);
}
