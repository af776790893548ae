namespace ScalingFit.Laws;

/// <summary>The variable of laws that take up where a law of loss ends: an error rate or an accuracy as a function of the loss.</summary>
internal static class LossVariable
{
    /// <summary>Zero is allowed: some papers add an ideal model of loss zero.</summary>
    public static Variable Loss { get; } = Variable.Of("loss", "loss of the model", range: VariableRange.NonNegative);
}
