namespace ScalingFit.Benchmarks.Kernels;

/// <summary>Chinchilla's law as a user would write it: an expression that the library compiles, to be timed beside the law that it knows.</summary>
internal readonly struct WrittenChinchilla : ILaw
{
    public static ScalingLaw Law { get; } = ScalingLaw.Define(
        "Chinchilla, written",
        default(WrittenChinchilla),
        ScalingLaw.Chinchilla.Parameters,
        [Variable.Parameters, Variable.Tokens]);

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T> =>
        parameters[0] + (parameters[1] / T.Pow(variables[0], parameters[2])) + (parameters[3] / T.Pow(variables[1], parameters[4]));
}
