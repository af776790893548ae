namespace ScalingFit.Numerics.Minimisers;

/// <summary>How a minimisation ended.</summary>
/// <param name="Termination">Why it stopped.</param>
/// <param name="Objective">The sum at the point returned.</param>
/// <param name="Decrement">½ g'H⁻¹g at the point returned, the fall of the objective that Newton's model still promises; NaN where the Hessian is not positive definite.</param>
/// <param name="Evaluations">How often the objective and its derivatives were computed.</param>
internal readonly record struct SolveOutcome(Termination Termination, double Objective, double Decrement, int Evaluations);
