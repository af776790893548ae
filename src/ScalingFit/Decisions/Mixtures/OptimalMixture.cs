using System.Globalization;

namespace ScalingFit;

/// <summary>The mixture of lowest predicted loss within its constraints, with the evidence that it is one.</summary>
/// <remarks>
/// What is certified is the minimum of the fitted law, not that the law holds there: optima lie at corners and bounds, where runs are few. <see cref="Findings"/> of a fit say which shares lie beyond those of its runs.
/// </remarks>
public sealed record OptimalMixture
{
    /// <summary>The domains.</summary>
    public required MixtureDomains Domains { get; init; }

    /// <summary>The share of each domain, in their order; they add up to 1.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>The predicted loss there; of several targets the weighted sum.</summary>
    public required double Loss { get; init; }

    /// <summary>The domains that have their least share, be it 0, where that is less than their largest.</summary>
    public required IReadOnlyList<string> AtLower { get; init; }

    /// <summary>The domains that have the largest share that constraints allow them, where that is below 1.</summary>
    public required IReadOnlyList<string> AtUpper { get; init; }

    /// <summary>
    /// For each domain how fast the loss would change were its share to rise at the expense of the domains inside their ranges: 0 for these; positive at a least share, which keeps the loss up where it is above 0; negative at a largest share, by the
    /// size of which the loss would fall for each unit the cap were lifted.
    /// </summary>
    public required IReadOnlyList<double> Multipliers { get; init; }

    /// <summary>
    /// The most that any mixture could be better according to the tangent plane at this one. Where <see cref="IsConvex"/> no mixture has a loss lower by more; elsewhere it says how near the point is to where the loss is stationary.
    /// </summary>
    public required double Gap { get; init; }

    /// <summary>Whether the predicted loss is proved convex over the mixtures allowed, so that there is no other minimum.</summary>
    public required bool IsConvex { get; init; }

    /// <summary>How many mixtures the minimisation was started from; 1 where the loss is convex.</summary>
    public required int Starts { get; init; }

    /// <summary>How many of them ended in the minimum returned.</summary>
    public required int StartsAgreeing { get; init; }

    /// <summary>The interval of each share; null where no resamples were given, or they are not usable.</summary>
    public IReadOnlyList<Interval>? ShareIntervals { get; init; }

    /// <summary>The interval of the loss at each resample's own optimum; null where no resamples were given, or they are not usable.</summary>
    public Interval? LossInterval { get; init; }

    /// <summary>That a share lies where no run was made; empty within the runs' shares, and for a law without runs.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The share of a domain.</summary>
    /// <param name="domain">Its name.</param>
    /// <exception cref="ArgumentException">There is no such domain.</exception>
    public double this[string domain] => Shares[Domains.IndexOf(domain)];

    /// <summary>The shares above 0, largest first, and the loss, in a line.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = Domains.Names.Select((n, j) => (Name: n, Share: Shares[j])).Where(d => d.Share > 0).OrderByDescending(d => d.Share)
            .Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Name} {d.Share:0.0##}"));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)}: loss {Loss:G5}");
    }
}
