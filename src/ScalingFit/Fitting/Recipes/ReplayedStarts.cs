namespace ScalingFit.Fitting.Recipes;

/// <summary>How a procedure's starts ended.</summary>
/// <param name="Best">The law that it reports.</param>
/// <param name="Objective">The sum over runs there.</param>
/// <param name="Count">How many starts there were.</param>
/// <param name="Successes">How many the procedure calls successful.</param>
/// <param name="Close">How many ended near the certified minimum.</param>
/// <param name="Remark">What else is to be said.</param>
internal sealed record ReplayedStarts(FittedLaw Best, double Objective, int Count, int Successes, int Close, string Remark = "");
