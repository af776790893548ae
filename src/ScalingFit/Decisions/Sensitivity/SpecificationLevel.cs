using System.Globalization;

namespace ScalingFit;

/// <summary>One choice, and the decisions of the specifications that make it.</summary>
public sealed record SpecificationLevel
{
    /// <summary>The choice.</summary>
    public required string Name { get; init; }

    /// <summary>How many specifications make it and have an answer.</summary>
    public required int Count { get; init; }

    /// <summary>The median of their decisions; NaN where there is none.</summary>
    public required double Median { get; init; }

    /// <summary>Choice and median in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Median:G4} over {Count}");
}
