namespace ScalingFit;

/// <summary>
/// Parameter sets as papers print them, each a <see cref="FittedLaw"/>: predict, allocate and compare with them as with a fit of your own. <see cref="FittedLaw.Publication"/> says where the
/// numbers come from and what their digits are worth, <see cref="FittedLaw.Conventions"/> what they count.
/// </summary>
/// <remarks>Each set is made when it is first asked for. Units are the library's own: N in parameters, D in tokens, C in FLOPs, whatever the paper counts in; the notes say what was converted.</remarks>
public static partial class Published
{
    private static readonly RunConventions AllParameters = new() { Counting = ParameterCounting.Total };

    private static readonly Publication Hoffmann = new()
    {
        Paper = "Hoffmann et al. 2022, arXiv:2203.15556",
        Place = "approach 3, equation 10",
        Data = "over 400 models of 70 million to 16 billion parameters on up to 500 billion tokens of MassiveText",
        Note = "Rounded to two digits of the exponents, which do not carry the allocation: at 5.76e23 FLOP these give 92.6 tokens a parameter, the unrounded values 58.9. The minimisation had stopped before it converged.",
    };

    /// <summary>
    /// Hoffmann et al. 2022 (arXiv:2203.15556), approach 3, as printed: E 1.69, A 406.4, B 410.7, α 0.34, β 0.28. Two digits of the exponents do not
    /// carry the allocation: at 5.76e23 FLOP these give 92.6 tokens a parameter, the unrounded values 58.9.
    /// </summary>
    public static FittedLaw Hoffmann2022 { get; } = Chinchilla(1.69, 406.4, 0.34, 410.7, 0.28, "Hoffmann et al. 2022, as printed", Hoffmann);

    /// <summary>
    /// Hoffmann et al. 2022, approach 3, from the paper's TeX source: ln E 0.5267228, ln A 6.0073404, α 0.33917084, ln B 6.0179186, β 0.2849083
    /// (quoted by Besiroglu et al. 2024).
    /// </summary>
    public static FittedLaw Hoffmann2022Unrounded { get; } = Chinchilla(
        Math.Exp(0.5267228), Math.Exp(6.0073404), 0.33917084, Math.Exp(6.0179186), 0.2849083, "Hoffmann et al. 2022, unrounded",
        Hoffmann with { Place = "TeX source of approach 3, quoted by Besiroglu et al. 2024", Note = "Unrounded. The minimisation had stopped before it converged." });

    /// <summary>
    /// Besiroglu, Erdil, Barnett and You 2024 (arXiv:2404.10102), from the digits of their notebook: a fit of least absolute deviations of ln L on 240
    /// runs read off Hoffmann's figure 4, although it is described as a Huber fit.
    /// </summary>
    public static FittedLaw Besiroglu2024 { get; } = Chinchilla(
        1.81686, 482.00572, 0.34781, 2085.43420, 0.36585, "Besiroglu et al. 2024",
        new Publication
        {
            Paper = "Besiroglu, Erdil, Barnett and You 2024, arXiv:2404.10102",
            Place = "the authors' notebook",
            Data = "240 runs read off figure 4 of Hoffmann et al. 2022",
            Note = "Least absolute deviations of ln L, although described as a Huber fit; the paper prints E 1.8172, which belongs to its Huber stage.",
        });

    /// <summary>Every set, in the order of the pages.</summary>
    public static IReadOnlyList<FittedLaw> All =>
    [
        Hoffmann2022,
        Hoffmann2022Unrounded,
        Besiroglu2024,
        .. SizeAndData,
        .. KaplanSets,
        .. HyperParameterSets,
        .. DownstreamSets,
        .. RoutedSets,
        .. PrecisionSets,
        .. ParallelSets,
        .. VocabularySets,
        .. ScheduleSets,
    ];

    private static FittedLaw Chinchilla(double e, double a, double alpha, double b, double beta, string source, Publication publication) =>
        ScalingLaw.Chinchilla.Publish(source, publication, AllParameters, ("E", e), ("A", a), ("alpha", alpha), ("B", b), ("beta", beta));
}
