namespace ScalingFit.Laws;

/// <summary>
/// A quantity that counts only between a start and a limit: 1/x̂ = 1/(x + 1/(1/start - 1/limit)) + 1/limit, which is the start at x = 0, grows as x, and ends at the limit.
/// Clark et al. 2022 (arXiv:2202.01169) of the number of experts, Tian et al. 2025 (arXiv:2507.17702) of the share that is active.
/// </summary>
internal static class Saturated
{
    public static T Between<T>(T x, T start, T limit)
        where T : struct, IScalar<T> => 1 / ((1 / (x + (1 / ((1 / start) - (1 / limit))))) + (1 / limit));
}
