namespace ScalingFit.Numerics;

/// <summary>
/// A law of the posynomial family as data: ŷ = Σ_i exp(a_i + Σ_j s_ij θ_ij x_ij), where x are logarithms of variables and every
/// parameter enters its exponent linearly; some of the terms may stand together under an outer power, [Σ_i exp(...)]^k with ln k a parameter. Chinchilla's law is
/// three such terms and no power.
/// </summary>
/// <remarks>
/// Without a power ln ŷ is a log-sum-exp of affine functions: its gradient is the share-weighted mean of the terms' gradients and its
/// Hessian their share-weighted covariance, so that exact second derivatives cost a few multiplications a row. A power adds some inner products.
/// </remarks>
internal sealed class PosynomialForm
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

    public int ParameterCount { get; }

    public int ColumnCount { get; }

    public Term[] Terms { get; }

    public int[] Exponents { get; }

    /// <summary>The parameter that is ln k; -1 where there is no outer power.</summary>
    public int Power { get; init; } = -1;

    /// <summary>Whether a term stands under the outer power. A parameter of such a term appears in no term outside.</summary>
    public bool IsPowered(int term) => Power >= 0 && Terms[term].Factors.Length > 0;

    /// <summary>One positive term: exp(θ[Amplitude] + Σ Scale·θ[Parameter]·x[Column]).</summary>
    internal sealed record Term(int Amplitude, params Factor[] Factors);

    /// <summary>One variable's part in a term; a falling power law has scale -1.</summary>
    internal readonly record struct Factor(int Parameter, int Column, double Scale);
}
