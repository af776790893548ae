namespace ScalingFit.Tests.Laws.Library;

internal static partial class LawExamples
{
    private static readonly double[] NumbersOfExperts = [1, 2, 4, 8, 16, 64, 128, 256, 512];

    private static readonly double[] Granularities = [1, 2, 4, 16];
    private static readonly double[] Sparsities = [0, 0.25, 0.5, 0.75, 0.9, 0.98];

    private static LawExample[] Routed =>
    [
        new(Published.Clark2022Hash, RunSet.Create(Along(1.5e7, 1.3e9, 5).SelectMany(_ => NumbersOfExperts, (n, experts) => Run(n, null, ("experts", experts))))),
        new(
            Of(ScalingLaw.Granularity, ("c", 0.47), ("g", 2.1), ("gamma", 0.58), ("a", 18.1), ("alpha", 0.115), ("b", 30.8), ("beta", 0.147)),
            RunSet.Create(SizesAndData(6, 5).SelectMany(_ => Granularities, (r, g) => Run(r.Parameters, r.Tokens, ("G", g))))),
        new(Published.Abnar2025, RunSet.Create(SizesAndData(7, 5).SelectMany(_ => Sparsities, (r, s) => Run(r.Parameters, r.Tokens, ("S", s))))) { Tolerance = 1e-4 },
        new(
            ScalingLaw.EfficiencyLeverage.WithValues(
                new Dictionary<string, double>(StringComparer.Ordinal) { ["a"] = 1.23, ["d"] = -0.0761, ["gamma"] = 0.0167, ["beta"] = -0.117, ["A_start"] = 0.0163, ["A_max"] = 3 },
                new RunConventions { LossUnit = LossUnit.Other }),
            RunSet.Create(
                Along(1e18, 1e21, 4).SelectMany(_ => Along(0.008, 1, 6), (c, a) => (c, a)).SelectMany(_ => new[] { 1.0, 2, 4, 8, 16 }, (x, g) => new TrainingRun { Flops = x.c, Loss = 1, Values = Values(("A", x.a), ("G", g)) }),
                new RunConventions { LossUnit = LossUnit.Other })),
    ];

    private static TrainingRun Run(double? parameters, double? tokens, params (string Symbol, double Value)[] values) =>
        new() { Parameters = parameters, Tokens = tokens, Loss = 1, Values = Values(values) };
}
