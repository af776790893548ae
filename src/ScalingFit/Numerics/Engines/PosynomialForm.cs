using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// A law of the posynomial family as data: ŷ = Σ_i exp(a_i + Σ_j s_ij θ_ij x_ij), where x are logarithms of variables and every
/// parameter enters its exponent linearly; some of the terms may stand together under an outer power, [Σ_i exp(...)]^k with ln k a parameter. Chinchilla's law is
/// three such terms and no power.
/// </summary>
/// <remarks>
/// Without a power ln ŷ is a log-sum-exp of affine functions: its gradient is the share-weighted mean of the terms' gradients and its
/// Hessian their share-weighted covariance, so that exact second derivatives cost a few multiplications a row. A power adds some inner products.
/// </remarks>
internal sealed class PosynomialForm : LawForm
{
    public PosynomialForm(int parameters, int columns, params Term[] terms)
    {
        ParameterCount = parameters;
        ColumnCount = columns;
        Terms = terms;

        // The parameters that multiply a column: given these, the law is linear in what is left.
        var exponents = new SortedSet<int>();
        foreach (Term term in terms)
        {
            foreach (Factor factor in term.Factors) exponents.Add(factor.Parameter);
        }

        Exponents = [.. exponents];
    }

    public override int ParameterCount { get; }

    public override int ColumnCount { get; }

    public override int TermCount => Terms.Length;

    public override IReadOnlyList<Term> CentredTerms => Terms;

    public Term[] Terms { get; }

    public int[] Exponents { get; }

    /// <summary>The parameter that is ln k; -1 where there is no outer power.</summary>
    public int Power { get; init; } = -1;

    public override bool MayCentre(int column) => true;

    public override double[][] Columns(IReadOnlyList<double[]> variables) => [.. variables.Select(v => Array.ConvertAll(v, Math.Log))];

    public override double Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> variables)
    {
        double sum = 0;
        double powered = 0;
        for (int t = 0; t < Terms.Length; t++)
        {
            double exponent = 0;
            foreach (Factor factor in Terms[t].Factors) exponent += factor.Scale * parameters[factor.Parameter] * Math.Log(variables[factor.Column]);
            double size = parameters[Terms[t].Amplitude] * Math.Exp(exponent);
            if (IsPowered(t)) powered += size;
            else sum += size;
        }

        return Power < 0 ? sum : sum + Math.Pow(powered, parameters[Power]);
    }

    public override void Shrink(Span<double> theta, double by)
    {
        // (f^(1/k) S)^k = f S^k.
        double power = Power < 0 ? 1 : Math.Exp(theta[Power]);
        for (int t = 0; t < Terms.Length; t++) theta[Terms[t].Amplitude] += IsPowered(t) ? by / power : by;
    }

    public override LawEngine CreateEngine(VectorWidth width) => width switch
    {
        VectorWidth.Wide512 => new PosynomialEngine<V512>(this),
        VectorWidth.Wide256 => new PosynomialEngine<V256>(this),
        _ => new PosynomialEngine<V1>(this),
    };

    /// <summary>The widest range of what an exponent multiplies, over rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe double RangeOf(RowTable rows, int exponent)
    {
        double widest = 0;
        foreach (PosynomialForm.Term term in Terms)
        {
            foreach (PosynomialForm.Factor factor in term.Factors)
            {
                if (factor.Parameter != exponent) continue;
                double low = double.PositiveInfinity;
                double high = double.NegativeInfinity;
                foreach (double x in new ReadOnlySpan<double>(rows.Variable(factor.Column), rows.Count))
                {
                    low = Math.Min(low, x);
                    high = Math.Max(high, x);
                }

                widest = Math.Max(widest, Math.Abs(factor.Scale) * (high - low));
            }
        }

        return widest;
    }

    /// <summary>Whether a term stands under the outer power. A parameter of such a term appears in no term outside.</summary>
    public bool IsPowered(int term) => Power >= 0 && Terms[term].Factors.Length > 0;

    /// <summary>One positive term: exp(θ[Amplitude] + Σ Scale·θ[Parameter]·x[Column]).</summary>
    internal sealed record Term(int Amplitude, params Factor[] Factors);

    /// <summary>One variable's part in a term; a falling power law has scale -1.</summary>
    internal readonly record struct Factor(int Parameter, int Column, double Scale);
}
