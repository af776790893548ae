using System.Globalization;

namespace ScalingFit;

/// <summary>
/// The trade between steps and compute at a critical batch size: (S/S_min - 1)(C/C_min - 1) = 1. McCandlish et al. 2018 (arXiv:1812.06162), equation 2.7; Kaplan et al. 2020 (arXiv:2001.08361), equations 5.2 to 5.5.
/// </summary>
/// <remarks>At the critical batch itself training takes twice the least steps and twice the least compute.</remarks>
public readonly record struct CriticalBatch
{
    /// <summary>Makes it from the critical batch size.</summary>
    /// <param name="size">B_crit, in tokens or in sequences. Positive; batch sizes are then in the same unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public CriticalBatch(double size)
    {
        Require.Positive(size, nameof(size));
        Size = size;
    }

    /// <summary>B_crit, in tokens or in sequences.</summary>
    public double Size { get; }

    /// <summary>S_min = S/(1 + B_crit/B): the steps that a batch far above the critical one would have taken.</summary>
    /// <param name="steps">S, the steps taken.</param>
    /// <param name="batch">B, the batch size they were taken at.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public double MinimalSteps(double steps, double batch)
    {
        Require.Positive(steps, nameof(steps));
        Require.Positive(batch, nameof(batch));
        return steps / (1 + (Size / batch));
    }

    /// <summary>C_min = C/(1 + B/B_crit): the compute that a batch far below the critical one would have taken.</summary>
    /// <param name="flops">C, the compute spent, in FLOPs.</param>
    /// <param name="batch">B, the batch size it was spent at.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public double MinimalFlops(double flops, double batch)
    {
        Require.Positive(flops, nameof(flops));
        Require.Positive(batch, nameof(batch));
        return flops / (1 + (batch / Size));
    }

    /// <summary>
    /// The batch at which training takes so much more data than at a small reference batch, b₀ ≤ B: (B + B_crit)/(b₀ + B_crit) = 1 + overhead. Zhang et al. 2024 (arXiv:2410.21676) call it critical at 20 % over a batch of 256 sequences.
    /// </summary>
    /// <param name="overhead">The share of data more, such as 0.2.</param>
    /// <param name="reference">b₀, the batch that data are compared with.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public double BatchOfOverhead(double overhead, double reference)
    {
        Require.Positive(overhead, nameof(overhead));
        Require.Positive(reference, nameof(reference));
        return ((1 + overhead) * (reference + Size)) - Size;
    }

    /// <summary>The size in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"critical batch {Size:G4}");
}
