namespace ScalingFit.Summaries;

/// <summary>How well an estimate is known, in a word: by half the width of its interval, relative to it.</summary>
internal static class EstimateWord
{
    /// <summary>Tight within 5 %, fair within 20 %, loose within 50 %, vague beyond.</summary>
    public static string Of(double estimate, Interval interval) => (0.5 * (interval.Upper - interval.Lower) / Math.Abs(estimate)) switch
    {
        <= 0.05 => "tight",
        <= 0.2 => "fair",
        <= 0.5 => "loose",
        _ => "vague",
    };
}
