namespace ScalingFit.Tests.Laws.Library;

/// <content>Laws of mixtures, over three domains.</content>
internal static partial class LawExamples
{
    /// <summary>Shares of the corners, edges and inside of a triangle.</summary>
    private static readonly double[][] Triangle =
    [
        .. from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, 6 - i) select new[] { i / 5.0, j / 5.0, (5 - i - j) / 5.0 },
    ];

    private static LawExample[] Mixtures
    {
        get
        {
            var domains = MixtureDomains.Of("a", "b", "c");
            var mixtures = RunSet.Create(Triangle.Select(s => new TrainingRun { Values = domains.Values(s), Loss = 1 }));
            return
            [
                new(Of(ScalingLaw.ExponentialMixing(domains), ("c", 1.9), ("k", 1.4), ("t_a", -1.8), ("t_b", 0.7)), mixtures),
                new(Of(ScalingLaw.LinearMixture(domains), ("b_a", 2.4), ("b_b", 3.6), ("b_c", 3.1)), mixtures),
                new(
                    Of(ScalingLaw.BiMix("a"), ("B", 310), ("beta", 0.27), ("C", 1.8), ("alpha", 0.065)),
                    RunSet.Create(Along(0.03, 1, 7).SelectMany(_ => Along(1e9, 3e11, 6), (r, d) => new TrainingRun { Values = Values(("r_a", r)), Tokens = d, Loss = 1 }))),
                new(
                    Of(
                        ScalingLaw.MixtureBias(domains),
                        ("E", 1.3), ("A", 480), ("alpha", 0.34), ("B", 1900), ("beta", 0.36), ("C_a", 1.6), ("C_b", 0.7), ("C_c", 0.9), ("gamma_a", 0.45), ("gamma_b", 0.6), ("gamma_c", 0.3)),
                    RunSet.Create(Triangle.SelectMany(_ => SizesAndData(3, 3), (s, r) => r with { Values = domains.Values(s) })))
                {
                    Tolerance = 1e-5,
                },
            ];
        }
    }
}
