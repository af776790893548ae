namespace ScalingFit;

/// <summary>Runs that were left out, and why.</summary>
public sealed record Exclusion
{
    /// <summary>How many rows were left out.</summary>
    public required int Count { get; init; }

    /// <summary>The reason given.</summary>
    public required string Because { get; init; }
}
