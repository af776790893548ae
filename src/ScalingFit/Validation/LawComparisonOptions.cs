using System.Globalization;

namespace ScalingFit;

/// <summary>How laws are compared.</summary>
public sealed record LawComparisonOptions
{
    private readonly double _share = 0.1;
    private readonly int _threads;

    /// <summary>Log-Huber fits, and the largest tenth of the runs by compute held out.</summary>
    public static LawComparisonOptions Default { get; } = new();

    /// <summary>How every law is fitted. Likelihoods and scores of different objectives cannot be compared, so that there is one for all.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;

    /// <summary>The share of the runs, the largest, that is held out for <see cref="LawScore.HoldOut"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double HoldOutShare
    {
        get => _share;
        init
        {
            if (!(value > 0 && value < 1)) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "A share lies between 0 and 1, such as 0.1.");
            _share = value;
        }
    }

    /// <summary>What large means; null for compute where all runs have it, otherwise each law's first variable that they have.</summary>
    public Variable? By { get; init; }

    /// <summary>How many threads leave runs out; 0 means one a processor. The result does not depend on it.</summary>
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
