using System.Globalization;

namespace ScalingFit;

/// <summary>Where the profile of two parameters is worked out, and how its regions are calibrated.</summary>
public sealed record ProfileRegionOptions
{
    private readonly double? _rise;
    private readonly int _points = 25;
    private readonly int _checks = 4;

    /// <summary>25 by 25 points as far as the 99 % region reaches, or where there is none as far as the objective rises by 5 %.</summary>
    public static ProfileRegionOptions Default { get; } = new();

    /// <summary>How far the objective is to rise along the edges at least, relative to the fit's: 0.05 is 5 %. Null for the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? Rise
    {
        get => _rise;
        init
        {
            if (value is { } rise) Require.Positive(rise, nameof(Rise));
            _rise = value;
        }
    }

    /// <summary>How many values of each parameter, the estimate among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3.</exception>
    public int Points
    {
        get => _points;
        init
        {
            if (value < 3) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "A region has the estimate and a value on either side at least.");
            _points = value;
        }
    }

    /// <summary>At how many points, along both diagonals, the others are also fitted afresh, as <see cref="ProfileOptions.Checks"/> has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Checks
    {
        get => _checks;
        init
        {
            if (value < 0) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Checks must not be negative.");
            _checks = value;
        }
    }

    /// <summary>What a rise is measured by, as <see cref="ProfileOptions.Calibration"/> has it.</summary>
    public CovarianceKind? Calibration { get; init; }
}
