using System.Globalization;

namespace ScalingFit;

/// <summary>What a number of FLOPs takes on given hardware.</summary>
public sealed record TrainingCost
{
    /// <summary>The hardware.</summary>
    public required TrainingHardware Hardware { get; init; }

    /// <summary>The FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>The hours of one accelerator, all of them added up.</summary>
    public required double AcceleratorHours { get; init; }

    /// <summary>The days that pass while all accelerators work.</summary>
    public required double Days { get; init; }

    /// <summary>The money, in the currency of the hardware; null without a price.</summary>
    public double? Price { get; init; }

    /// <summary>Hours, days and money in a line.</summary>
    public override string ToString()
    {
        string money = Price is { } price ? string.Create(CultureInfo.InvariantCulture, $", {price:N0} {Hardware.Currency}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{AcceleratorHours:N0} accelerator-hours, {Days:G4} days on {Hardware}{money}");
    }
}
