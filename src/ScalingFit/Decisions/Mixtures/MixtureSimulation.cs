using System.Collections.Frozen;
using System.Globalization;

namespace ScalingFit;

/// <summary>How mixtures are drawn at random and which of them count.</summary>
public sealed record MixtureSimulation
{
    private readonly int _draws = 100_000;
    private readonly int _best = 100;

    /// <summary>100000 mixtures, drawn evenly over all there are, of which the 100 best are averaged.</summary>
    public static MixtureSimulation Default { get; } = new();

    /// <summary>How many mixtures are drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Draws
    {
        get => _draws;
        init => _draws = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "At least one mixture must be drawn.");
    }

    /// <summary>How many of those with the lowest predicted loss are averaged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Best
    {
        get => _best;
        init => _best = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "At least one mixture must be kept.");
    }

    /// <summary>The seed; the draws depend on it alone.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The concentration of the Dirichlet distribution for domains, by name; 1 for those not named. Proportional to the sizes of the domains it draws about the natural mixture; the smaller their sum, the farther from it.</summary>
    public IReadOnlyDictionary<string, double> Concentrations { get; init; } = FrozenDictionary<string, double>.Empty;
}
