namespace ScalingFit.Laws;

/// <summary>
/// The linear mixture L = Σ_j b_j r_j: b_j is the loss on domain j alone. As Σ r_j = 1, an intercept would only be a number added to all b_j, so there is none. The linear regression of Liu et al. 2024, "RegMix"
/// (arXiv:2407.01492).
/// </summary>
/// <param name="domains">How many domains there are.</param>
internal readonly struct LinearMixtureLaw(int domains) : ILaw
{
    public static ScalingLaw Law(MixtureDomains domains)
    {
        string[] names = [.. domains.Names];
        return ScalingLaw.Written(
            "Linear mixture",
            new LinearMixtureLaw(names.Length),
            [.. names.Select(n => new LawParameter { Name = "b_" + n, Symbol = "b_" + n, Kind = ParameterKind.Free, Meaning = $"loss on {n} alone" })],
            [.. domains.Variables],
            "Liu et al. 2024, arXiv:2407.01492, linear regression",
            $"L = {string.Join(" + ", names.Select(n => $"b_{n}·r_{n}"))},  with {string.Join(" + ", names.Select(n => "r_" + n))} = 1",
            check: domains.EnsureMixtures);
    }

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T sum = parameters[0] * variables[0];
        for (int j = 1; j < domains; j++) sum += parameters[j] * variables[j];
        return sum;
    }
}
