namespace ScalingFit.Benchmarks.Comparison;

/// <summary>scipy's times for the jobs, with one kind of gradient. A part of each long job is run and scaled up.</summary>
internal sealed record ScipyTimes(ScipyResult Fit, ScipyResult Grid, ScipyResult WarmBootstrap, ScipyResult Bootstrap)
{
    /// <summary>The search for the minimum, and the intervals.</summary>
    public double WholeJob => Grid.Seconds + Bootstrap.Seconds;

    /// <param name="scipy">The baseline.</param>
    /// <param name="gradient"><c>analytic</c> or <c>numeric</c>.</param>
    public static ScipyTimes Measure(ScipyBaseline scipy, string gradient) => new(
        scipy.Run("--job", "fit", "--gradient", gradient),
        scipy.Run("--job", "grid", "--gradient", gradient, "--starts", "450"),
        scipy.Run("--job", "bootstrap", "--gradient", gradient, "--resamples", "400", "--warm"),
        scipy.Run("--job", "bootstrap", "--gradient", gradient, "--resamples", "400"));
}
