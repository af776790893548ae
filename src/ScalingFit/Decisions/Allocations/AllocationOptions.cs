using System.Collections.Frozen;

namespace ScalingFit;

/// <summary>What an allocation may choose, and what it costs. At most one of size, data and their ratio may be fixed.</summary>
/// <example>
/// <code>
/// law.Allocate(1e23, new AllocationOptions { InferenceTokens = 2e12 });
/// law.AllocateForLoss(2.0, new AllocationOptions { UniqueTokens = 3e12 });
/// </code>
/// </example>
public sealed record AllocationOptions
{
    /// <summary>Size and data are free, and the budget is that of training by the compute rule of the law's conventions.</summary>
    public static AllocationOptions Default { get; } = new();

    /// <summary>N, in parameters, where it is fixed. Positive.</summary>
    public double? Parameters { get; init; }

    /// <summary>D, in tokens, where it is fixed. Positive.</summary>
    public double? Tokens { get; init; }

    /// <summary>D/N where it is fixed, as along a ray of over-training (Gadre et al. 2024, arXiv:2403.08540). Positive.</summary>
    public double? TokensPerParameter { get; init; }

    /// <summary>The law's variables other than N, D and C by their symbols, such as a number of experts. They are held while size and data are chosen.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>
    /// How many different tokens there are. Of a law with a variable U it is the value of that, and tokens are repeated as far as that pays; of a law that knows no repetition D is at most so many. Positive.
    /// </summary>
    public double? UniqueTokens { get; init; }

    /// <summary>
    /// The tokens that the model will serve over its life: 2·N FLOPs each are counted beside those of training, so that the budget covers κ·N·D + 2·N·<see cref="InferenceTokens"/> (Sardana et al. 2024, arXiv:2401.00448, equation 3).
    /// Positive.
    /// </summary>
    public double? InferenceTokens { get; init; }

    /// <summary>
    /// What a model of N parameters trained on D tokens costs, in a unit of its own, in which the budget then is: money, or hours of accelerators. Must be positive, continuous and increasing in N and in D. Excludes <see cref="InferenceTokens"/>,
    /// which it can count itself.
    /// </summary>
    public Func<double, double, double>? Cost { get; init; }

    /// <summary>What the cost is counted in, as it is to be printed.</summary>
    public string CostUnit { get; init; } = "FLOP";
}
