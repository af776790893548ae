namespace ScalingFit.Numerics;

/// <summary>
/// A law of the posynomial family as data: ŷ = Σ_i exp(a_i + Σ_j s_ij θ_ij x_ij), where x are logarithms of variables and every
/// parameter enters its exponent linearly. Chinchilla's law is three such terms.
/// </summary>
/// <remarks>
/// ln ŷ is then a log-sum-exp of affine functions: its gradient is the share-weighted mean of the terms' gradients and its
/// Hessian their share-weighted covariance, so that exact second derivatives cost a few multiplications a row.
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

    /// <summary>One positive term: exp(θ[Amplitude] + Σ Scale·θ[Parameter]·x[Column]).</summary>
    internal sealed record Term(int Amplitude, params Factor[] Factors);

    /// <summary>One variable's part in a term; a falling power law has scale -1.</summary>
    internal readonly record struct Factor(int Parameter, int Column, double Scale);
}
