using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// What the runs say of one parameter with no word on the others: at each of its values the others are refitted, and the objective there is how much the runs object. The profile likelihood of Venzon and Moolgavkar
/// 1988, with whatever objective the fit has.
/// </summary>
/// <remarks>
/// Every point is an exact refit. Points reach as far as asked on both sides, or as far as the parameter was moved where the objective does not rise so far: an amplitude by a factor of a million, a floor down to a millionth of itself, an
/// exponent by five. Intervals need a scale for the rise, which is not defined for every objective: see <see cref="Findings"/>. Immutable, and safe to share between threads.
/// </remarks>
public sealed class Profile
{
    private readonly HeldPoint[] _points;
    private readonly ProfileAxis _axis;
    private readonly ProfileCalibration? _calibration;

    internal Profile(LawFit fit, ProfileAxis axis, HeldRefits refits, HeldPoint[] points, ProfileCalibration? calibration, bool isOpenBelow, bool isOpenAbove)
    {
        Fit = fit;
        _axis = axis;
        _points = points;
        _calibration = calibration;
        IsOpenBelow = isOpenBelow;
        IsOpenAbove = isOpenAbove;
        Points = [.. points.Select(p => new ProfilePoint { Value = p.Values[0], Objective = p.Objective, RelativeRise = refits.RelativeRise(p), Law = p.Law, IsConverged = p.IsConverged })];
        Findings = [.. CurvatureFindings.Of(fit)];
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>The parameter's name.</summary>
    public string Parameter => _axis.Name;

    /// <summary>The estimate, where the profile is lowest.</summary>
    public double Estimate => _axis.Estimate;

    /// <summary>The refits, by rising value of the parameter; the estimate is among them unless values were given.</summary>
    public IReadOnlyList<ProfilePoint> Points { get; }

    /// <summary>Whether the parameter may fall as far as it was moved without the objective rising as far as asked. Always false where values were given.</summary>
    public bool IsOpenBelow { get; }

    /// <summary>Whether it may grow as far as it was moved likewise.</summary>
    public bool IsOpenAbove { get; }

    /// <summary>Whether a parameter that must be positive may be as good as nothing: a floor of no height, a term that is not there.</summary>
    public bool ReachesZero => IsOpenBelow && _axis.IsPositive && !Fit.Law.Bounds.ContainsKey(Parameter);

    /// <summary>Why intervals are withheld; empty where they are not.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether intervals may be formed.</summary>
    public bool IsUsable => _calibration is not null;

    /// <summary>How the rise of the objective is measured; null where intervals are withheld.</summary>
    public CovarianceKind? Calibration => _calibration?.Kind;

    /// <summary>
    /// The values that the runs do not speak against at this level: where twice the rise of the objective, over the scale c of the residuals, is at most the quantile of Fisher's F with 1 and n - p
    /// degrees of freedom. Both ends are found by refits. An end that the profile never reaches is 0 for a parameter that must be positive and minus infinity for others below, and infinity above.
    /// </summary>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public Interval Interval(double level = 0.95)
    {
        double cut = Cut(level);
        var refits = new HeldRefits(Fit, _axis);
        double lower = EndAt(refits, -1, cut) is { } low ? low.Values[0] : _axis.IsPositive ? 0 : double.NegativeInfinity;
        double upper = EndAt(refits, 1, cut) is { } high ? high.Values[0] : double.PositiveInfinity;
        return new Interval(lower, upper, level);
    }

    /// <summary>The objective at the ends of the interval of this level.</summary>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Withheld: see <see cref="Findings"/>.</exception>
    public double Cut(double level)
    {
        Require.Level(level);
        if (_calibration is null) CurvatureFindings.RequireUsable(Findings);
        return _calibration!.Cut(level);
    }

    /// <summary>Parameter, estimate and range in a line.</summary>
    public override string ToString()
    {
        string below = ReachesZero ? "open to 0" : IsOpenBelow ? "open below" : string.Create(CultureInfo.InvariantCulture, $"{Points[0].Value:G4}");
        string above = IsOpenAbove ? "open above" : string.Create(CultureInfo.InvariantCulture, $"{Points[^1].Value:G4}");
        string interval = IsUsable ? $"95 % interval {Interval()}" : "intervals withheld";
        return string.Create(CultureInfo.InvariantCulture, $"{Parameter} {Estimate:G5}, {Points.Count} points from {below} to {above}; {interval}");
    }

    /// <summary>The point at the level, from the points on that side: the first that has risen to it, going outwards; null where none does.</summary>
    private HeldPoint? EndAt(HeldRefits refits, int direction, double level)
    {
        HeldPoint inside = refits.Origin;
        IEnumerable<HeldPoint> outwards = direction < 0 ? _points.Where(p => p.Values[0] < Estimate).Reverse() : _points.Where(p => p.Values[0] > Estimate);
        foreach (HeldPoint point in outwards)
        {
            if (point.Objective >= level) return ProfileEnds.Between(refits, inside, point, level, precise: true);
            inside = point;
        }

        double step = ProfileEnds.FirstStep(Fit, _axis, level - refits.Origin.Objective);
        ProfileEnds.End end = ProfileEnds.Outward(refits, inside, direction, level, step, precise: true);
        return end.IsOpen ? null : end.Point;
    }
}
