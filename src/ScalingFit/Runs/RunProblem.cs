using System.Globalization;

namespace ScalingFit;

/// <summary>One value of a table that cannot be used.</summary>
public sealed record RunProblem
{
    /// <summary>The row, counted from 1 in the order given.</summary>
    public required int Row { get; init; }

    /// <summary>The run's name, where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The column: loss, parameters, tokens or flops, or the name a file gives it.</summary>
    public required string Column { get; init; }

    /// <summary>The value found; null where there was none.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }

    /// <summary>Row, column, value and reason in a line.</summary>
    public override string ToString()
    {
        string row = Row.ToString(CultureInfo.InvariantCulture);
        string name = Name is null ? "" : $" ({Name})";
        string value = Value is null ? "" : $" = {Value}";
        return $"row {row}{name}: {Column}{value}: {Reason}";
    }
}
