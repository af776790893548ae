namespace ScalingFit;

/// <summary>
/// Parameter sets as papers print them, each a <see cref="FittedLaw"/>: predict, allocate and ask what-if of them as of a fit of your own.
/// </summary>
/// <remarks>N counts all parameters, D tokens, loss is nats a token, C = 6ND.</remarks>
public static class Published
{
    private static readonly RunConventions Total = new() { Counting = ParameterCounting.Total };

    /// <summary>
    /// Hoffmann et al. 2022 (arXiv:2203.15556), approach 3, as printed: E 1.69, A 406.4, B 410.7, α 0.34, β 0.28. Two digits of the exponents do not
    /// carry the allocation: at 5.76e23 FLOP these give 92.6 tokens a parameter, the unrounded values 58.9.
    /// </summary>
    public static FittedLaw Hoffmann2022 { get; } = Chinchilla(1.69, 406.4, 0.34, 410.7, 0.28, "Hoffmann et al. 2022, as printed");

    /// <summary>
    /// Hoffmann et al. 2022, approach 3, from the paper's TeX source: ln E 0.5267228, ln A 6.0073404, α 0.33917084, ln B 6.0179186, β 0.2849083
    /// (quoted by Besiroglu et al. 2024).
    /// </summary>
    public static FittedLaw Hoffmann2022Unrounded { get; } = Chinchilla(
        Math.Exp(0.5267228), Math.Exp(6.0073404), 0.33917084, Math.Exp(6.0179186), 0.2849083, "Hoffmann et al. 2022, unrounded");

    /// <summary>
    /// Besiroglu, Erdil, Barnett and You 2024 (arXiv:2404.10102), from the digits of their notebook: a fit of least absolute deviations of ln L on 240
    /// runs read off Hoffmann's figure 4, although it is described as a Huber fit.
    /// </summary>
    public static FittedLaw Besiroglu2024 { get; } = Chinchilla(1.81686, 482.00572, 0.34781, 2085.43420, 0.36585, "Besiroglu et al. 2024");

    private static FittedLaw Chinchilla(double e, double a, double alpha, double b, double beta, string source) =>
        ScalingLaw.Chinchilla.WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = e, ["A"] = a, ["alpha"] = alpha, ["B"] = b, ["beta"] = beta },
            Total,
            source);
}
