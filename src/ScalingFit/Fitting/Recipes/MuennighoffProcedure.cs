using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>
/// Muennighoff et al. 2023: the two decay constants from 16 starts, with the base law of their notebook frozen. The starts are both constants alike, from 1 to 16: which ones the paper took it does not say.
/// </summary>
internal sealed class MuennighoffProcedure : LbfgsProcedure
{
    /// <summary>The law with the base that the notebook freezes: a = 6.255414, b = 7.3049974, e = 0.6254804, α = β = 0.3526596.</summary>
    public static ScalingLaw FrozenLaw { get; } = ScalingLaw.DataConstrained
        .With("E", Math.Exp(0.6254804))
        .With("A", Math.Exp(6.255414))
        .With("alpha", 0.3526596)
        .With("B", Math.Exp(7.3049974))
        .With("beta", 0.3526596);

    protected override IReadOnlyList<double[]> Starts { get; } = [.. Enumerable.Range(1, 16).Select(r => new[] { Math.Log(r), Math.Log(r) })];

    protected override QuasiNewtonStop StopFor(int runs) => QuasiNewtonStop.TorchLbfgs;
}
