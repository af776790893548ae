namespace ScalingFit.Decisions.Mixtures;

/// <summary>Where a minimisation over mixtures ended.</summary>
/// <param name="Shares">The mixture.</param>
/// <param name="Value">What was minimised.</param>
/// <param name="Multipliers">The multiplier of each share's range.</param>
/// <param name="Gap">What the tangent plane still promises.</param>
internal sealed record MixtureMinimum(double[] Shares, double Value, double[] Multipliers, double Gap);
