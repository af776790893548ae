using System.Globalization;

namespace ScalingFit;

/// <summary>
/// What it costs to train another size on other data than the best: a little loss at the same compute, or a little compute at the same loss (Kaplan et al. 2020, appendix B.4). Nought at the optimum and of second order around
/// it, so that an exponent may be far off and cost next to nothing.
/// </summary>
public sealed record Regret
{
    /// <summary>N of the choice, in parameters.</summary>
    public required double Parameters { get; init; }

    /// <summary>D of the choice, in tokens.</summary>
    public required double Tokens { get; init; }

    /// <summary>The compute of the choice, in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>The loss of the choice, by the law.</summary>
    public required double Loss { get; init; }

    /// <summary>How the law would spend the same compute.</summary>
    public required Allocation Best { get; init; }

    /// <summary>The smallest budget that reaches the loss of the choice, in FLOPs.</summary>
    public required double CheapestFlops { get; init; }

    /// <summary>The loss of the choice above the lowest that its compute could have.</summary>
    public double LossRegret => WithoutRounding(Loss - Best.Loss, 1e-13 * Loss);

    /// <summary>The compute of the choice above the least that its loss needs, in FLOPs.</summary>
    public double ComputeRegret => WithoutRounding(Flops - CheapestFlops, 1e-10 * Flops);

    /// <summary>The compute of the choice over the least that its loss needs: C/C*, 1 at the optimum.</summary>
    public double ComputeRatio => 1 + (ComputeRegret / CheapestFlops);

    /// <summary>The interval of <see cref="LossRegret"/>: of each draw's own optimum against this choice. Null without resamples, or where they are not usable.</summary>
    public Interval? LossRegretInterval { get; init; }

    /// <summary>The interval of <see cref="ComputeRegret"/>, in FLOPs.</summary>
    public Interval? ComputeRegretInterval { get; init; }

    /// <summary>The interval of <see cref="ComputeRatio"/>.</summary>
    public Interval? ComputeRatioInterval { get; init; }

    /// <summary>The regret in loss and in compute in a line.</summary>
    public override string ToString()
    {
        string interval = ComputeRatioInterval is { } ratio ? string.Create(CultureInfo.InvariantCulture, $" ({100 * (ratio.Lower - 1):G3} to {100 * (ratio.Upper - 1):G3} %)") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"N {Parameters:0.###e0}, D {Tokens:0.###e0}: loss {Loss:G5}, {LossRegret:G3} above the best for {Flops:0.###e0} FLOP; that loss needs {CheapestFlops:0.###e0} FLOP, so {100 * (ComputeRatio - 1):G3} %{interval} is spent in vain");
    }

    /// <summary>At the optimum two ways to the same number differ in their last digits, of either sign; the compute of a loss near the floor in more of them.</summary>
    private static double WithoutRounding(double difference, double rounding) => Math.Abs(difference) < rounding ? 0 : difference;
}
