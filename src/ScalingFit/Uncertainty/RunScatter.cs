namespace ScalingFit;

/// <summary>What the scatter of a single new run is taken from.</summary>
public enum RunScatter
{
    /// <summary>The fit's residuals: run-to-run scatter, and what the law gets wrong where the runs are. The default.</summary>
    Residuals,

    /// <summary>Runs of one configuration trained more than once: run-to-run scatter alone. Withheld where fewer than four degrees of freedom can be had.</summary>
    Repeats,
}
