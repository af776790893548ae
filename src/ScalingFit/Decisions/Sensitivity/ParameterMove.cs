using System.Globalization;

namespace ScalingFit;

/// <summary>A parameter that is moved.</summary>
public sealed record ParameterMove
{
    /// <summary>The parameter's name.</summary>
    public required string Parameter { get; init; }

    /// <summary>Its value before.</summary>
    public required double From { get; init; }

    /// <summary>Its value after.</summary>
    public required double To { get; init; }

    /// <summary>The move in a phrase.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Parameter}: {From:G6} -> {To:G6}");
}
