namespace ScalingFit.Tests.Laws.Library;

/// <content>Over-training, and the steps from loss to what models are used for.</content>
internal static partial class LawExamples
{
    private static LawExample[] Downstream =>
    [
        new(Published.Gadre2024C4, SizesAndData()),
        new(Published.Gadre2024C4Error17, Losses(2.2, 5.2, 12)) { Objective = Objective.LeastSquares },
        new(Of(ScalingLaw.LossToAccuracy, ("top", 0.92), ("drop", 0.65), ("k", 9), ("L0", 0.77)), Losses(0.4, 1.3, 16)) { Objective = Objective.LeastSquares },
        new(Of(ScalingLaw.LogLinear(Variable.Flops), ("a", 6.2), ("b", -0.085)), SizesAndData()) { Objective = Objective.LeastSquares },
    ];

    /// <summary>Runs that have a loss and nothing else.</summary>
    public static RunSet Losses(double from, double to, int count) => RunSet.Create(
        Along(from, to, count).Select(loss => new TrainingRun { Loss = 0.5, Values = Values(("loss", loss)) }), new RunConventions { LossUnit = LossUnit.Other });
}
