namespace ScalingFit;

/// <content>Published laws of the vocabulary.</content>
public static partial class Published
{
    /// <summary>
    /// Tao et al. 2024 (arXiv:2407.13623), approach 3, β tied to α1. D is what <see cref="VocabularyTokens.OfCharacters"/> gives with V in thousands, as in the authors' fit: with D in tokens these numbers are far off.
    /// </summary>
    public static FittedLaw Tao2024 => field ??= MakeTao2024();

    private static FittedLaw[] VocabularySets => [Tao2024];

    private static FittedLaw MakeTao2024()
    {
        const double alpha1 = 0.44660634152009615;
        const double alpha2 = 0.6707374679896795;

        // A1/(N/1e6)^α1 = A1·1e6^α1/N^α1, and so on.
        double a1 = 1.8313851559554126 * Math.Pow(1e6, alpha1);
        double a2 = 0.19584238398665638 * Math.Pow(1e6, alpha2);
        double b = 2.1241123120064955 * Math.Pow(1e9, alpha1);
        return ScalingLaw.Vocabulary.Tie("alpha1", "beta").Publish(
            "Tao et al. 2024, approach 3",
            new Publication
            {
                Paper = "Tao et al. 2024, arXiv:2407.13623",
                Place = "approach 3, from github.com/sail-sg/scaling-with-vocab",
                Data = "1054 checkpoints of 60 models of at least 2.18e17 FLOP, vocabularies of 4,096 to 96,256 tokens",
                Note = "Unrounded, and converted: the authors have N in millions, D in billions, V and d in thousands (A1 1.8313852, A2 0.1958424, B 2.1241123). D is the number of characters by their parabola with V in thousands in its logarithms, 2.7 to 3 times the tokens.",
            },
            new RunConventions { LossUnit = LossUnit.UnigramNormalised, Counting = ParameterCounting.NonEmbedding },
            ("E", 5.5327846803337435), ("A1", a1), ("alpha1", alpha1), ("A2", a2), ("alpha2", alpha2), ("B", b), ("beta", alpha1));
    }
}
