using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>
/// Muennighoff et al. 2023: the two decay constants from 16 starts, with the base law of their notebook frozen. Which starts the paper took it does not say; here they are 5, 10, 15 and 20 of each. Without a line search single
/// starts end by chance in this minimum or that; what is reported is the one that most end in.
/// </summary>
internal sealed class MuennighoffProcedure : LbfgsProcedure
{
    private static readonly double[] Constants = [5, 10, 15, 20];

    /// <summary>The law with the base that the notebook freezes: a = 6.255414, b = 7.3049974, e = 0.6254804, α = β = 0.3526596.</summary>
    public static ScalingLaw FrozenLaw { get; } = ScalingLaw.DataConstrained
        .With("E", Math.Exp(0.6254804))
        .With("A", Math.Exp(6.255414))
        .With("alpha", 0.3526596)
        .With("B", Math.Exp(7.3049974))
        .With("beta", 0.3526596);

    protected override IReadOnlyList<double[]> Starts { get; } = [.. from d in Constants from n in Constants select new[] { Math.Log(d), Math.Log(n) }];

    protected override QuasiNewtonStop StopFor(int runs) => QuasiNewtonStop.TorchLbfgs;

    protected override (double[] Phi, QuasiNewtonOutcome Outcome) Choose(IReadOnlyList<(double[] Phi, QuasiNewtonOutcome Outcome)> ends) =>
        ends.GroupBy(e => Math.Round(e.Outcome.Objective, 7)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().MinBy(e => e.Outcome.Objective);
}
