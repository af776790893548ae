namespace ScalingFit;

/// <summary>
/// How many tokens a text has in a vocabulary of a size, by the parabola in ln V of Tao et al. 2024 (arXiv:2407.13623): larger vocabularies cut the same text into fewer tokens.
/// </summary>
/// <remarks>
/// Made of vocabularies from 4,096 to 96,256 tokens; the parabola turns at some 235,000, beyond which it means nothing. The authors' program that fits <see cref="ScalingLaw.Vocabulary"/> puts V in thousands into the same
/// parabola, which gives nearly three times as many tokens; its published parameters, <see cref="Published.Tao2024"/>, go with that number alone.
/// </remarks>
public static class VocabularyTokens
{
    /// <summary>The tokens of a text: characters·(0.00639222·ln² V - 0.15811069·ln V + 1.20470122).</summary>
    /// <param name="characters">The text's length, in characters. Positive.</param>
    /// <param name="vocabulary">V, in tokens. Positive.</param>
    /// <param name="thousands">Whether V goes into the logarithms in thousands, as in the authors' fit. False gives tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public static double OfCharacters(double characters, double vocabulary, bool thousands = false)
    {
        Require.Positive(characters, nameof(characters));
        Require.Positive(vocabulary, nameof(vocabulary));
        double log = Math.Log(thousands ? vocabulary / 1000 : vocabulary);
        return characters * ((0.00639222 * log * log) - (0.15811069 * log) + 1.20470122);
    }
}
