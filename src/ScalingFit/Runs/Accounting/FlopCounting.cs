namespace ScalingFit;

/// <summary>What C counts. Papers differ by half for small models, and with them the exponents of their laws, so it travels with the data.</summary>
/// <remarks>
/// All count the multiplications and additions of matrix products, two FLOPs a pair, and the backward pass as twice the forward one. <see cref="TransformerShape.FlopsPerToken"/> has the formulas.
/// A <see cref="ComputeRule"/> serves to allocate and to fill in a missing column; this says what a column of measured or published compute has in it.
/// </remarks>
public enum FlopCounting
{
    /// <summary>C = 6·N·D with N as the data count it; attention over the context is left out (Kaplan et al. 2020, section 2.1).</summary>
    SixND,

    /// <summary>6·N·D of the non-embedding parameters, and attention over the context (Kaplan et al. 2020, table 1).</summary>
    Kaplan,

    /// <summary>Every matrix product, embedding, logits and softmax included (Hoffmann et al. 2022, appendix F).</summary>
    Hoffmann,

    /// <summary>6·N·D with the output head counted and the input embedding not (Porian et al. 2024, arXiv:2406.19146).</summary>
    Porian,

    /// <summary><see cref="Porian"/>, and attention over the half of the context that a token sees on average.</summary>
    PorianAttention,

    /// <summary>C = M·D with the non-embedding FLOPs a token M = 72·layers·width² + 12·layers·width·context (DeepSeek-AI 2024, arXiv:2401.02954, equation 2).</summary>
    DeepSeek,

    /// <summary>What counters of the hardware or a profiler gave, by no formula.</summary>
    Measured,
}
