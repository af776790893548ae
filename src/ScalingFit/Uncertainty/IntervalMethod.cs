namespace ScalingFit;

/// <summary>How an interval is formed from draws.</summary>
/// <remarks>The reflected, so-called basic interval is not among them: on Chinchilla's design it covers 90 to 92 % at a nominal 95 %.</remarks>
public enum IntervalMethod
{
    /// <summary>The quantiles of the draws (Efron 1979).</summary>
    Percentile,

    /// <summary>
    /// The quantiles of the draws, taken as much further out as Student's t lies beyond the normal, with (runs - parameters) degrees of freedom, or (runs - 1) where runs have several rows (after Hesterberg 2015, the expanded
    /// percentile interval).
    /// </summary>
    ExpandedPercentile,

    /// <summary>Quantiles shifted for the bias and the skewness of the draws, the latter from leaving each run out once (Efron 1987: BCa).</summary>
    BiasCorrected,

    /// <summary>The estimate and its standard error over draws, by Student's t with the same degrees of freedom; on the logarithm for quantities that are positive in every draw.</summary>
    StandardError,
}
