using System.Globalization;

namespace ScalingFit;

/// <summary>How resamples are drawn and computed.</summary>
public sealed record BootstrapOptions
{
    private readonly int _threads;

    /// <summary>All processors.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>How many threads to use; 0 means one a processor. The result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            if (value < 0) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Threads must not be negative; 0 means one a processor.");
            _threads = value;
        }
    }

    /// <summary>Where each refit starts.</summary>
    public RefitStart Start { get; init; } = RefitStart.FitAndScreen;
}
