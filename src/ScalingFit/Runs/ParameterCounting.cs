namespace ScalingFit;

/// <summary>Which parameters N counts. The choice moves the fitted exponents, so it travels with the data.</summary>
/// <remarks>Where a count is a sum over a model's matrices, <see cref="TransformerShape.Parameters"/> works it out.</remarks>
public enum ParameterCounting
{
    /// <summary>Not declared.</summary>
    Undeclared,

    /// <summary>All parameters, embeddings included (Hoffmann et al. 2022).</summary>
    Total,

    /// <summary>All but the embedding and unembedding matrices (Kaplan et al. 2020, table 1).</summary>
    NonEmbedding,

    /// <summary>The output head, which multiplies every token, but not the input embedding, which is looked up (Porian et al. 2024, arXiv:2406.19146).</summary>
    WithHead,

    /// <summary>Of a mixture of experts, the parameters that one token passes through (Krajewski et al. 2024, arXiv:2402.07871).</summary>
    Active,

    /// <summary>
    /// No count of parameters but of work: training FLOPs a token, attention over the context included, divided by 6, so that C = 6·N·D holds exactly (Porian et al. 2024; the model scale M of DeepSeek-AI 2024,
    /// arXiv:2401.02954, divided by 6). <see cref="RunConventions.FlopCounting"/> says whose FLOPs.
    /// </summary>
    EffectiveAttention,
}
