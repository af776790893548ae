namespace ScalingFit;

/// <summary>What the numbers of a table mean. Conventions travel with the runs into every fit, axis label and file.</summary>
public sealed record RunConventions
{
    /// <summary>Loss in nats a token, parameter counting undeclared, C = 6·N·D.</summary>
    public static RunConventions Default { get; } = new();

    /// <summary>What one unit of loss means.</summary>
    public LossUnit LossUnit { get; init; } = LossUnit.NatsPerToken;

    /// <summary>Which parameters N counts.</summary>
    public ParameterCounting Counting { get; init; } = ParameterCounting.Undeclared;

    /// <summary>What C counts where the table has a column of it.</summary>
    public FlopCounting FlopCounting { get; init; } = FlopCounting.SixND;

    /// <summary>How compute follows from size and data.</summary>
    public ComputeRule ComputeRule { get; init; } = ComputeRule.SixND;
}
