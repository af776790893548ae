namespace ScalingFit;

/// <summary>Decisions in hours, days and money.</summary>
public static class CostExtensions
{
    /// <summary>
    /// What an allocation takes on given hardware. The budget was given, so that its cost has no interval, however wide those of N* and D* are: each pair on the line of equal compute costs the same.
    /// </summary>
    /// <param name="allocation">The allocation.</param>
    /// <param name="hardware">The hardware.</param>
    public static TrainingCost On(this Allocation allocation, TrainingHardware hardware)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentNullException.ThrowIfNull(hardware);
        return hardware.Cost(allocation.Flops);
    }

    /// <summary>What a choice takes on given hardware, what would have done, and the difference.</summary>
    /// <param name="regret">The regret.</param>
    /// <param name="hardware">The hardware.</param>
    public static RegretCost On(this Regret regret, TrainingHardware hardware)
    {
        ArgumentNullException.ThrowIfNull(regret);
        ArgumentNullException.ThrowIfNull(hardware);
        Interval? OfEnds(Func<double, double> cost) => regret.ComputeRegretInterval is { } flops ? new Interval(cost(flops.Lower), cost(flops.Upper), flops.Level) : null;
        return new RegretCost
        {
            Chosen = hardware.Cost(regret.Flops),
            Cheapest = hardware.Cost(regret.CheapestFlops),
            Excess = hardware.Cost(regret.ComputeRegret),
            AcceleratorHoursInterval = OfEnds(hardware.AcceleratorHours),
            PriceInterval = hardware.PricePerAcceleratorHour is { } price ? OfEnds(flops => hardware.AcceleratorHours(flops) * price) : null,
        };
    }
}
