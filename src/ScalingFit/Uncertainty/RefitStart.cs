namespace ScalingFit;

/// <summary>Where the refit of a resample starts.</summary>
public enum RefitStart
{
    /// <summary>
    /// From the fit, and from the best cell of a screen of the resample's own; the lower minimum counts. The default: some resamples have their lowest minimum elsewhere than all the runs (of Chinchilla's 245 runs,
    /// with their five outliers, 18 in 4000).
    /// </summary>
    FitAndScreen,

    /// <summary>From the fit alone: two and a half times as fast, and right wherever every resample has its minimum in the fit's basin.</summary>
    Fit,
}
