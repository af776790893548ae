namespace ScalingFit.Tests.Laws.Library;

/// <content>Loss curves under schedules of the learning rate.</content>
internal static partial class LawExamples
{
    private static LawExample[] Schedules =>
    [
        new(Of(ScalingLaw.MultiPower, ("L0", 2.65), ("A", 0.6), ("alpha", 0.45), ("B", 440), ("C", 2.1), ("beta", 0.6), ("gamma", 0.65)), LossCurves()) { Tolerance = 1e-4 },
        new(Of(ScalingLaw.Annealing(), ("L0", 2.9), ("A", 0.59), ("alpha", 0.77), ("C", 0.47)), LossCurves()),
    ];

    /// <summary>Curves on schedules of several shapes and peaks.</summary>
    private static RunSet LossCurves()
    {
        LearningRateSchedule[] schedules =
        [
            LearningRateSchedule.Constant(8000, 3e-4, 400),
            LearningRateSchedule.Cosine(8000, 3e-4, 3e-5, 400),
            LearningRateSchedule.WarmupStableDecay(8000, 6e-4, 6e-5, 6000, 400),
            LearningRateSchedule.TwoStage(8000, 3e-4, 3e-5, 3000, 400),
            LearningRateSchedule.TwoStage(8000, 3e-4, 1.5e-4, 3000, 400),
        ];
        return RunSet.Create(schedules.SelectMany((s, i) => Enumerable.Range(1, 20).Select(k => new TrainingRun { Name = $"curve {i}", Schedule = s, Step = 400 * k, Loss = 1 })));
    }
}
