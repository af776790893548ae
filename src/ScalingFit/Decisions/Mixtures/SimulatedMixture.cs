using System.Globalization;

namespace ScalingFit;

/// <summary>The mean of the best of many mixtures drawn at random: how Liu et al. 2024, RegMix (arXiv:2407.01492), choose a mixture. A smoother and more cautious choice than the exact optimum, which it does not reach.</summary>
public sealed record SimulatedMixture
{
    /// <summary>The domains.</summary>
    public required MixtureDomains Domains { get; init; }

    /// <summary>The mean share of each domain among the best mixtures, in the domains' order.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>The predicted loss at the mean.</summary>
    public required double Loss { get; init; }

    /// <summary>The mixture of lowest predicted loss among all drawn.</summary>
    public required IReadOnlyList<double> BestShares { get; init; }

    /// <summary>The predicted loss there.</summary>
    public required double BestLoss { get; init; }

    /// <summary>How many of the mixtures drawn satisfied the constraints.</summary>
    public required int Allowed { get; init; }

    /// <summary>The mean share of a domain.</summary>
    /// <param name="domain">Its name.</param>
    /// <exception cref="ArgumentException">There is no such domain.</exception>
    public double this[string domain] => Shares[Domains.IndexOf(domain)];

    /// <summary>The mean shares, largest first, and the loss, in a line.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = Domains.Names.Select((n, j) => (Name: n, Share: Shares[j])).OrderByDescending(d => d.Share)
            .Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Name} {d.Share:0.0##}"));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)}: loss {Loss:G5}");
    }
}
