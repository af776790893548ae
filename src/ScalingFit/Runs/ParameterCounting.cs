namespace ScalingFit;

/// <summary>Which parameters N counts. The choice moves the fitted exponents, so it travels with the data.</summary>
public enum ParameterCounting
{
    /// <summary>Not declared.</summary>
    Undeclared,

    /// <summary>All parameters, embeddings included (Hoffmann et al. 2022).</summary>
    Total,

    /// <summary>All but the embedding and unembedding matrices (Kaplan et al. 2020).</summary>
    NonEmbedding,
}
