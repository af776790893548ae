namespace ScalingFit.Tests.Laws.Library;

internal static partial class LawExamples
{
    private static LawExample[] Kaplan =>
    [
        new(Published.Kaplan2020, SizesAndData()),
        new(Published.Kaplan2020Steps, RunSet.Create(
            Along(1e6, 1e9, 8).SelectMany(_ => Along(1e3, 1e6, 7), (n, s) => new TrainingRun { Parameters = n, Values = Values(("S", s)), Loss = 1 }))),
        new(Published.StepLaw2025LearningRate, SizesAndData()),
        new(Of(ScalingLaw.BatchSteps, ("Smin", 1293.83), ("Bcrit", 2190.6)), RunSet.Create(Along(64, 8192, 8).Select(b => new TrainingRun { Values = Values(("B", b)), Loss = 1 }))),
    ];
}
