namespace ScalingFit.Numerics.Minimisers;

/// <summary>How BFGS or L-BFGS ended.</summary>
/// <param name="End">Why it stopped.</param>
/// <param name="Objective">The sum at the point returned.</param>
/// <param name="Evaluations">How often the objective and its gradient were computed.</param>
internal readonly record struct QuasiNewtonOutcome(QuasiNewtonEnd End, double Objective, int Evaluations);

internal enum QuasiNewtonEnd
{
    /// <summary>The gradient fell below its tolerance, which programs report as success.</summary>
    SmallGradient,

    /// <summary>A step gained less than its tolerance, which programs report as success.</summary>
    SmallFall,

    IterationLimit,

    NoDescent,
}
