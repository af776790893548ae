namespace ScalingFit.Fitting.Recipes;

/// <summary>What a recipe does with a problem whose certified fit is known already.</summary>
internal abstract class Procedure
{
    /// <summary>An end this near the certified minimum, relatively, counts as having reached it.</summary>
    protected const double Near = 1e-4;

    public abstract ReplayedStarts Run(LawFit certified, int threads, CancellationToken cancellationToken);
}
