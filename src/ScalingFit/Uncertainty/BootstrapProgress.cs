namespace ScalingFit;

/// <summary>How far a bootstrap has come.</summary>
public readonly record struct BootstrapProgress
{
    /// <summary>Resamples refitted so far.</summary>
    public required int Completed { get; init; }

    /// <summary>Resamples asked for, or of this shard.</summary>
    public required int Replicates { get; init; }
}
