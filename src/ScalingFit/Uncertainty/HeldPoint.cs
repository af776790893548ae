namespace ScalingFit.Uncertainty;

/// <summary>A refit with parameters held.</summary>
/// <param name="Values">What they are held at.</param>
/// <param name="Objective">The lowest objective found; infinite where there is none.</param>
/// <param name="Theta">The point, in the centred coordinates of the fit, from which neighbours start.</param>
/// <param name="Law">The law there.</param>
/// <param name="IsConverged">Whether the refit ended at a minimum.</param>
internal sealed record HeldPoint(double[] Values, double Objective, double[] Theta, FittedLaw Law, bool IsConverged);
