namespace ScalingFit;

/// <summary>What the runs of a budget show of their best size.</summary>
public enum IsoFlopStatus
{
    /// <summary>The minimum lies between the smallest and the largest run.</summary>
    Inside,

    /// <summary>The minimum lies beyond the runs, or at the last of them: the runs do not show it.</summary>
    Outside,

    /// <summary>The parabola has no minimum, or is flat but for rounding.</summary>
    Concave,

    /// <summary>The runs take fewer different sizes than are asked for.</summary>
    TooFewPoints,
}
