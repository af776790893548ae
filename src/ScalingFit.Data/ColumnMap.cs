namespace ScalingFit.Data;

/// <summary>Which column holds which quantity, by position; null where the file has none.</summary>
internal sealed record ColumnMap
{
    public required int? Parameters { get; init; }

    public required int? Tokens { get; init; }

    public required int? Flops { get; init; }

    public required int Loss { get; init; }

    public required int? Name { get; init; }

    public required int? Weight { get; init; }

    public required int? LossStandardDeviation { get; init; }

    public required int? Group { get; init; }

    public required int? Step { get; init; }

    public required int? ScheduleEnded { get; init; }

    /// <summary>The symbols of other quantities with their columns.</summary>
    public required IReadOnlyList<(string Symbol, int Column)> Values { get; init; }

    /// <summary>What was taken for what, for the reader of the results.</summary>
    public string Describe(IReadOnlyList<string> headers)
    {
        var parts = new List<string>();
        if (Parameters is { } n) parts.Add($"N from {headers[n]}");
        if (Tokens is { } d) parts.Add($"D from {headers[d]}");
        if (Flops is { } c) parts.Add($"C from {headers[c]}");
        parts.Add($"loss from {headers[Loss]}");
        if (Name is { } name) parts.Add($"runs from {headers[name]}");
        if (Weight is { } weight) parts.Add($"weight from {headers[weight]}");
        if (LossStandardDeviation is { } deviation) parts.Add($"standard deviation from {headers[deviation]}");
        if (Group is { } group) parts.Add($"group from {headers[group]}");
        if (Step is { } step) parts.Add($"t from {headers[step]}");
        if (ScheduleEnded is { } ended) parts.Add($"end of the schedule from {headers[ended]}");
        foreach ((string symbol, int column) in Values) parts.Add($"{symbol} from {headers[column]}");
        return string.Join(", ", parts);
    }
}
