using System.Globalization;

namespace ScalingFit.Statistics.Synthetic;

/// <summary>One of 400 made fitting problems, with the minimum that another program found; see README.md beside this file.</summary>
internal sealed record SyntheticProblem
{
    public required int Number { get; init; }

    public required string Family { get; init; }

    public required string Design { get; init; }

    public required RunSet Runs { get; init; }

    /// <summary>The lowest sum found from the truth and 200 random starts: a minimum, or an infimum at a limit.</summary>
    public required double Objective { get; init; }

    /// <summary>The lowest proper minimum found; null where there was none.</summary>
    public required double? Minimum { get; init; }

    public static IReadOnlyList<SyntheticProblem> All { get; } = Read();

    private static SyntheticProblem[] Read()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "synthetic");
        ILookup<int, TrainingRun> rows = File.ReadLines(Path.Combine(folder, "rows.csv")).Skip(1).Select(l => l.Split(',')).ToLookup(
            f => int.Parse(f[0], CultureInfo.InvariantCulture),
            f => new TrainingRun { Parameters = Number64(f[1]), Tokens = f[2].Length == 0 ? null : Number64(f[2]), Loss = Number64(f[3]) });
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, "minima.csv")).Select(l => l.Split(','))];
        int Column(string name) => Array.IndexOf(lines[0], name);
        return
        [
            .. lines.Skip(1).Select(f => new SyntheticProblem
            {
                Number = int.Parse(f[Column("problem")], CultureInfo.InvariantCulture),
                Family = f[Column("family")],
                Design = f[Column("design")],
                Runs = RunSet.Create(rows[int.Parse(f[Column("problem")], CultureInfo.InvariantCulture)]),
                Objective = Number64(f[Column("objective")]),
                Minimum = f[Column("proper")].Length == 0 ? null : Number64(f[Column("proper")]),
            }),
        ];
    }

    private static double Number64(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
