using System.Globalization;

namespace ScalingFit;

/// <summary>One kind of choice, and how much of the spread of the decision it accounts for.</summary>
public sealed record SpecificationDimension
{
    /// <summary>What is chosen.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The share of the variance that the choice alone accounts for: the main effect of an analysis of variance, Σ n(m - M)²/Σ(x - M)² with the mean m of each choice. Shares add up to 1 less what choices do together; exactly so only where every
    /// specification has an answer.
    /// </summary>
    public required double Share { get; init; }

    /// <summary>The choices.</summary>
    public required IReadOnlyList<SpecificationLevel> Levels { get; init; }

    /// <summary>Name and share in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {100 * Share:0.0} % of the variance");
}
