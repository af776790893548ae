namespace ScalingFit;

/// <summary>One of several losses that a mixture is to lower: the law of it, and how much it counts.</summary>
/// <param name="Law">The law, over the shares of the domains.</param>
/// <param name="Weight">What the loss is multiplied by in the sum that is minimised. Positive.</param>
public sealed record MixtureTarget(FittedLaw Law, double Weight = 1);
