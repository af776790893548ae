namespace ScalingFit.Uncertainty;

/// <summary>Residuals as an objective takes them, predicted less measured: of ln L, of ln(L/(1 - L)), or of L itself; and the way back from them to a loss.</summary>
internal static class Residual
{
    /// <summary>The residual of a run.</summary>
    public static double Of(Objective objective, double predicted, double measured) =>
        objective.OnLogarithm ? Math.Log(predicted / measured)
        : objective.OnLogit ? Logit(predicted) - Logit(measured)
        : predicted - measured;

    /// <summary>The loss of a run whose predicted loss and residual are these.</summary>
    public static double TakeOff(Objective objective, double predicted, double residual) =>
        objective.OnLogarithm ? predicted * Math.Exp(-residual)
        : objective.OnLogit ? 1 / (1 + Math.Exp(residual - Logit(Math.Min(predicted, 1))))
        : predicted - residual;

    private static double Logit(double share) => Math.Log(share / (1 - share));
}
