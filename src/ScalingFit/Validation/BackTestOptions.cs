using System.Globalization;

namespace ScalingFit;

/// <summary>How a fit is back-tested.</summary>
public sealed record BackTestOptions
{
    private readonly int _cutoffs = 10;
    private readonly int _resamples = 500;
    private readonly int _threads;
    private readonly double _level = 0.95;

    /// <summary>Up to ten cutoffs, intervals at 95 % from 500 resamples each with seed 1.</summary>
    public static BackTestOptions Default { get; } = new();

    /// <summary>The most cutoffs. Where the runs allow more, these are spread evenly over them, the first and the last included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Cutoffs
    {
        get => _cutoffs;
        init
        {
            if (value < 1) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Cutoffs: at least one is needed.");
            _cutoffs = value;
        }
    }

    /// <summary>How many resamples the intervals of a cutoff come from; 0 for forecasts without intervals.</summary>
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

    /// <summary>Determines the resamples of every cutoff.</summary>
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
