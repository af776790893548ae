namespace ScalingFit.Decisions;

/// <summary>Where the sizes of the budgets lie about their best: the logarithm of the middle of the sizes over N*, and how it moves with the budget.</summary>
internal static class GridPlacement
{
    /// <summary>A grid of ±4x that is off by this much has its edges at 2.7 and 6 times the best.</summary>
    public const double Factor = 1.5;

    /// <summary>A line through two budgets is no trend.</summary>
    private const int FewestForDrift = 3;

    public static bool IsOff(double logOffset) => Math.Abs(logOffset) > Math.Log(Factor);

    /// <summary>How far ln(middle / N*) moves in ln C, by a line through the budgets; null where these are fewer than three.</summary>
    public static double? Drift(double[] logFlops, double[] logOffsets) =>
        logFlops.Length < FewestForDrift ? null : BudgetLine.Through(logFlops, logOffsets)!.Exponent;
}
