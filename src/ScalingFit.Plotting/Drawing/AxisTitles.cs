namespace ScalingFit.Plotting.Drawing;

/// <summary>What the axes are called, by the conventions that travel with the runs.</summary>
internal static class AxisTitles
{
    public const string Compute = "Training compute C (FLOP)";

    public const string Tokens = "Tokens D";

    public static string Parameters(RunConventions conventions) => conventions.Counting switch
    {
        ParameterCounting.Total => "Parameters N (total)",
        ParameterCounting.NonEmbedding => "Parameters N (without embeddings)",
        ParameterCounting.WithHead => "Parameters N (with the output head)",
        ParameterCounting.Active => "Parameters N (active)",
        ParameterCounting.EffectiveAttention => "Effective parameters N (FLOPs a token / 6)",
        _ => "Parameters N",
    };

    public static string Loss(RunConventions conventions) => conventions.LossUnit switch
    {
        LossUnit.NatsPerToken => "Loss (nats per token)",
        LossUnit.BitsPerToken => "Loss (bits per token)",
        LossUnit.BitsPerByte => "Loss (bits per byte)",
        _ => "Loss",
    };
}
