namespace ScalingFit;

/// <summary>How far a back-test has come.</summary>
public readonly record struct BackTestProgress
{
    /// <summary>Cutoffs fitted and forecast from so far.</summary>
    public required int Completed { get; init; }

    /// <summary>Cutoffs planned.</summary>
    public required int Cutoffs { get; init; }
}
