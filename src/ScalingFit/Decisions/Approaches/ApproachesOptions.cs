namespace ScalingFit;

/// <summary>How the ways of reading runs are compared.</summary>
public sealed record ApproachesOptions
{
    private readonly double? _flops;

    /// <summary>At ten times the largest compute of the runs, each way by its default.</summary>
    public static ApproachesOptions Default { get; } = new();

    /// <summary>The budget at which they are compared, in FLOPs; null for ten times the largest of the runs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? Flops
    {
        get => _flops;
        init
        {
            if (value is { } flops) Require.Positive(flops, nameof(Flops));
            _flops = value;
        }
    }

    /// <summary>How the frontier is read.</summary>
    public EnvelopeOptions Envelope { get; init; } = EnvelopeOptions.Default;

    /// <summary>How minima of equal compute are found.</summary>
    public IsoFlopOptions IsoFlop { get; init; } = IsoFlopOptions.Default;

    /// <summary>How the law is fitted.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;
}
