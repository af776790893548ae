namespace ScalingFit.Fitting;

/// <summary>The minimum with one set of parameters held at bounds.</summary>
/// <param name="Result">What was found.</param>
/// <param name="Objective">The objective there.</param>
/// <param name="IsOutside">Whether some other parameter is beyond one of its bounds.</param>
/// <param name="Next">The set to try next; null where this one satisfies the conditions for a minimum within the bounds.</param>
internal sealed record BoundedPoint<T>(T Result, double Objective, bool IsOutside, Dictionary<string, double>? Next);
