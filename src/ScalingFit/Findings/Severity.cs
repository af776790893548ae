namespace ScalingFit;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Something to know; nothing is wrong.</summary>
    Information,

    /// <summary>The result stands, with the reservation that the finding states.</summary>
    Warning,

    /// <summary>The fit is not usable until this is resolved.</summary>
    Error,
}
