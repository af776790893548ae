namespace ScalingFit.Uncertainty;

/// <summary>
/// Which way of resampling suits a table, by how many runs it has beside parameters and whether they have several rows. docs/how-it-works/coverage.md has the simulations behind the choice: of the
/// ways that cover on a design the narrowest.
/// </summary>
internal static class Design
{
    /// <summary>With fewer runs than this beyond the parameters, resamples of cases are too often degenerate, and their intervals far too wide.</summary>
    private const int Few = 25;

    /// <summary>With more degrees of freedom Student's t lies within 2 % of the normal.</summary>
    private const int Many = 60;

    public static Resampling Resolve(LawFit fit, Resampling asked) => asked != Resampling.ByDesign ? asked
        : !fit.Runs.HasCheckpoints() && HaveOneWeight(fit.Runs) && fit.Runs.RunCount - fit.Law.FreeCount < Few ? Resampling.Residuals
        : Resampling.Cases;

    public static IntervalMethod IntervalFor(LawFit fit) => Freedom(fit) < Many ? IntervalMethod.ExpandedPercentile : IntervalMethod.Percentile;

    /// <summary>
    /// The degrees of freedom of t: rows less parameters; where runs have several rows, runs less one, for then scatter between runs is what counts, and rows within a run determine much of the law (Cameron and Miller
    /// 2015, section VI).
    /// </summary>
    public static int Freedom(LawFit fit) => Math.Max(1, fit.Runs.HasCheckpoints() ? fit.Runs.RunCount - 1 : fit.Runs.RunCount - fit.Law.FreeCount);

    /// <summary>Whether some run has several rows.</summary>
    public static bool HasCheckpoints(this RunSet runs) => runs.RunCount < runs.Count;

    /// <summary>Whether rows count alike, without which residuals cannot be exchanged.</summary>
    private static bool HaveOneWeight(RunSet runs) => runs.All(r => r.Weight.Equals(runs[0].Weight));

    /// <summary>Whether Huber's function is so narrow for the residuals, or the objective such, that the fit is one of absolute deviations.</summary>
    public static bool IsNearlyAbsolute(this LawFit fit) =>
        fit.Problem.Penalty.Kind == Numerics.Engines.PenaltyKind.Absolute || (fit.Certificate.RunsInQuadraticZone is { } inside && 2 * inside < fit.Runs.Count);
}
