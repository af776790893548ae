using System.Globalization;

namespace ScalingFit.Statistics.Regression;

/// <summary>A table of comma-separated values whose fields need no quotes, as those of the standard problems are.</summary>
internal static class Table
{
    /// <summary>The rows below the heading, which must be the one expected.</summary>
    public static string[][] Read(string file, string heading)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
        if (!string.Equals(lines[0], heading, StringComparison.Ordinal)) throw new InvalidDataException($"{file} is headed \"{lines[0]}\", not \"{heading}\".");
        int fields = heading.Split(',').Length;
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        return rows.All(row => row.Length == fields) ? rows : throw new InvalidDataException($"A row of {file} has not {fields} fields.");
    }

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static int Count(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Numbers with semicolons between them.</summary>
    public static double[] Numbers(string text) => [.. text.Split(';').Select(Number)];
}
