using System.Globalization;

namespace ScalingFit;

/// <summary>What a draw of a bootstrap of minima does to the losses: Gaussian noise of a known size, as another seed would have brought (Porian et al. 2024), or the runs of each budget drawn anew.</summary>
public sealed class IsoFlopNoise
{
    private readonly Func<double, double>? _deviation;
    private readonly string _words;

    private IsoFlopNoise(Func<double, double>? deviation, string words)
    {
        _deviation = deviation;
        _words = words;
    }

    /// <summary>No noise is added; the runs of each budget are drawn with replacement. Right where the scatter of the losses is not known.</summary>
    public static IsoFlopNoise Resampled { get; } = new(null, "runs of each budget resampled");

    /// <summary>Every loss varies by as much.</summary>
    /// <param name="deviation">The standard deviation, in units of loss. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static IsoFlopNoise Constant(double deviation)
    {
        Require.Positive(deviation, nameof(deviation));
        return new IsoFlopNoise(_ => deviation, string.Create(CultureInfo.InvariantCulture, $"noise of {deviation:G3} in the loss"));
    }

    /// <summary>Higher losses vary by more: the logarithm of the standard deviation is linear in the loss between two losses, and constant beyond them.</summary>
    /// <param name="lowLoss">The lower loss.</param>
    /// <param name="lowDeviation">The standard deviation there and below. Positive.</param>
    /// <param name="highLoss">The higher loss.</param>
    /// <param name="highDeviation">The standard deviation there and above. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A deviation is not positive and finite, or the losses are out of order.</exception>
    public static IsoFlopNoise Between(double lowLoss, double lowDeviation, double highLoss, double highDeviation)
    {
        Require.Positive(lowDeviation, nameof(lowDeviation));
        Require.Positive(highDeviation, nameof(highDeviation));
        if (!(lowLoss < highLoss) || !double.IsFinite(lowLoss) || !double.IsFinite(highLoss)) throw new ArgumentOutOfRangeException(nameof(highLoss), highLoss.ToString(CultureInfo.InvariantCulture), "The losses are finite, the lower one first.");
        double growth = Math.Log(highDeviation / lowDeviation);
        return new IsoFlopNoise(
            loss => lowDeviation * Math.Exp(growth * Math.Clamp((loss - lowLoss) / (highLoss - lowLoss), 0, 1)),
            string.Create(CultureInfo.InvariantCulture, $"noise from {lowDeviation:G3} at a loss of {lowLoss:G3} to {highDeviation:G3} at {highLoss:G3}"));
    }

    /// <summary>What is varied, in a phrase.</summary>
    public override string ToString() => _words;

    /// <summary>Whether runs are drawn anew.</summary>
    internal bool IsResampled => _deviation is null;

    /// <summary>The standard deviation of a run's loss.</summary>
    internal double DeviationAt(double loss) => _deviation is { } deviation ? deviation(loss) : 0;
}
