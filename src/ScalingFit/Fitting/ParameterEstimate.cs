using System.Globalization;

namespace ScalingFit;

/// <summary>The estimate of one parameter.</summary>
public sealed record ParameterEstimate
{
    /// <summary>Name, letter, kind and meaning.</summary>
    public required LawParameter Parameter { get; init; }

    /// <summary>The value at the optimum.</summary>
    public required double Value { get; init; }

    /// <summary>Whether the value was given, not fitted.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>Whether the value is a bound that the data would have it beyond.</summary>
    public required bool IsAtBound { get; init; }

    /// <summary>The name of the parameter whose value it takes; null where it is not tied.</summary>
    public required string? TiedTo { get; init; }

    /// <summary>Letter and value, to six digits.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Parameter.Symbol} = {Value:G6}{(IsHeld ? " (held)" : IsAtBound ? " (at its bound)" : "")}");
}
