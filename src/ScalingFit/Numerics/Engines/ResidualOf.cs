namespace ScalingFit.Numerics.Engines;

/// <summary>What a residual is the difference of.</summary>
internal enum ResidualOf
{
    /// <summary>ln ŷ - ln y.</summary>
    Logarithm,

    /// <summary>ŷ - y.</summary>
    Response,

    /// <summary>ln(ŷ/(1 - ŷ)) - ln(y/(1 - y)), for responses between 0 and 1.</summary>
    Logit,
}
