using System.Globalization;

namespace ScalingFit;

/// <summary>
/// A decision along the profile of a parameter: what it would be were α this or that, with the others refitted, beside how much the runs object. It ends arguments about the second digit of an exponent: parameters lean
/// on each other, and the decision moves neither as one of them moved alone would have it nor as little as the objective does.
/// </summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class DecisionProfile
{
    internal DecisionProfile(Profile profile, IReadOnlyList<DecisionPoint> points, double level, Interval? compatible, Interval? range, int undefined, string basis, IReadOnlyList<Finding> findings)
    {
        Profile = profile;
        Points = points;
        Level = level;
        Compatible = compatible;
        Range = range;
        Undefined = undefined;
        Basis = basis;
        Findings = findings;
    }

    /// <summary>The profile along which the decision is shown.</summary>
    public Profile Profile { get; }

    /// <summary>The parameter's name.</summary>
    public string Parameter => Profile.Parameter;

    /// <summary>The decision at every point of the profile, by rising value of the parameter.</summary>
    public IReadOnlyList<DecisionPoint> Points { get; }

    /// <summary>The confidence level of <see cref="Compatible"/>.</summary>
    public double Level { get; }

    /// <summary>The parameter's values that the runs do not speak against; null where withheld.</summary>
    public Interval? Compatible { get; }

    /// <summary>
    /// The smallest and the largest decision over those values. It is no interval at this level for the decision itself, which the other parameters move too: ask a bootstrap for that. Null where
    /// withheld, and where no law in it has such a decision.
    /// </summary>
    public Interval? Range { get; }

    /// <summary>At how many points, of the profile and between the ends of <see cref="Compatible"/>, the law has no such decision, because an exponent is not positive for instance. They have no part in the range.</summary>
    public int Undefined { get; }

    /// <summary>What says which values are compatible with the runs, in a phrase.</summary>
    public string Basis { get; }

    /// <summary>Why the range is withheld; empty where it is not.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The decision, its range and what that rests on, in a line.</summary>
    public override string ToString() => Range is { } range && Compatible is { } values
        ? string.Create(CultureInfo.InvariantCulture, $"{range.Lower:G4} to {range.Upper:G4} while {Parameter} is {values.Lower:G4} to {values.Upper:G4} ({Basis})")
        : $"Along {Parameter}; the range is withheld ({Basis})";
}
