namespace ScalingFit.Benchmarks.Coverage;

/// <summary>One way to an interval: a way of resampling and a way of forming ends from draws.</summary>
internal sealed record CoverageMethod(string Name, Resampling? Resampling, IntervalMethod? Interval)
{
    /// <summary>What a call without options does.</summary>
    public static CoverageMethod Default { get; } = new("default", ScalingFit.Resampling.ByDesign, null);

    public static CoverageMethod[] All { get; } =
    [
        Default,
        new("cases, percentile", ScalingFit.Resampling.Cases, IntervalMethod.Percentile),
        new("cases, expanded", ScalingFit.Resampling.Cases, IntervalMethod.ExpandedPercentile),
        new("cases, BCa", ScalingFit.Resampling.Cases, IntervalMethod.BiasCorrected),
        new("cases, standard error", ScalingFit.Resampling.Cases, IntervalMethod.StandardError),
        new("Bayesian weights, percentile", ScalingFit.Resampling.BayesianWeights, IntervalMethod.Percentile),
        new("Bayesian weights, expanded", ScalingFit.Resampling.BayesianWeights, IntervalMethod.ExpandedPercentile),
        new("residuals, percentile", ScalingFit.Resampling.Residuals, IntervalMethod.Percentile),
        new("residuals, expanded", ScalingFit.Resampling.Residuals, IntervalMethod.ExpandedPercentile),
        new("wild cluster, percentile", ScalingFit.Resampling.WildCluster, IntervalMethod.Percentile),
        new("wild cluster, expanded", ScalingFit.Resampling.WildCluster, IntervalMethod.ExpandedPercentile),
        new("wild cluster, standard error", ScalingFit.Resampling.WildCluster, IntervalMethod.StandardError),
        new("parametric, percentile", ScalingFit.Resampling.Parametric, IntervalMethod.Percentile),
        new("parametric, expanded", ScalingFit.Resampling.Parametric, IntervalMethod.ExpandedPercentile),
        new("jackknife", null, null),
    ];
}
