namespace ScalingFit;

/// <summary>How replicates of a table are made.</summary>
public enum Resampling
{
    /// <summary>By the table: <see cref="Residuals"/> for few runs of one row each, <see cref="Cases"/> for others. See docs/uncertainty.md for the coverage of each.</summary>
    ByDesign,

    /// <summary>Whole runs drawn with replacement, each with all its rows (Efron 1979). Supposes nothing of the scatter, and that the runs are a sample.</summary>
    Cases,

    /// <summary>Every run kept, with an exponential weight (Rubin 1981): as cases, without degenerate resamples.</summary>
    BayesianWeights,

    /// <summary>Sizes and data kept, residuals exchanged between rows (Efron 1979). Supposes that rows scatter alike and independently.</summary>
    Residuals,

    /// <summary>
    /// Sizes and data kept, the residuals of each run multiplied by one random weight (Cameron, Gelbach and Miller 2008; Webb 2014). Scatter may differ from run to run, and rows of a run may depend on each other.
    /// </summary>
    WildCluster,

    /// <summary>Sizes and data kept, Gaussian noise of the residuals' size, with a part that the rows of a run share.</summary>
    Parametric,
}
