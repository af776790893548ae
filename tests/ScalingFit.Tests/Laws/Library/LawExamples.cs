namespace ScalingFit.Tests.Laws.Library;

/// <summary>One example of every law of <see cref="ScalingLaw.All"/>, family by family.</summary>
internal static partial class LawExamples
{
    public static IReadOnlyList<LawExample> All =>
    [
        .. Core,
        .. Kaplan,
        .. OneVariable,
        .. Downstream,
        .. Routed,
        .. Precision,
        .. Parallel,
        .. Vocabulary,
        .. Schedules,
        .. Mixtures,
    ];

    private static LawExample[] Core =>
    [
        new(Published.Hoffmann2022Unrounded, SizesAndData()),
        new(Of(ScalingLaw.Coupled, ("E", 1.757), ("A", 2305), ("alpha", 0.4244), ("B", 9957), ("beta", 0.4305), ("k", 0.7741)), SizesAndData()),
        new(
            Of(ScalingLaw.DataConstrained, ("E", 1.87), ("A", 521), ("alpha", 0.35), ("B", 1488), ("beta", 0.36), ("RD", 15.4), ("RN", 5.3)),
            RunSet.Create(SizesAndData().SelectMany(r => new[] { 1.0, 4, 30 }, (r, epochs) => r with { Values = Values(("U", r.Tokens!.Value / epochs)) })))
        {
            Tolerance = 1e-4,
        },
    ];

    /// <summary>The law with these numbers.</summary>
    public static FittedLaw Of(ScalingLaw law, params (string Parameter, double Value)[] values) => law.WithValues(values.ToDictionary(v => v.Parameter, v => v.Value, StringComparer.Ordinal));

    /// <summary>Other values of a run.</summary>
    public static Dictionary<string, double> Values(params (string Symbol, double Value)[] values) => values.ToDictionary(v => v.Symbol, v => v.Value, StringComparer.Ordinal);

    /// <summary>A grid of sizes and data.</summary>
    public static RunSet SizesAndData(int sizes = 8, int amounts = 7) => RunSet.Create(
        Along(5e7, 1.6e10, sizes).SelectMany(_ => Along(1e9, 3e11, amounts), (n, d) => new TrainingRun { Parameters = n, Tokens = d, Loss = 1 }));

    /// <summary>Values at equal ratios.</summary>
    public static IEnumerable<double> Along(double from, double to, int count) => Enumerable.Range(0, count).Select(i => from * Math.Pow(to / from, i / (count - 1.0)));
}
