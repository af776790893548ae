namespace ScalingFit;

/// <summary>How the minimum of a budget is found.</summary>
public enum IsoFlopInterpolation
{
    /// <summary>A parabola of the loss in the logarithm of size, by least squares (Hoffmann et al. 2022, approach 2; Dubey et al. 2024). Smooths; biased where the valley is no parabola.</summary>
    Parabola,

    /// <summary>
    /// Akima's curve (1970) through all points, of ln L in the logarithm of size, and its lowest of 25 places a gap (Porian et al. 2024). Assumes no shape; follows the noise. Sizes trained twice count with their
    /// mean. Needs five points.
    /// </summary>
    Akima,
}
