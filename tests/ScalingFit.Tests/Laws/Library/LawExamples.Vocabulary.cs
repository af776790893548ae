namespace ScalingFit.Tests.Laws.Library;

internal static partial class LawExamples
{
    private static LawExample[] Vocabulary =>
    [
        new(
            Published.Tao2024,
            RunSet.Create(
                SizesAndData(5, 4).SelectMany(_ => Along(4e3, 1e5, 5), (r, v) => Run(r.Parameters, r.Tokens, ("V", v), ("d", 512 * Math.Pow(r.Parameters!.Value / 3e7, 1.0 / 3)))),
                Published.Tao2024.Conventions))
        {
            Objective = Objective.LeastSquares,
        },
    ];
}
