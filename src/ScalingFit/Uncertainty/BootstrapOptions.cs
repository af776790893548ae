namespace ScalingFit;

/// <summary>How resamples are drawn and computed.</summary>
public sealed record BootstrapOptions
{
    private readonly int _threads;

    /// <summary>All processors, resampling by design, from the safe starts.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>How many threads to use; 0 means one a processor. The result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            Require.Threads(value, nameof(value));
            _threads = value;
        }
    }

    /// <summary>How replicates are made.</summary>
    public Resampling Resampling { get; init; } = Resampling.ByDesign;

    /// <summary>How intervals are formed; null for what suits the number of runs.</summary>
    public IntervalMethod? IntervalMethod { get; init; }

    /// <summary>Which part of the replicates to make, where several jobs share them; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Where each refit starts.</summary>
    public RefitStart Start { get; init; } = RefitStart.FitAndScreen;
}
