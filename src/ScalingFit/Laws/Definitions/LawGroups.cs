namespace ScalingFit.Laws;

/// <summary>The groups of a law that holds for several at once.</summary>
/// <param name="Law">The law of each.</param>
/// <param name="Labels">What they are called.</param>
/// <param name="Shared">The names of the parameters that all share.</param>
/// <param name="Map">For each group, where each parameter of its law stands among all.</param>
internal sealed record LawGroups(ScalingLaw Law, string[] Labels, string[] Shared, int[][] Map);
