namespace ScalingFit.Laws;

/// <summary>
/// The law of parallel streams L = E + (A/(N·(κ·ln P + 1)))^α: P copies of a model that share its parameters and mix their outputs are worth a model κ·ln P + 1 times its size. Chen et al. 2025 (arXiv:2505.10475).
/// All runs see the same data; N in parameters without embeddings, L in nats a token.
/// </summary>
internal readonly struct ParallelStreamsLaw : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Written(
        "Parallel streams",
        default(ParallelStreamsLaw),
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss, of the data that all runs saw" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Multiplier, Meaning = "the size at which the model-size term is 1", StartsLike = Variable.Parameters },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "kappa", Symbol = "κ", Kind = ParameterKind.Free, Meaning = "what e-fold streams are worth, in sizes of the model", Lowest = 0, LowestStart = 0.02, HighestStart = 2 },
        ],
        [Variable.Parameters, Variable.Of("P", "parallel streams", "streams")],
        "Chen et al. 2025, arXiv:2505.10475",
        "L = E + (A/(N·(κ·ln P + 1)))^α");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T size = variables[0] * ((parameters[3] * T.Log(variables[1])) + 1);
        return parameters[0] + T.Pow(parameters[1] / size, parameters[2]);
    }
}
