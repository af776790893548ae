using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Tests.Numerics;

/// <summary>The engine against a second implementation, written the naive way, on all widths and for forms of several shapes.</summary>
public sealed class PosynomialEngineTests
{
    // Five parameters, the shape with passes of its own; one term of two variables with a shared exponent; a floor and one term; four terms.
    private static readonly Dictionary<string, PosynomialForm> Forms = new(StringComparer.Ordinal)
    {
        ["chinchilla"] = (PosynomialForm)ScalingLaw.Chinchilla.Definition.Form,
        ["power"] = new PosynomialForm(3, 2, new PosynomialForm.Term(0), new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1))),
        ["interaction"] = new PosynomialForm(
            7,
            2,
            new PosynomialForm.Term(0),
            new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1)),
            new PosynomialForm.Term(3, new PosynomialForm.Factor(4, 1, -1)),
            new PosynomialForm.Term(5, new PosynomialForm.Factor(6, 0, -0.5), new PosynomialForm.Factor(6, 1, -0.5))),
        ["coupled"] = new PosynomialForm(
            6,
            2,
            new PosynomialForm.Term(0),
            new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1)),
            new PosynomialForm.Term(3, new PosynomialForm.Factor(4, 1, -1))) { Power = 5 },
        ["power of one sum"] = new PosynomialForm(
            4,
            2,
            new PosynomialForm.Term(0, new PosynomialForm.Factor(1, 0, -1)),
            new PosynomialForm.Term(2, new PosynomialForm.Factor(1, 1, -1))) { Power = 3 },
        ["tied"] = new PosynomialForm(
            4,
            2,
            new PosynomialForm.Term(0),
            new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1)),
            new PosynomialForm.Term(3, new PosynomialForm.Factor(2, 1, -1))),
    };

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (string form in Forms.Keys)
            {
                foreach (VectorWidth width in VectorWidths.Supported())
                {
                    foreach (string penalty in new[] { "log squares", "log huber", "squares", "huber", "log soft-L1", "log Student-t", "log expectile" }) cases.Add(form, width.ToString(), penalty);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_gradient_Hessian_and_majoriser_agree_with_the_naive_ones(string form, string width, string penalty)
    {
        PosynomialForm shape = Forms[form];

        // More than one block, and not a whole number of vectors.
        RowTable rows = Rows(517, out double[][] columns, out double[] response);
        double[] theta = [.. Enumerable.Range(0, shape.ParameterCount).Select(m => shape.Exponents.Contains(m) ? 0.3 + (0.02 * m) : 0.4 - (0.3 * m))];
        Penalty charged = PenaltyOf(penalty);

        var derivatives = new Derivatives(shape.ParameterCount);
        LawEngine engine = shape.CreateEngine(Enum.Parse<VectorWidth>(width));
        engine.Evaluate(rows, charged, theta, derivatives);

        (double value, double[] gradient, double[] hessian, double[] majoriser) = Naive(shape, columns, response, charged, theta);
        derivatives.Value.Should().BeApproximately(value, 1e-11 * value);
        engine.Value(rows, charged, theta).Should().Be(derivatives.Value);
        ShouldAgree(derivatives.Gradient, gradient);
        
        // The curvature of Student's t is a difference quotient in the naive version.
        ShouldAgree(derivatives.Hessian, hessian, charged.Kind == PenaltyKind.StudentT ? 1e-8 : 1e-11);
        ShouldAgree(derivatives.Majoriser, majoriser);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rates_along_a_direction_are_the_gradients_of_the_rows_times_it(string form, string width, string penalty)
    {
        PosynomialForm shape = Forms[form];
        RowTable rows = Rows(300, out _, out _);
        double[] theta = [.. Enumerable.Range(0, shape.ParameterCount).Select(m => shape.Exponents.Contains(m) ? 0.3 + (0.02 * m) : 0.4 - (0.3 * m))];
        double[] direction = [.. Enumerable.Range(0, shape.ParameterCount).Select(m => 0.7 - (0.4 * m))];
        ResidualOf of = PenaltyOf(penalty).Of;
        LawEngine engine = shape.CreateEngine(Enum.Parse<VectorWidth>(width));
        var rates = new double[300];
        engine.Rates(rows, of, theta, direction, rates);
        var gradient = new double[shape.ParameterCount];
        for (int i = 0; i < rates.Length; i++)
        {
            engine.ResidualGradient(rows, i, of, theta, gradient);
            rates[i].Should().BeApproximately(gradient.Zip(direction, (g, d) => g * d).Sum(), 1e-11);
        }
    }

    [Fact]
    public void Evaluating_allocates_nothing()
    {
        RowTable rows = Rows(300, out _, out _);
        LawEngine engine = Forms["chinchilla"].CreateEngine(VectorWidths.Best);
        var derivatives = new Derivatives(5);
        double[] theta = [0.6, -1, 0.35, -1, 0.37];
        Penalty penalty = PenaltyOf("log huber");
        engine.Evaluate(rows, penalty, theta, derivatives);

        // A collection that another test sets off meanwhile counts what is left of this thread's buffer as allocated. What evaluating allocates, every measurement would show.
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 5; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) engine.Evaluate(rows, penalty, theta, derivatives);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
    }

    private static void ShouldAgree(double[] actual, double[] expected, double tolerance = 1e-11)
    {
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++) actual[i].Should().BeApproximately(expected[i], tolerance * size);
    }

    private static Penalty PenaltyOf(string name) => name switch
    {
        "log squares" => Objective.LogLeastSquares.Penalty,
        "log huber" => Objective.LogHuber(0.02).Penalty,
        "squares" => Objective.LeastSquares.Penalty,
        "log soft-L1" => Objective.LogSoftL1(0.02).Penalty,
        "log Student-t" => Objective.LogStudentT(0.3, 3).Penalty,
        "log expectile" => Objective.LogExpectile(0.1).Penalty,
        _ => Objective.Huber(0.05).Penalty,
    };

    private static RowTable Rows(int count, out double[][] columns, out double[] response)
    {
        var random = new RandomStream(3, 1);
        columns = [new double[count], new double[count]];
        response = new double[count];
        for (int i = 0; i < count; i++)
        {
            columns[0][i] = 4 * (random.NextDouble() - 0.5);
            columns[1][i] = 5 * (random.NextDouble() - 0.5);
            response[i] = 1 + (2 * random.NextDouble());
        }

        return RowTable.Create(columns, response);
    }

    /// <summary>Row by row with Math.Exp, Hessian by the definition: Σ ψ' ∇r∇r' + ψ ∇²r.</summary>
    private static (double Value, double[] Gradient, double[] Hessian, double[] Majoriser) Naive(PosynomialForm form, double[][] x, double[] y, Penalty penalty, double[] theta)
    {
        int p = form.ParameterCount;
        double value = 0;
        var gradient = new double[p];
        var hessian = new double[p * p];
        var majoriser = new double[p * p];
        for (int i = 0; i < y.Length; i++)
        {
            double prediction = 0;
            double inner = 0;
            var first = new double[p];
            var second = new double[p * p];
            var innerFirst = new double[p];
            var innerSecond = new double[p * p];
            for (int t = 0; t < form.Terms.Length; t++)
            {
                PosynomialForm.Term term = form.Terms[t];
                var j = new double[p];
                double z = theta[term.Amplitude];
                j[term.Amplitude] = 1;
                foreach (PosynomialForm.Factor f in term.Factors)
                {
                    z += f.Scale * theta[f.Parameter] * x[f.Column][i];
                    j[f.Parameter] += f.Scale * x[f.Column][i];
                }

                double size = Math.Exp(z);
                bool powered = form.IsPowered(t);
                if (powered) inner += size;
                else prediction += size;
                for (int m = 0; m < p; m++)
                {
                    (powered ? innerFirst : first)[m] += size * j[m];
                    for (int n = 0; n < p; n++) (powered ? innerSecond : second)[(m * p) + n] += size * j[m] * j[n];
                }
            }

            if (form.Power >= 0) AddPower(p, form.Power, Math.Exp(theta[form.Power]), inner, innerFirst, innerSecond, ref prediction, first, second);

            if ((penalty.Of == ResidualOf.Logarithm))
            {
                for (int m = 0; m < p; m++)
                {
                    for (int n = 0; n < p; n++) second[(m * p) + n] = (second[(m * p) + n] / prediction) - (first[m] * first[n] / (prediction * prediction));
                }

                for (int m = 0; m < p; m++) first[m] /= prediction;
            }

            double r = (penalty.Of == ResidualOf.Logarithm) ? Math.Log(prediction / y[i]) : prediction - y[i];
            (double charge, double psi, double curvature, double weight) = Charge(penalty, r);
            value += charge;
            for (int m = 0; m < p; m++)
            {
                gradient[m] += psi * first[m];
                for (int n = 0; n < p; n++)
                {
                    hessian[(m * p) + n] += (curvature * first[m] * first[n]) + (psi * second[(m * p) + n]);
                    majoriser[(m * p) + n] += weight * first[m] * first[n];
                }
            }
        }

        return (value, gradient, hessian, majoriser);
    }

    /// <summary>G = S^k by the chain rule: ∂G = k S^(k-1) ∂S, ∂²G = k S^(k-1) ∂²S + k (k - 1) S^(k-2) ∂S ∂S', and by κ = ln k: ∂G/∂κ = G k ln S and so on.</summary>
    private static void AddPower(int p, int power, double k, double s, double[] ds, double[] dds, ref double prediction, double[] first, double[] second)
    {
        double g = Math.Pow(s, k);
        double log = Math.Log(s);
        prediction += g;
        for (int m = 0; m < p; m++)
        {
            if (m == power) continue;
            first[m] += k * g / s * ds[m];
            double cross = k * g / s * ds[m] * (1 + (k * log));
            second[(m * p) + power] += cross;
            second[(power * p) + m] += cross;
            for (int n = 0; n < p; n++) second[(m * p) + n] += n == power ? 0 : (k * g / s * dds[(m * p) + n]) + (k * (k - 1) * g / (s * s) * ds[m] * ds[n]);
        }

        first[power] += g * k * log;
        second[(power * p) + power] += g * k * log * (1 + (k * log));
    }

    /// <summary>By the definitions, with the curvature as a central difference of the slope.</summary>
    private static (double Charge, double Slope, double Curvature, double Weight) Charge(Penalty penalty, double r)
    {
        double d = penalty.Delta;
        double s = penalty.Shape;
        switch (penalty.Kind)
        {
            case PenaltyKind.Squares: return (r * r / 2, r, 1, 1);
            case PenaltyKind.Huber when Math.Abs(r) <= d: return (r * r / 2, r, 1, 1);
            case PenaltyKind.Huber: return (d * (Math.Abs(r) - (d / 2)), d * Math.Sign(r), 0, d / Math.Abs(r));
            case PenaltyKind.SoftL1:
                double root = Math.Sqrt(1 + (r * r / (d * d)));
                return (d * d * (root - 1), r / root, Math.Pow(root, -3), 1 / root);
            case PenaltyKind.StudentT:
                double Slope(double x) => (s + 1) * x / (s + (x * x / (d * d)));
                return (d * d * (s + 1) / 2 * Math.Log(1 + (r * r / (s * d * d))), Slope(r), (Slope(r + 1e-6) - Slope(r - 1e-6)) / 2e-6, Slope(r) / r);
            default:
                double tau = r > 0 ? 1 - s : s;
                return (tau * r * r / 2, tau * r, tau, tau);
        }
    }
}
