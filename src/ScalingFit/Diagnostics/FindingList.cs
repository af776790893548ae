namespace ScalingFit.Diagnostics;

/// <summary>The findings of a fit, kept with it once worked out.</summary>
internal sealed record FindingList(IReadOnlyList<Finding> Findings);
