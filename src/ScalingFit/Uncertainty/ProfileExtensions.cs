using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Profiling a fit.</summary>
public static class ProfileExtensions
{
    /// <summary>How far profiles reach where intervals are withheld.</summary>
    private const double DefaultRise = 0.05;

    /// <summary>How far they reach otherwise.</summary>
    private const double DefaultLevel = 0.99;

    /// <summary>The objective along one parameter, with the others refitted at every value.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="options">How far and how finely; the default is <see cref="ProfileOptions.Default"/>.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter, or it is held or tied to another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value in the options is out of the parameter's range.</exception>
    public static Profile Profile(this LawFit fit, string parameter, ProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= ProfileOptions.Default;
        var axis = new ProfileAxis(fit, parameter);
        var refits = new HeldRefits(fit, axis);
        ProfileCalibration? calibration = CalibrationOf(fit, refits, options.Calibration);

        bool openBelow = false;
        bool openAbove = false;
        double[] values;
        if (options.Values is { } given)
        {
            values = [.. given];
        }
        else
        {
            double level = Reach(refits, calibration, options.Rise);
            ProfileEnds.End below = EndOf(fit, refits, -1, level);
            ProfileEnds.End above = EndOf(fit, refits, 1, level);
            (openBelow, openAbove) = (below.IsOpen, above.IsOpen);
            int lower = (options.Points - 1) / 2;
            values = Line(axis, below.Point.Values[0], above.Point.Values[0], lower, options.Points - 1 - lower);
        }

        var grid = new ProfileGrid(refits, values);
        foreach (int place in Places(values.Length, refits.IsAbsolute ? values.Length : options.Checks)) grid.Check(place);
        return new Profile(fit, axis, refits, [.. grid.Cells], calibration, openBelow, openAbove);
    }

    /// <summary>The objective over values of two parameters, with the others refitted at every pair.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="first">The name of one parameter.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="options">How far and how finely; the default is <see cref="ProfileRegionOptions.Default"/>.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter, one is held or tied to another, or both are one and the same.</exception>
    public static ProfileRegion Profile(this LawFit fit, string first, string second, ProfileRegionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= ProfileRegionOptions.Default;
        if (string.Equals(first, second, StringComparison.Ordinal)) throw new ArgumentException($"A region has two parameters, and {first} is one.", nameof(second));
        ProfileAxis[] axes = [new ProfileAxis(fit, first), new ProfileAxis(fit, second)];
        var refits = new HeldRefits(fit, axes);
        ProfileCalibration? calibration = CalibrationOf(fit, refits, options.Calibration);

        // The region of a level reaches, along each parameter, to where that one's profile rises to the region's edge.
        double level = Reach(refits, calibration, options.Rise);
        int below = (options.Points - 1) / 2;
        double[][] values = Array.ConvertAll(axes, axis =>
        {
            var alone = new HeldRefits(fit, axis);
            double lowest = EndOf(fit, alone, -1, level).Point.Values[0];
            double highest = EndOf(fit, alone, 1, level).Point.Values[0];
            return Line(axis, lowest, highest, below, options.Points - 1 - below);
        });

        var grid = new ProfileGrid(refits, values);
        for (int k = 0; k < options.Checks; k++)
        {
            // Along both diagonals in turn, and not into the corners, where no decision lies.
            double share = (1 + (k / 2)) / (1.0 + ((options.Checks + 1) / 2));
            int row = (int)Math.Round(share * (values[0].Length - 1));
            int column = (int)Math.Round((k % 2 == 0 ? share : 1 - share) * (values[1].Length - 1));
            grid.Check(row, column);
        }

        return new ProfileRegion(fit, refits, values, grid.Cells, calibration);
    }

    /// <summary>The scale of rises; null where none is defined.</summary>
    internal static ProfileCalibration? CalibrationOf(LawFit fit, HeldRefits refits, CovarianceKind? kind) =>
        CurvatureFindings.Of(fit).Any(f => f.Severity == Severity.Error) ? null : new ProfileCalibration(fit, refits.Origin, kind, refits.Axes);

    /// <summary>The objective that points are to reach.</summary>
    internal static double Reach(HeldRefits refits, ProfileCalibration? calibration, double? rise)
    {
        double relative = refits.Origin.Objective + ((rise ?? DefaultRise) * refits.Unit);
        return rise is null && calibration is not null ? Math.Max(calibration.Cut(DefaultLevel), refits.Origin.Objective + (1e-12 * refits.Unit)) : relative;
    }

    internal static ProfileEnds.End EndOf(LawFit fit, HeldRefits refits, int direction, double level) =>
        ProfileEnds.Outward(refits, refits.Origin, direction, level, ProfileEnds.FirstStep(fit, refits.Axes[0], level - refits.Origin.Objective), precise: false);

    /// <summary>Values from one end to the other with the estimate among them, evenly spaced on each side.</summary>
    internal static double[] Line(ProfileAxis axis, double lowest, double highest, int below, int above)
    {
        var values = new List<double>();
        if (lowest < axis.Estimate) values.AddRange([lowest, .. axis.Between(lowest, axis.Estimate, below - 1)]);
        values.Add(axis.Estimate);
        if (highest > axis.Estimate) values.AddRange([.. axis.Between(axis.Estimate, highest, above - 1), highest]);
        return [.. values];
    }

    /// <summary>So many places of a list, the ends first and the rest evenly between.</summary>
    internal static IEnumerable<int> Places(int count, int wanted) =>
        Enumerable.Range(0, wanted).Select(k => wanted == 1 ? 0 : (int)Math.Round((double)k * (count - 1) / (wanted - 1))).Distinct();
}
