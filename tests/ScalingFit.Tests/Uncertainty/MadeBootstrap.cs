using ScalingFit.Uncertainty.Refits;

namespace ScalingFit.Tests.Uncertainty;

/// <summary>Bootstraps with given draws.</summary>
internal static class MadeBootstrap
{
    /// <summary>So many replicates, of which the first were reached, and of these the first are the draws and the rest failed.</summary>
    public static Bootstrap Of(LawFit fit, IReadOnlyList<FittedLaw> draws, int replicates, int completed)
    {
        var table = new Replicates(replicates);
        for (int k = 0; k < completed; k++)
        {
            table.Reached[k] = true;
            if (k < draws.Count) table.Values[k] = [.. draws[k].Values];
        }

        return new Bootstrap(fit, table, 1, BootstrapOptions.Default);
    }
}
