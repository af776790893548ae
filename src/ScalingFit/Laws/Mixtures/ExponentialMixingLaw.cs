namespace ScalingFit.Laws;

/// <summary>
/// The data mixing law L = c + k exp(Σ_j t_j r_j): the loss on one target falls or rises exponentially in the share r_j of each domain. Ye et al. 2024 (arXiv:2403.16952). As Σ r_j = 1, a number added to all t_j is
/// a factor of k, so t of the last domain is held at 0: the others are relative to it, and c + k is the loss on that domain alone.
/// </summary>
/// <param name="domains">How many domains there are.</param>
internal readonly struct ExponentialMixingLaw(int domains) : ILaw
{
    /// <summary>Shares differ by less than 1, so a slope of 2 is a factor of up to 7 in the loss above the floor.</summary>
    private const double SteepestStart = 2;

    public static ScalingLaw Law(MixtureDomains domains)
    {
        string[] names = [.. domains.Names];
        string last = names[^1];
        return ScalingLaw.Written(
            "Exponential mixing",
            new ExponentialMixingLaw(names.Length),
            [
                new LawParameter { Name = "c", Symbol = "c", Kind = ParameterKind.Floor, Meaning = "loss that no mixture removes" },
                new LawParameter { Name = "k", Symbol = "k", Kind = ParameterKind.Amplitude, Meaning = $"loss above the floor on {last} alone" },
                .. names[..^1].Select(n => new LawParameter
                {
                    Name = "t_" + n,
                    Symbol = "t_" + n,
                    Kind = ParameterKind.Free,
                    Meaning = $"what a share of {n} does, compared with {last}; negative lowers the loss",
                    LowestStart = -SteepestStart,
                    HighestStart = SteepestStart,
                }),
            ],
            [.. domains.Variables],
            "Ye et al. 2024, arXiv:2403.16952",
            $"L = c + k·exp({string.Join(" + ", names[..^1].Select(n => $"t_{n}·r_{n}"))}),  with t_{last} = 0 and {string.Join(" + ", names.Select(n => "r_" + n))} = 1",
            check: domains.EnsureMixtures);
    }

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T sum = parameters[2] * variables[0];
        for (int j = 1; j < domains - 1; j++) sum += parameters[2 + j] * variables[j];
        return parameters[0] + (parameters[1] * T.Exp(sum));
    }
}
