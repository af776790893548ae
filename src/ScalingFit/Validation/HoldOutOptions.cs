using System.Globalization;

namespace ScalingFit;

/// <summary>How held-out runs are forecast.</summary>
public sealed record HoldOutOptions
{
    private readonly int _resamples = 500;
    private readonly int _threads;
    private readonly double _level = 0.95;

    /// <summary>Intervals at 95 % from 500 resamples with seed 1, distances in compute.</summary>
    public static HoldOutOptions Default { get; } = new();

    /// <summary>The variable that distances are taken in; null for compute where all runs have it, otherwise the law's first variable that they have.</summary>
    public Variable? By { get; init; }

    /// <summary>How many resamples the intervals come from; 0 for forecasts without intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">1, or negative.</exception>
    public int Resamples
    {
        get => _resamples;
        init
        {
            if (value is < 0 or 1) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Resamples: at least two are needed, or 0 for forecasts without intervals.");
            _resamples = value;
        }
    }

    /// <summary>Determines the resamples.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The level of the intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init
        {
            Require.Level(value);
            _level = value;
        }
    }

    /// <summary>How many threads resample; 0 means one a processor. The result does not depend on it.</summary>
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
}
