using System.Globalization;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>
/// What a law of all parameters says to those who count neither embeddings nor their FLOPs, as Kaplan et al. 2020 did. Pearce and Song 2024 (arXiv:2406.12907): small models of a law with N* ∝ C^0.5 then look as if N* ∝ C^0.7
/// and more.
/// </summary>
public static class NonEmbeddingExtensions
{
    /// <summary>The compute 6·N·D, N without embeddings, at which a size without embeddings is the best.</summary>
    /// <param name="law">A law of all parameters, of the shape E + (A/N_T^α + B/D^β)^k; its optimum does not depend on k.</param>
    /// <param name="nonEmbedding">N, in parameters. Positive.</param>
    /// <param name="conversion">From N to N_T; that of Pearce and Song unless given.</param>
    /// <returns>The compute, in FLOPs by the law's compute rule (κ in place of 6).</returns>
    /// <exception cref="ArgumentException">The law declares that N counts something other than all parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law is of another shape.</exception>
    public static double NonEmbeddingFlops(this FittedLaw law, double nonEmbedding, ParameterConversion? conversion = null)
    {
        SeparableLaw separable = Read(law, nonEmbedding);
        conversion ??= ParameterConversion.PearceSong;

        // C = κ N (N + γ∛N/3)^(-1/β) (N + γ∛N)^((1+α)/β) (βB/αA)^(1/β), in logarithms lest the powers overflow: where the derivative of A/N_T^α + B (κN/C)^β by N is nought. N + γ∛N/3 is N dN_T/dN.
        double ratio = Math.Log(separable.Beta * separable.B / (separable.Alpha * separable.A));
        double logTotal = Math.Log(conversion.Total(nonEmbedding));
        double logSlope = Math.Log(conversion.Slope(nonEmbedding) * nonEmbedding);
        return law.Conventions.ComputeRule.FlopsPerParameterToken * nonEmbedding * Math.Exp((((1 + separable.Alpha) * logTotal) - logSlope + ratio) / separable.Beta);
    }

    /// <summary>The local exponent of the best size without embeddings, d ln N / d ln C, both without embeddings.</summary>
    /// <param name="law">A law of all parameters, of the shape E + (A/N_T^α + B/D^β)^k.</param>
    /// <param name="nonEmbedding">The size at which the exponent is asked for, in parameters. Positive.</param>
    /// <param name="conversion">From N to N_T; that of Pearce and Song unless given.</param>
    /// <returns>The exponent: β/(β + α) for large models and β/(β + α/3) in the limit where the embedding is all.</returns>
    /// <exception cref="ArgumentException">The law declares that N counts something other than all parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">An exponent is not positive, so that the law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law is of another shape.</exception>
    public static double NonEmbeddingExponent(this FittedLaw law, double nonEmbedding, ParameterConversion? conversion = null)
    {
        SeparableLaw separable = Read(law, nonEmbedding);
        conversion ??= ParameterConversion.PearceSong;

        // The derivative of ln C above by ln N: 1 + ((1 + α) t - s)/β, with t that of ln N_T and s that of ln(N dN_T/dN) = ln(N + γ∛N/3).
        double embedding = conversion.Total(nonEmbedding) - nonEmbedding;
        double total = (nonEmbedding + (embedding / 3)) / (nonEmbedding + embedding);
        double slope = (nonEmbedding + (embedding / 9)) / (nonEmbedding + (embedding / 3));
        return 1 / (1 + ((((1 + separable.Alpha) * total) - slope) / separable.Beta));
    }

    private static SeparableLaw Read(FittedLaw law, double nonEmbedding)
    {
        ArgumentNullException.ThrowIfNull(law);
        Require.Positive(nonEmbedding, nameof(nonEmbedding));
        law.RequireOneGroup();
        if (law.Conventions.Counting is not (ParameterCounting.Total or ParameterCounting.Undeclared))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The law's N counts {law.Conventions.Counting}; the conversion starts from a law of all parameters."), nameof(law));
        }

        if (!SeparableLaw.TryRead(law, out SeparableLaw separable)) throw new NotSupportedException($"{law.Law.Name} is not a floor with one falling term of N and one of D, the shape whose optimum is closed.");
        return separable.HasOptimum ? separable : throw new InvalidOperationException($"The law has no best allocation: both exponents must be positive. {law}");
    }
}
