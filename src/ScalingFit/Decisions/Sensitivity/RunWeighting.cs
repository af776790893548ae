using System.Globalization;

namespace ScalingFit;

/// <summary>How much each run counts in a fit.</summary>
public sealed record RunWeighting
{
    private RunWeighting(string name, double power)
    {
        Name = name;
        Power = power;
    }

    /// <summary>Each by its own weight, which is 1 unless given.</summary>
    public static RunWeighting AsGiven { get; } = new("as given", 0);

    /// <summary>What the weighting is called.</summary>
    public string Name { get; }

    /// <summary>The power of compute that weights go by.</summary>
    public double Power { get; }

    /// <summary>The more compute, the more a run counts: by C to a power, times its own weight.</summary>
    /// <param name="power">The power. At 1 a table over five decades of compute comes down to its few largest runs; the square root leaves the others a say.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static RunWeighting ByCompute(double power = 0.5)
    {
        Require.Positive(power, nameof(power));
        return new RunWeighting(power == 1 ? "by compute" : power == 0.5 ? "by the square root of compute" : string.Create(CultureInfo.InvariantCulture, $"by compute to the power {power}"), power);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal bool AppliesTo(RunSet runs) => Power == 0 || runs.Has(Variable.Flops);

    /// <summary>A factor a run, of geometric mean 1; empty where each counts as given.</summary>
    internal double[] Factors(RunSet runs)
    {
        if (Power == 0) return [];
        double[] logs = Array.ConvertAll(runs.ColumnArray(Variable.Flops), Math.Log);
        double mean = logs.Average();
        return Array.ConvertAll(logs, l => Math.Exp(Power * (l - mean)));
    }
}
