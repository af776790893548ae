namespace ScalingFit.Diagnostics;

/// <summary>The findings of a fit, kept with it once worked out.</summary>
internal sealed record FindingList(IReadOnlyList<Finding> Findings);

/// <summary>The findings of a fit that need no refits, kept likewise.</summary>
internal sealed record FirstFindingList(IReadOnlyList<Finding> Findings);
