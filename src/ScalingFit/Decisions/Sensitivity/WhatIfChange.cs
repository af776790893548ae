using System.Globalization;

namespace ScalingFit;

/// <summary>What moving a parameter does to one quantity.</summary>
public sealed record WhatIfChange
{
    /// <summary>The quantity before the move.</summary>
    public required double Before { get; init; }

    /// <summary>The quantity with the parameter moved and the others held.</summary>
    public required double Held { get; init; }

    /// <summary>The quantity with the parameter moved and the others refitted to the runs; null where there are no runs.</summary>
    public required double? Refitted { get; init; }

    /// <summary>Before and after, both ways, to five digits.</summary>
    public override string ToString()
    {
        string refitted = Refitted is { } value ? string.Create(CultureInfo.InvariantCulture, $"; others refitted: {Before:G5} -> {value:G5}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"others held: {Before:G5} -> {Held:G5}{refitted}");
    }
}
