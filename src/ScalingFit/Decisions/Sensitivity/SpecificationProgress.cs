namespace ScalingFit;

/// <summary>How far a specification curve has come.</summary>
public readonly record struct SpecificationProgress
{
    /// <summary>Specifications fitted so far.</summary>
    public required int Completed { get; init; }

    /// <summary>All specifications.</summary>
    public required int Specifications { get; init; }
}
