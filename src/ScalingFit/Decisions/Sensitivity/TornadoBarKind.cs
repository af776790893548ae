namespace ScalingFit;

/// <summary>What a bar of a tornado moves.</summary>
public enum TornadoBarKind
{
    /// <summary>A parameter, with the others held.</summary>
    Held,

    /// <summary>A parameter, with the others refitted to the runs.</summary>
    Refitted,

    /// <summary>A choice of the analyst's.</summary>
    Choice,
}
