using System.Globalization;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>The mixtures that constraints allow: a range of shares for each domain, cut by the plane on which shares add up to 1.</summary>
internal sealed class MixtureBox
{
    private MixtureBox(double[] lower, double[] upper)
    {
        Lower = lower;
        Upper = upper;
    }

    /// <summary>The least shares.</summary>
    public double[] Lower { get; }

    /// <summary>The largest shares.</summary>
    public double[] Upper { get; }

    public int Count => Lower.Length;

    /// <exception cref="ArgumentException">The constraints name unknown domains, are no shares, lack a number, or allow no mixture at all.</exception>
    public static MixtureBox Of(MixtureDomains domains, MixtureConstraints constraints)
    {
        double[] lower = new double[domains.Names.Count];
        double[] upper = [.. Enumerable.Repeat(1.0, lower.Length)];
        foreach ((string name, double share) in constraints.Lower) lower[domains.IndexOf(name)] = Share(share, nameof(MixtureConstraints.Lower), name);
        foreach ((string name, double share) in constraints.Upper) upper[domains.IndexOf(name)] = Share(share, nameof(MixtureConstraints.Upper), name);
        Repeat(domains, constraints, upper);

        for (int j = 0; j < lower.Length; j++)
        {
            if (lower[j] > upper[j]) throw new ArgumentException(Infeasible($"{domains.Names[j]} must have at least {Text(lower[j])} and may have at most {Text(upper[j])}"), nameof(constraints));
        }

        // Bounds that add up to 1 leave a single mixture; rounding must not leave none.
        if (lower.Sum() > 1 + 1e-12) throw new ArgumentException(Infeasible($"the least shares add up to {Text(lower.Sum())}, more than 1: {List(domains, lower)}"), nameof(constraints));
        if (upper.Sum() < 1 - 1e-12) throw new ArgumentException(Infeasible($"the largest shares add up to {Text(upper.Sum())}, less than 1: {List(domains, upper)}"), nameof(constraints));
        return new MixtureBox(lower, upper);
    }

    /// <summary>The mixture of the box nearest to a point: the point moved by the same amount in every share that its range does not stop.</summary>
    public double[] Project(ReadOnlySpan<double> point)
    {
        var shares = new double[Count];
        double low = -2;
        double high = 2;
        for (int i = 0; i < 200 && high - low > 0; i++)
        {
            double middle = low + ((high - low) / 2);
            double sum = 0;
            for (int j = 0; j < Count; j++) sum += shares[j] = Math.Clamp(point[j] + middle, Lower[j], Upper[j]);
            if (sum < 1) low = middle;
            else high = middle;
            if (middle.Equals(low) && middle.Equals(high)) break;
        }

        Settle(shares);
        return shares;
    }

    /// <summary>The mixture of the box with the lowest sum of slopes times shares: as much as may be of the domains with the lowest slopes.</summary>
    public double[] Lowest(ReadOnlySpan<double> slopes)
    {
        double[] shares = [.. Lower];
        double left = 1 - Lower.Sum();
        double[] keys = slopes.ToArray();
        int[] order = [.. Enumerable.Range(0, Count).OrderBy(j => keys[j])];
        foreach (int j in order)
        {
            double more = Math.Min(left, Upper[j] - Lower[j]);
            shares[j] += more;
            left -= more;
        }

        return shares;
    }

    /// <summary>Whether a mixture lies in the box.</summary>
    public bool Contains(ReadOnlySpan<double> shares)
    {
        for (int j = 0; j < Count; j++)
        {
            if (shares[j] < Lower[j] || shares[j] > Upper[j]) return false;
        }

        return true;
    }

    /// <summary>Gives what rounding left of the sum to the share that has most room.</summary>
    private void Settle(double[] shares)
    {
        int roomy = 0;
        for (int j = 1; j < Count; j++)
        {
            if (Room(j) > Room(roomy)) roomy = j;
        }

        shares[roomy] = Math.Clamp(shares[roomy] + 1 - shares.Sum(), Lower[roomy], Upper[roomy]);

        double Room(int j) => Math.Min(shares[j] - Lower[j], Upper[j] - shares[j]);
    }

    private static void Repeat(MixtureDomains domains, MixtureConstraints constraints, double[] upper)
    {
        if (constraints.MaximumEpochs is not { } epochs)
        {
            if (constraints.AvailableTokens.Count > 0) throw new ArgumentException($"{nameof(MixtureConstraints.AvailableTokens)} say nothing without {nameof(MixtureConstraints.MaximumEpochs)}.", nameof(constraints));
            return;
        }

        if (constraints.TotalTokens is not { } total || constraints.AvailableTokens.Count == 0)
        {
            throw new ArgumentException($"{nameof(MixtureConstraints.MaximumEpochs)} needs {nameof(MixtureConstraints.TotalTokens)} and {nameof(MixtureConstraints.AvailableTokens)}.", nameof(constraints));
        }

        Require.Positive(epochs, nameof(MixtureConstraints.MaximumEpochs));
        Require.Positive(total, nameof(MixtureConstraints.TotalTokens));
        foreach ((string name, double available) in constraints.AvailableTokens)
        {
            int j = domains.IndexOf(name);
            if (!(available >= 0)) throw new ArgumentOutOfRangeException(nameof(constraints), Text(available), $"The available tokens of {name} must not be negative.");
            upper[j] = Math.Min(upper[j], epochs * available / total);
        }
    }

    private static double Share(double share, string property, string name) => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(property, Text(share), $"{property} of {name} is no share, which lies between 0 and 1.");

    private static string Infeasible(string why) => $"No mixture satisfies the constraints: {why}.";

    private static string List(MixtureDomains domains, double[] shares) => string.Join(", ", domains.Names.Select((n, j) => $"{n} {Text(shares[j])}"));

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
