using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Tests.Numerics;

/// <summary>The engine of written laws: against the posynomial engine where a law is both, and against difference quotients where it is not.</summary>
public sealed class GraphEngineTests
{
    private static readonly Dictionary<string, (ILaw Law, bool[] Positive)> Laws = new(StringComparer.Ordinal)
    {
        ["chinchilla"] = (new Chinchilla(), [true, true, false, true, false]),
        ["shifted"] = (new Shifted(), [true, true, true, false]),
        ["saturating"] = (new Saturating(), [true, true, true, false, true]),
        ["rational"] = (new Rational(), [true, true, true]),
        ["everything"] = (new Everything(), [true, false, false, true]),
        ["broken"] = (new Broken(), [true, true, false, false, true, true]),
        ["ratio"] = (new Ratio(), [true, true, true, false]),
        ["scaled"] = (new Scaled(), [true, true, true, true]),
    };

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (string law in Laws.Keys)
            {
                foreach (VectorWidth width in VectorWidths.Supported())
                {
                    foreach (string of in Enum.GetNames<ResidualOf>()) cases.Add(law, width.ToString(), of);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_and_Hessian_are_those_that_differences_show(string name, string width, string residual)
    {
        (ILaw law, bool[] positive) = Laws[name];
        ResidualOf of = Enum.Parse<ResidualOf>(residual);
        GraphForm form = FormOf(law, positive, centre: false);
        RowTable rows = Rows(form, 301, of);
        LawEngine engine = form.CreateEngine(Enum.Parse<VectorWidth>(width));
        var penalty = new Penalty(PenaltyKind.SoftL1, 0.3, of);

        // For logits small enough for every prediction to be a share.
        double[] theta = [.. ThetaOf(positive).Select((t, m) => positive[m] && of == ResidualOf.Logit ? t - 0.7 : t)];

        var here = new Derivatives(theta.Length);
        engine.Evaluate(rows, penalty, theta, here);
        double.IsFinite(here.Value).Should().BeTrue();
        engine.Value(rows, penalty, theta).Should().BeApproximately(here.Value, 1e-13 * here.Value);
        var gradient = new double[theta.Length];
        engine.ValueAndGradient(rows, penalty, theta, gradient).Should().Be(here.Value);
        gradient.Should().Equal(here.Gradient);

        double size = here.Gradient.Max(Math.Abs);
        double bend = here.Hessian.Max(Math.Abs);
        var low = new Derivatives(theta.Length);
        var high = new Derivatives(theta.Length);
        for (int m = 0; m < theta.Length; m++)
        {
            const double Step = 1e-5;
            double at = theta[m];
            theta[m] = at + Step;
            engine.Evaluate(rows, penalty, theta, high);
            theta[m] = at - Step;
            engine.Evaluate(rows, penalty, theta, low);
            theta[m] = at;
            here.Gradient[m].Should().BeApproximately((high.Value - low.Value) / (2 * Step), 1e-7 * size, "gradient {0}", m);
            for (int n = 0; n < theta.Length; n++)
            {
                here.Hessian[(m * theta.Length) + n].Should().BeApproximately((high.Gradient[n] - low.Gradient[n]) / (2 * Step), 1e-7 * bend, "Hessian {0}, {1}", m, n);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_posynomial_law_written_by_hand_has_the_derivatives_of_the_posynomial_engine(bool centred)
    {
        (ILaw law, bool[] positive) = Laws["chinchilla"];
        GraphForm form = FormOf(law, positive, centred);
        form.CentredTerms.Count.Should().Be(centred ? 2 : 0);
        RowTable rows = Rows(form, 517, ResidualOf.Logarithm);
        double[] theta = ThetaOf(positive);
        var penalty = new Penalty(PenaltyKind.Huber, 0.05, ResidualOf.Logarithm);
        var written = new Derivatives(5);
        var known = new Derivatives(5);
        form.CreateEngine(VectorWidths.Best).Evaluate(rows, penalty, theta, written);
        ScalingLaw.Chinchilla.Definition.Form.CreateEngine(VectorWidths.Best).Evaluate(rows, penalty, theta, known);
        written.Value.Should().BeApproximately(known.Value, 1e-12 * known.Value);
        foreach ((double[] a, double[] b) in new[] { (written.Gradient, known.Gradient), (written.Hessian, known.Hessian), (written.Majoriser, known.Majoriser) })
        {
            for (int i = 0; i < a.Length; i++) a[i].Should().BeApproximately(b[i], 1e-11 * b.Max(Math.Abs));
        }
    }

    [Fact]
    public void Evaluating_a_written_law_allocates_nothing()
    {
        (ILaw law, bool[] positive) = Laws["everything"];
        GraphForm form = FormOf(law, positive, centre: false);
        RowTable rows = Rows(form, 300, ResidualOf.Logarithm);
        LawEngine engine = form.CreateEngine(VectorWidths.Best);
        var into = new Derivatives(positive.Length);
        double[] theta = ThetaOf(positive);
        Penalty penalty = Objective.Default.Penalty;
        engine.Evaluate(rows, penalty, theta, into);
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 5; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) engine.Evaluate(rows, penalty, theta, into);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
    }

    [Theory]
    [InlineData("chinchilla", "p0 + p1/x0^p2 + p3/x1^p4")]
    [InlineData("shifted", "p0 + p1/(x1 + p2)^p3")]
    [InlineData("rational", "(p0 + p1·x0)/(1 + p2·x0)")]
    public void A_law_can_be_read_back(string name, string text)
    {
        (ILaw law, bool[] positive) = Laws[name];
        var graph = new ExpressionGraph(positive, [true, true]);
        int root = law.Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph);
        new ExpressionText(graph, [.. positive.Select((_, m) => $"p{m}")], ["x0", "x1"]).Of(root).Should().Be(text);
    }

    private static GraphForm FormOf(ILaw law, bool[] positive, bool centre)
    {
        var graph = new ExpressionGraph(positive, [true, true]);
        return new GraphForm(graph, law.Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph), positive, centre);
    }

    private static double[] ThetaOf(bool[] positive) => [.. positive.Select((p, m) => p ? -1.2 + (0.15 * m) : 0.3 + (0.04 * m))];

    private static RowTable Rows(GraphForm form, int count, ResidualOf of)
    {
        var random = new RandomStream(5, 0);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => 0.5 + (3 * random.NextDouble()))];
        double[] y = [.. Enumerable.Range(0, count).Select(_ => 0.5 + (3 * random.NextDouble()))];
        double[] response = [.. Enumerable.Range(0, count).Select(_ => of == ResidualOf.Logit ? 0.2 + (0.5 * random.NextDouble()) : 0.8 + random.NextDouble())];
        double[] weights = [.. Enumerable.Range(0, count).Select(_ => 0.5 + random.NextDouble())];
        double[] deviations = [.. Enumerable.Range(0, count).Select(_ => 0.5 + random.NextDouble())];
        return RowTable.Create(form.Columns([x, y]), response, weights, count > 400 ? [] : deviations);
    }

    private readonly struct Chinchilla : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (p[1] / T.Pow(x[0], p[2])) + (p[3] / T.Pow(x[1], p[4]));
    }

    private readonly struct Shifted : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (p[1] * T.Pow(x[1] + p[2], -p[3]));
    }

    private readonly struct Saturating : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (0.5 * p[0]) + (p[1] * (1 - T.Exp(-p[2] * T.Pow(x[0], p[3])))) + (0.1 * p[4] / T.Sqrt(x[1] + 1));
    }

    private readonly struct Rational : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (p[0] + (p[1] * x[0])) / (1 + (p[2] * x[0]));
    }

    private readonly struct Everything : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T wave = 0.3 + (0.1 * T.Sin(p[1] * x[0])) + (0.05 * T.Cos(p[2] + x[1]));
            T bent = T.Min(p[0] * x[0], p[3] * x[1]) + (0.2 * T.Max(p[0] * p[3], x[0] * p[3]));
            return (0.2 * wave) + (0.1 * bent) + (0.1 * T.Atan(p[2] * x[1])) + (0.05 * T.Log(1 + (p[0] * x[0] * x[1])));
        }
    }

    /// <summary>A parameter before a column under a logarithm that cannot be taken apart, for the column might be negative.</summary>
    private readonly struct Ratio : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (0.3 * p[0]) + (0.3 * T.Pow(2 * p[1] / (x[0] * (1 + (p[2] * T.Log(x[1])))), p[3]));
    }

    /// <summary>A parameter before what every other function takes.</summary>
    private readonly struct Scaled : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T column = p[0] * (x[0] + p[1]);
            T sum = (0.2 * T.Sqrt(column)) + (0.1 * T.Exp(-p[2] * (x[1] + p[3]))) + (0.05 * T.Sin(column)) + (0.05 * T.Cos(column)) + (0.05 * T.Atan(column));
            return 0.1 + (0.4 * sum) + (0.04 / (p[2] * (x[1] + p[3]))) + (0.02 * T.Log(1 + column));
        }
    }

    private readonly struct Broken : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (0.3 * p[0]) + (p[1] * T.Pow(x[0], -p[2]) * T.Pow(1 + T.Pow(x[0] / p[4], 1 / p[5]), -p[3] * p[5]));
    }
}
