namespace ScalingFit.Laws;

/// <summary>
/// The law with vocabulary L_u = -E + A1/N^α1 + A2/(V·d)^α2 + B/D^β: parameters of the vocabulary, V tokens by d embedding dimensions, have a term of their own. The loss is that of a unigram model less, so that vocabularies compare,
/// and is negative. Tao et al. 2024 (arXiv:2407.13623), approach 3. N in parameters without those of the vocabulary, D in tokens, as everywhere; the paper has N in millions, D in billions, V and d in thousands.
/// </summary>
internal readonly struct VocabularyLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Vocabulary",
        default(VocabularyLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Free, Meaning = "how far below a unigram model the loss can fall" },
            new LawParameter { Name = "A1", Symbol = "A1", Kind = ParameterKind.Amplitude, Meaning = "size of the term of other parameters" },
            new LawParameter { Name = "alpha1", Symbol = "α1", Kind = ParameterKind.Exponent, Meaning = "rate of return on other parameters" },
            new LawParameter { Name = "A2", Symbol = "A2", Kind = ParameterKind.Amplitude, Meaning = "size of the term of the vocabulary" },
            new LawParameter { Name = "alpha2", Symbol = "α2", Kind = ParameterKind.Exponent, Meaning = "rate of return on the vocabulary's parameters" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
        ],
        [Variable.Parameters, Variable.Of("V", "vocabulary", "tokens"), Variable.Of("d", "embedding width", "dimensions"), Variable.Tokens],
        "Tao et al. 2024, arXiv:2407.13623",
        "L_u = -E + A1/N^α1 + A2/(V·d)^α2 + B/D^β");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T size = parameters[1] / T.Pow(variables[0], parameters[2]);
        T vocabulary = parameters[3] / T.Pow(variables[1] * variables[2], parameters[4]);
        return size + vocabulary + (parameters[5] / T.Pow(variables[3], parameters[6])) - parameters[0];
    }
}
