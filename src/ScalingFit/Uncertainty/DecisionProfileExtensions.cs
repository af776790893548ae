using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Profiling a decision.</summary>
public static class DecisionProfileExtensions
{
    /// <summary>Refits between the ends of the compatible values, for decisions that turn in between.</summary>
    private const int Between = 20;

    /// <summary>A decision along the profile of a parameter, and the range of it that the runs leave open.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="quantity">The decision, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>. Where it throws <see cref="InvalidOperationException"/> the law has none, and it counts as NaN.</param>
    /// <param name="options">The level, and where the profile is worked out; the default is <see cref="DecisionProfileOptions.Default"/>.</param>
    /// <returns>The decision along the profile.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter, it is held or tied to another, or the resamples are of another fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value in the options is out of the parameter's range.</exception>
    public static DecisionProfile DecisionProfile(this LawFit fit, string parameter, Func<FittedLaw, double> quantity, DecisionProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(quantity);
        options ??= DecisionProfileOptions.Default;
        if (options.Bootstrap is { } given && !ReferenceEquals(given.Fit, fit)) throw new ArgumentException("The resamples in the options are of another fit.", nameof(options));

        Profile profile = fit.Profile(parameter, options.Profile);
        DecisionPoint[] points =
        [
            .. profile.Points.Select(p => new DecisionPoint { Value = p.Value, Objective = p.Objective, RelativeRise = p.RelativeRise, Quantity = Ask(quantity, p.Law), Law = p.Law }),
        ];
        (Interval? compatible, string basis, IReadOnlyList<Finding> findings) = Compatible(fit, profile, options);
        int undefined = points.Count(p => double.IsNaN(p.Quantity));
        if (compatible is not { } values) return new DecisionProfile(profile, points, options.Level, null, null, undefined, basis, findings);

        double[] inside = Inside(fit, profile, values, quantity);
        undefined += inside.Count(double.IsNaN);
        double[] known = [.. inside.Where(q => !double.IsNaN(q)), .. points.Where(p => values.Contains(p.Value) && !double.IsNaN(p.Quantity)).Select(p => p.Quantity)];
        Interval? range = known.Length == 0 ? null : new Interval(known.Min(), known.Max(), options.Level);
        return new DecisionProfile(profile, points, options.Level, values, range, undefined, basis, findings);
    }

    /// <summary>The parameter's interval by the profile where that is defined, and otherwise by resampling.</summary>
    private static (Interval? Values, string Basis, IReadOnlyList<Finding> Findings) Compatible(LawFit fit, Profile profile, DecisionProfileOptions options)
    {
        string percent = string.Create(CultureInfo.InvariantCulture, $"{100 * options.Level:0.#} %");
        if (profile.IsUsable && options.Bootstrap is null) return (profile.Interval(options.Level), $"{percent} interval of {profile.Parameter} by its profile", []);

        Bootstrap bootstrap = options.Bootstrap ?? fit.DefaultBootstrap();
        if (!bootstrap.IsUsable) return (null, "neither the profile nor resamples give an interval", [.. profile.Findings, .. bootstrap.Findings]);
        string count = bootstrap.Replicates.ToString(CultureInfo.InvariantCulture);
        return (bootstrap.Interval(profile.Parameter, options.Level), $"{percent} percentile interval of {profile.Parameter} over {count} resamples", []);
    }

    /// <summary>The decision at both ends of the compatible values and between; an end without bound is taken as far as the parameter is moved.</summary>
    private static double[] Inside(LawFit fit, Profile profile, Interval values, Func<FittedLaw, double> quantity)
    {
        var axis = new ProfileAxis(fit, profile.Parameter);
        var refits = new HeldRefits(fit, axis);
        double lower = Math.Clamp(values.Lower, axis.Lowest, axis.Highest);
        double upper = Math.Clamp(values.Upper, axis.Lowest, axis.Highest);
        double[] line = lower < upper ? [lower, .. axis.Between(lower, upper, Between), upper] : [lower];
        return [.. new ProfileGrid(refits, line).Cells.Select(c => Ask(quantity, c.Law))];
    }

    private static double Ask(Func<FittedLaw, double> quantity, FittedLaw law)
    {
        try
        {
            return quantity(law);
        }
        catch (InvalidOperationException)
        {
            return double.NaN;
        }
    }
}
