namespace ScalingFit.Tests.Laws.Library;

internal static partial class LawExamples
{
    private static LawExample[] Parallel =>
    [
        new(Published.Chen2025Stack, RunSet.Create(Along(5e8, 4.5e9, 6).SelectMany(_ => new[] { 1.0, 2, 4, 8 }, (n, streams) => Run(n, null, ("P", streams))), Published.Chen2025Stack.Conventions)),
        new(
            Of(ScalingLaw.Looped, ("E", 1.57), ("A", 60), ("alpha", 0.199), ("phi", 0.459), ("B", 2500), ("beta", 0.369)),
            RunSet.Create(
                Along(2e7, 2e8, 3).SelectMany(_ => Along(3e7, 1e9, 4), (once, rec) => (once, rec)).SelectMany(_ => new[] { 1.0, 2, 4, 8 }, (n, r) => (n.once, n.rec, r))
                    .SelectMany(_ => Along(1e9, 5e10, 4), (m, d) => Run(null, d, ("N_once", m.once), ("N_rec", m.rec), ("r", m.r))))) { Tolerance = 1e-5 },
    ];
}
