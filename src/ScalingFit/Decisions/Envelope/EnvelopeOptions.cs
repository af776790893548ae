using System.Globalization;

namespace ScalingFit;

/// <summary>How the frontier of a table is read.</summary>
public sealed record EnvelopeOptions
{
    private readonly int _points;
    private readonly double _droppedShare;

    /// <summary>1500 values of compute through loss curves, one bin for every eight runs without, nothing dropped.</summary>
    public static EnvelopeOptions Default { get; } = new();

    /// <summary>
    /// How many values of compute are looked at, evenly spaced in ln C: along loss curves places, of runs with a single loss bins. 0 chooses: 1500 along curves (Hoffmann et al. 2022), otherwise one bin for every eight
    /// runs, and at least three.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or 1.</exception>
    public int Points
    {
        get => _points;
        init
        {
            if (value is < 0 or 1) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Points: two at least, or 0 to choose.");
            _points = value;
        }
    }

    /// <summary>What share of the range of ln C is dropped at either end, where curves only begin or only the largest run is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or a half or more.</exception>
    public double DroppedShare
    {
        get => _droppedShare;
        init
        {
            if (!(value is >= 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "DroppedShare lies between 0 and 0.5, such as 0.05.");
            _droppedShare = value;
        }
    }
}
