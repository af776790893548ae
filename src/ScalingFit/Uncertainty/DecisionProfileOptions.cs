namespace ScalingFit;

/// <summary>How a decision is profiled.</summary>
public sealed record DecisionProfileOptions
{
    private readonly double _level = 0.95;

    /// <summary>The range at 95 %, along the default profile.</summary>
    public static DecisionProfileOptions Default { get; } = new();

    /// <summary>The profile along which the decision is shown.</summary>
    public ProfileOptions Profile { get; init; } = ProfileOptions.Default;

    /// <summary>The confidence level of the parameter's values that count as compatible with the runs.</summary>
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

    /// <summary>The resamples whose percentiles say which values are compatible; null for the profile's own interval where that is defined, and otherwise for 1000 resamples with seed 1.</summary>
    public Bootstrap? Bootstrap { get; init; }
}
