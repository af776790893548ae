namespace ScalingFit;

/// <summary>A local minimum that polished starts ran into.</summary>
public sealed record Basin
{
    /// <summary>The objective there.</summary>
    public required double Objective { get; init; }

    /// <summary>How far above the lowest basin it lies, relative to the lowest objective; 0 for the lowest itself.</summary>
    public required double RelativeGap { get; init; }

    /// <summary>How many starts ended there.</summary>
    public required int Starts { get; init; }

    /// <summary>Why the minimiser stopped there.</summary>
    public required Termination Termination { get; init; }

    /// <summary>The parameters there.</summary>
    public required FittedLaw Law { get; init; }
}
