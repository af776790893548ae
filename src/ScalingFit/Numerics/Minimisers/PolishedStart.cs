namespace ScalingFit.Numerics.Minimisers;

/// <summary>What one start led to.</summary>
/// <param name="Theta">The engine's parameters at the end.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record PolishedStart(double[] Theta, SolveOutcome Outcome);
