using System.Globalization;

namespace ScalingFit;

/// <summary>What a summary shows.</summary>
public sealed record SummaryOptions
{
    private readonly double? _flops;
    private readonly double _level = 0.95;

    /// <summary>A decision at ten times the largest run, 95 % intervals, 1000 resamples, a back-test.</summary>
    public static SummaryOptions Default { get; } = new();

    /// <summary>The budget of the decision, in FLOPs; null for ten times the largest run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? Flops
    {
        get => _flops;
        init
        {
            if (value is { } flops && !(flops > 0 && double.IsFinite(flops))) throw new ArgumentOutOfRangeException(nameof(value), flops.ToString(CultureInfo.InvariantCulture), "Flops must be positive and finite.");
            _flops = value;
        }
    }

    /// <summary>The confidence level of all intervals.</summary>
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

    /// <summary>The resamples that standard errors and intervals come from; null for 1000 with seed 1.</summary>
    public Bootstrap? Bootstrap { get; init; }

    /// <summary>The back-test to report; null for one with 200 resamples a cutoff.</summary>
    public BackTest? BackTest { get; init; }

    /// <summary>Whether a back-test is made where none is given.</summary>
    public bool MakesBackTest { get; init; } = true;
}
