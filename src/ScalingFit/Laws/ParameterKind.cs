namespace ScalingFit;

/// <summary>What a parameter does in a law. The transform, the starts and the print format follow from it.</summary>
public enum ParameterKind
{
    /// <summary>The loss that no scale removes (E). Positive; fitted as its logarithm.</summary>
    Floor,

    /// <summary>The size of a falling term (A, B). Positive; fitted as its logarithm.</summary>
    Amplitude,

    /// <summary>The rate at which a term falls (alpha, beta).</summary>
    Exponent,

    /// <summary>A factor on a variable or a term. Positive; fitted as its logarithm.</summary>
    Multiplier,

    /// <summary>Any real number.</summary>
    Free,
}
