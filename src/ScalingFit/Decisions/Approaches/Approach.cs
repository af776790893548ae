using System.Globalization;

namespace ScalingFit;

/// <summary>What one way of reading runs says of the best size and data.</summary>
public sealed record Approach
{
    /// <summary>Which way, such as <c>IsoFLOP, corrected</c>.</summary>
    public required string Name { get; init; }

    /// <summary>a of N* = c·C^a; of a law without a closed form, the slope of ln N* at the budget. Null where the way gives none.</summary>
    public required double? Exponent { get; init; }

    /// <summary>N* at the budget, in parameters; null where the way gives none.</summary>
    public required double? Parameters { get; init; }

    /// <summary>D* at the budget, in tokens; null where the way gives none.</summary>
    public required double? Tokens { get; init; }

    /// <summary>Name and numbers in a line.</summary>
    public override string ToString() => Exponent is null
        ? $"{Name}: none"
        : string.Create(CultureInfo.InvariantCulture, $"{Name}: N* as C^{Exponent:0.0000}, N* {Parameters:0.000e0}, D* {Tokens:0.000e0}");
}
