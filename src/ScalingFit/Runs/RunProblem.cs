using System.Globalization;

namespace ScalingFit;

/// <summary>One value of a table that cannot be used.</summary>
public sealed record RunProblem
{
    /// <summary>The row, counted from 1 in the order given.</summary>
    public required int Row { get; init; }

    /// <summary>The line of the file, counted from 1 with the header; null where the runs came from no file.</summary>
    public int? Line { get; init; }

    /// <summary>The run's name, where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The column: loss, parameters, tokens or flops, or the name a file gives it.</summary>
    public required string Column { get; init; }

    /// <summary>The value found; null where there was none.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }

    /// <summary>Line or row, column, value and reason in a line.</summary>
    public override string ToString()
    {
        string place = Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}") : string.Create(CultureInfo.InvariantCulture, $"row {Row}");
        string name = Name is null ? "" : $" ({Name})";
        string value = Value is null ? "" : $" = {Value}";
        return $"{place}{name}: {Column}{value}: {Reason}";
    }
}
