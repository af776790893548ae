namespace ScalingFit;

/// <summary>A regret in hours, days and money.</summary>
public sealed record RegretCost
{
    /// <summary>What the choice takes.</summary>
    public required TrainingCost Chosen { get; init; }

    /// <summary>What the best size and data for the same loss would take.</summary>
    public required TrainingCost Cheapest { get; init; }

    /// <summary>What the choice takes beyond that.</summary>
    public required TrainingCost Excess { get; init; }

    /// <summary>The interval of the excess, in accelerator-hours; null where the regret has none.</summary>
    public Interval? AcceleratorHoursInterval { get; init; }

    /// <summary>The interval of the excess, in the hardware's currency; null without a price, or where the regret has none.</summary>
    public Interval? PriceInterval { get; init; }

    /// <summary>The excess in a line.</summary>
    public override string ToString() => $"{Excess} more than needed";
}
