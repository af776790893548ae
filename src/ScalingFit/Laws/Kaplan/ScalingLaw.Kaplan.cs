using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Kaplan's family.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D, with parameters named Nc, alphaN, Dc, alphaD. Kaplan et al. 2020 (arXiv:2001.08361), equation 1.5. N counts non-embedding parameters.
    /// </summary>
    public static ScalingLaw KaplanJoint => KaplanJointLaw.Law;

    /// <summary>
    /// L = A/N^α_N + B/S^α_S after S steps on unlimited data, with parameters named A, alphaN, B, alphaS. Kaplan et al. 2020 (arXiv:2001.08361), equation 1.6. N counts non-embedding parameters;
    /// runs need S, in steps at a batch far above the critical one (see <see cref="CriticalBatch.MinimalSteps"/>).
    /// </summary>
    public static ScalingLaw KaplanSteps => KaplanStepsLaw.Law;

    private static ScalingLaw[] KaplanLaws => [KaplanJoint, KaplanSteps];
}
