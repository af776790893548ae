namespace ScalingFit;

/// <summary>How far a tornado moves things.</summary>
public sealed record TornadoOptions
{
    private readonly double _computeRuleShare = 0.1;
    private readonly double _smallestLeftOut = 0.1;

    /// <summary>One standard error either way, and the usual choices.</summary>
    public static TornadoOptions Default { get; } = new();

    /// <summary>The resamples whose standard errors parameters are moved by; null for those of <c>fit.Covariance()</c> where valid, and otherwise of 1000 resamples with seed 1.</summary>
    public Bootstrap? Bootstrap { get; init; }

    /// <summary>By how much parameters are moved instead, relative to their values, by their names: 0.05 is 5 % either way. Those not named are not moved. Null for standard errors.</summary>
    public IReadOnlyDictionary<string, double>? Relative { get; init; }

    /// <summary>Whether there are bars for the analyst's choices.</summary>
    public bool Choices { get; init; } = true;

    /// <summary>The objectives that are tried instead.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [Objective.LogHuber(1e-4), Objective.LogHuber(1e-2), Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations];

    /// <summary>The laws that are tried instead.</summary>
    public IReadOnlyList<ScalingLaw> Laws { get; init; } = [ScalingLaw.Coupled];

    /// <summary>The share of the runs, those with the smallest models, that is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double SmallestLeftOut
    {
        get => _smallestLeftOut;
        init
        {
            Require.Level(value);
            _smallestLeftOut = value;
        }
    }

    /// <summary>How far κ of the compute rule is moved either way, as a share of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double ComputeRuleShare
    {
        get => _computeRuleShare;
        init
        {
            Require.Level(value);
            _computeRuleShare = value;
        }
    }
}
