using System.Globalization;

namespace ScalingFit;

/// <summary>Where a profile is worked out, and how its intervals are calibrated.</summary>
public sealed record ProfileOptions
{
    private readonly double? _rise;
    private readonly int _points = 41;
    private readonly int _checks = 4;
    private readonly IReadOnlyList<double>? _values;

    /// <summary>41 points as far as the 99 % interval reaches, or where there is none as far as the objective rises by 5 %.</summary>
    public static ProfileOptions Default { get; } = new();

    /// <summary>How far the objective is to rise at both ends, relative to the fit's: 0.05 is 5 %. Null for the default.</summary>
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

    /// <summary>How many points, the estimate among them; half on each side of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3.</exception>
    public int Points
    {
        get => _points;
        init
        {
            if (value < 3) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "A profile has the estimate and a point on either side at least.");
            _points = value;
        }
    }

    /// <summary>The values to refit at; null to find a range. With values given, <see cref="Rise"/> and <see cref="Points"/> play no part.</summary>
    /// <exception cref="ArgumentException">Empty, or not all finite.</exception>
    public IReadOnlyList<double>? Values
    {
        get => _values;
        init
        {
            if (value is { Count: 0 } || value?.All(double.IsFinite) == false) throw new ArgumentException("Values to refit at must be finite numbers, one at least.", nameof(value));
            _values = value is null ? null : [.. value.Order()];
        }
    }

    /// <summary>
    /// At how many points the others are also fitted afresh, from starts of their own; elsewhere refits start from a neighbour. Where one of these lies lower, its neighbours are refitted from there.
    /// Profiles of absolute deviations and quantiles, which have a local minimum at many a vertex, are fitted afresh at every point, whatever this says.
    /// </summary>
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

    /// <summary>
    /// What a rise of the objective is measured by. <see cref="CovarianceKind.Sandwich"/>, as also null, scales the rise until its curvature is that of the sandwich (Kent 1982), and lets scatter differ from
    /// run to run; <see cref="CovarianceKind.Hessian"/> supposes that all rows scatter alike and independently.
    /// </summary>
    public CovarianceKind? Calibration { get; init; }
}
