using System.Collections.Frozen;

namespace ScalingFit;

/// <summary>Which mixtures may be chosen, beside that shares are not negative and add up to 1.</summary>
/// <example>
/// <code>
/// var constraints = new MixtureConstraints
/// {
///     Lower = new Dictionary&lt;string, double&gt; { ["web"] = 0.3 },
///     MaximumEpochs = 4,
///     AvailableTokens = new Dictionary&lt;string, double&gt; { ["wiki"] = 5e9, ["code"] = 2e11 },
///     TotalTokens = 1e12,
/// };
/// </code>
/// </example>
public sealed record MixtureConstraints
{
    /// <summary>Any mixture.</summary>
    public static MixtureConstraints None { get; } = new();

    /// <summary>The least share of domains, by name; 0 for those not named.</summary>
    public IReadOnlyDictionary<string, double> Lower { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>The largest share of domains, by name; 1 for those not named.</summary>
    public IReadOnlyDictionary<string, double> Upper { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>How often a token may be seen: a domain's share is at most this times its <see cref="AvailableTokens"/> over <see cref="TotalTokens"/>. Null for as often as one likes.</summary>
    public double? MaximumEpochs { get; init; }

    /// <summary>The unique tokens that there are of domains, by name; without bound for those not named. Of use with <see cref="MaximumEpochs"/>.</summary>
    public IReadOnlyDictionary<string, double> AvailableTokens { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>D, how many tokens the run to come is trained on. Of use with <see cref="MaximumEpochs"/>.</summary>
    public double? TotalTokens { get; init; }
}
