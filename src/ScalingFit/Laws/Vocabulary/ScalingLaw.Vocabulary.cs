using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of the vocabulary.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L_u = -E + A1/N^α1 + A2/(V·d)^α2 + B/D^β, with parameters named E, A1, alpha1, A2, alpha2, B, beta. N counts all but the vocabulary's parameters; runs need the values <c>V</c>, tokens of the vocabulary, and <c>d</c>, the
    /// embedding width. Losses are <see cref="LossUnit.UnigramNormalised"/> and negative: fit by an objective on the loss itself, such as <c>Objective.Huber(1e-3)</c>. Tao et al. 2024 (arXiv:2407.13623), who tie β to α1:
    /// <c>ScalingLaw.Vocabulary.Tie("alpha1", "beta")</c>.
    /// </summary>
    /// <remarks>In parameters and tokens, not in the paper's millions and billions; <see cref="VocabularyTokens"/> turns characters into tokens.</remarks>
    public static ScalingLaw Vocabulary => VocabularyLaw.Law;

    private static ScalingLaw[] VocabularyLaws => [Vocabulary];
}
