namespace ScalingFit.Tests.Laws.Library;

/// <content>Laws of one variable, along it.</content>
internal static partial class LawExamples
{
    private static LawExample[] OneVariable =>
    [
        new(Of(ScalingLaw.Power(Variable.Flops), ("A", 12.5), ("alpha", 0.05)), Budgets()),
        new(Of(ScalingLaw.PowerWithFloor(Variable.Flops), ("E", 1.7), ("A", 60), ("alpha", 0.1)), Budgets()),
        new(Of(ScalingLaw.ShiftedPower(Variable.Tokens), ("A", 30), ("gamma", 2e-11), ("alpha", 0.27)), Amounts()),
        new(Of(ScalingLaw.SaturatingPower(Variable.Tokens), ("E", 0.12), ("span", 0.86), ("d", 3e9), ("c", 0.57), ("a", 0.6)), Amounts()),
        new(Of(ScalingLaw.BrokenPower(Variable.Tokens), ("a", 0.41), ("b", 8), ("c0", 0.06), ("c1", 0.5), ("d1", 2e10), ("f1", 0.4)), Amounts()),
    ];

    private static RunSet Budgets() => RunSet.Create(Along(1e17, 1e22, 16).Select(c => new TrainingRun { Flops = c, Loss = 1 }));

    private static RunSet Amounts() => RunSet.Create(Along(1e8, 1e12, 40).Select(d => new TrainingRun { Tokens = d, Loss = 1 }));
}
