using System.Globalization;

namespace ScalingFit;

/// <summary>How far a law lies from a fit, all its parameters at once, by the scatter of the fit's resamples: Wald's test of the law's parameters.</summary>
/// <remarks>
/// (θ - θ̂)'S⁻¹(θ - θ̂) with S the covariance of the draws, by ln of floors, amplitudes and multipliers and by the others themselves. It supposes that draws of these are about normal, which far from the
/// estimate nobody knows: below a p-value of 1e-6 or so read "not compatible" and no more.
/// </remarks>
public sealed record BootstrapDistance
{
    internal BootstrapDistance(double chiSquare, int degreesOfFreedom, double pValue)
    {
        ChiSquare = chiSquare;
        DegreesOfFreedom = degreesOfFreedom;
        PValue = pValue;
    }

    /// <summary>The squared distance in standard errors, correlations taken into account (Mahalanobis 1936).</summary>
    public double ChiSquare { get; }

    /// <summary>How many parameters are compared: the free ones.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>How often χ² of so many degrees of freedom is larger, were the law the truth.</summary>
    public double PValue { get; }

    /// <summary>All three in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"χ² {ChiSquare:G4} on {DegreesOfFreedom} degrees of freedom, p = {PValue:G2}");
}
