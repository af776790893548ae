namespace ScalingFit.Tests.Laws.Library;

internal static partial class LawExamples
{
    private static LawExample[] Precision =>
    [
        new(
            Of(
                ScalingLaw.Precision,
                ("E", 2.7648), ("A", 4299), ("alpha", 0.4965), ("B", 18060), ("beta", 0.47), ("gamma_w", 2.6745), ("n_w", 0.3037), ("gamma_a", 2.2102), ("n_a", 1.4072), ("gamma_kv", 0.9578), ("n_kv", 2.4185)),
            RunSet.Create(SizesAndData(4, 4).SelectMany(_ => BitsTried(), (r, p) => Run(r.Parameters, r.Tokens, ("P_w", p.W), ("P_a", p.A), ("P_kv", p.Kv))))) { Tolerance = 1e-4 },
        new(
            Of(ScalingLaw.PostTrainingPrecision, ("E", 2.7648), ("A", 4299), ("alpha", 0.4965), ("B", 18060), ("beta", 0.47), ("C_T", 0.0598), ("gamma_D", 0.5068), ("gamma_N", 0.3439), ("gamma_post", 0.5907)),
            RunSet.Create(SizesAndData(5, 5).SelectMany(_ => new[] { 3.0, 4, 5, 6, 8 }, (r, p) => Run(r.Parameters, r.Tokens, ("P", p))))) { Tolerance = 1e-4 },
    ];

    /// <summary>Each kind of number in few bits beside the others in many, and all in few.</summary>
    private static IEnumerable<(double W, double A, double Kv)> BitsTried() =>
        [(16, 16, 16), (3, 16, 16), (4, 16, 16), (6, 16, 16), (16, 4, 16), (16, 5, 16), (16, 8, 16), (16, 16, 3), (16, 16, 4), (16, 16, 5), (4, 5, 4), (6, 6, 6), (8, 8, 8)];
}
