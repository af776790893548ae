using System.Globalization;

namespace ScalingFit;

/// <summary>
/// What FLOPs take on so many accelerators: hours, days and money. The share of the peak that a run reaches is the model FLOP utilisation of Chowdhery et al. 2022 (arXiv:2204.02311, appendix B): the FLOPs that the model
/// needs, without those of recomputed activations, over what the chips could do in the time.
/// </summary>
/// <remarks>
/// The FLOPs must be counted as the utilisation was: one that counts attention over the context goes with a compute rule that does. Restarts, evaluations and failed runs come on top.
/// </remarks>
public sealed record TrainingHardware
{
    private const double SecondsAnHour = 3600;
    private const double HoursADay = 24;

    private readonly int _count = 1;
    private readonly double _utilisation = 0.4;
    private readonly double? _pricePerAcceleratorHour;

    /// <summary>The chip.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>How many of them work at once; 1 unless given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public int Count
    {
        get => _count;
        init
        {
            Require.Positive(value, nameof(Count));
            _count = value;
        }
    }

    /// <summary>
    /// The model FLOP utilisation, above 0 and at most 1; 0.4 unless given, where large dense runs are: PaLM reports 0.462 and Llama 3 405B 0.38 to 0.43. Measure your own.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double Utilisation
    {
        get => _utilisation;
        init
        {
            if (!(value > 0 && value <= 1)) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), $"{nameof(Utilisation)} must lie above 0 and not above 1: 40 % is 0.4.");
            _utilisation = value;
        }
    }

    /// <summary>What one accelerator costs for an hour, in <see cref="Currency"/>; null where money plays no part.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? PricePerAcceleratorHour
    {
        get => _pricePerAcceleratorHour;
        init
        {
            if (value is { } price) Require.Positive(price, nameof(PricePerAcceleratorHour));
            _pricePerAcceleratorHour = value;
        }
    }

    /// <summary>The label of the currency; USD unless given. Nothing is converted.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The hours of one accelerator that a budget takes, however many share them.</summary>
    /// <param name="flops">The budget, in FLOPs. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    public double AcceleratorHours(double flops)
    {
        NotNegative(flops, nameof(flops));
        return flops / FlopsAnHour;
    }

    /// <summary>The days that pass while all of the accelerators work.</summary>
    /// <param name="flops">The budget, in FLOPs. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    public double Days(double flops) => AcceleratorHours(flops) / Count / HoursADay;

    /// <summary>What a budget costs, in <see cref="Currency"/>; null without a price.</summary>
    /// <param name="flops">The budget, in FLOPs. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    public double? Price(double flops) => AcceleratorHours(flops) * PricePerAcceleratorHour;

    /// <summary>The FLOPs that so many accelerator-hours do.</summary>
    /// <param name="acceleratorHours">The hours, of all accelerators together. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The hours are negative or not finite.</exception>
    public double Flops(double acceleratorHours)
    {
        NotNegative(acceleratorHours, nameof(acceleratorHours));
        return acceleratorHours * FlopsAnHour;
    }

    /// <summary>The FLOPs that all of the accelerators do in so many days.</summary>
    /// <param name="days">The days. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are negative or not finite.</exception>
    public double FlopsIn(double days)
    {
        NotNegative(days, nameof(days));
        return Flops(days * HoursADay * Count);
    }

    /// <summary>The FLOPs that so much money buys.</summary>
    /// <param name="price">The money, in <see cref="Currency"/>. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The money is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">There is no price.</exception>
    public double FlopsFor(double price)
    {
        NotNegative(price, nameof(price));
        return Flops(price / (PricePerAcceleratorHour ?? throw new InvalidOperationException($"Money buys nothing without {nameof(PricePerAcceleratorHour)}.")));
    }

    /// <summary>Hours, days and money of a budget in one.</summary>
    /// <param name="flops">The budget, in FLOPs. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative or not finite.</exception>
    public TrainingCost Cost(double flops) => new()
    {
        Hardware = this,
        Flops = flops,
        AcceleratorHours = AcceleratorHours(flops),
        Days = Days(flops),
        Price = Price(flops),
    };

    /// <summary>Chips and utilisation, such as <c>1024 x H100 at 40 %</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} x {Accelerator.Name} at {100 * Utilisation:G4} %");

    private double FlopsAnHour => Accelerator.PeakFlops * Utilisation * SecondsAnHour;

    private static void NotNegative(double value, string name)
    {
        if (!(value >= 0) || !double.IsFinite(value)) throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} must be zero or more, and finite.");
    }
}
