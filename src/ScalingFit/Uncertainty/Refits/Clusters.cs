namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// What is drawn, left out or weighed together: the rows of one run. Rows of a run share its luck, so that they are one observation of scatter however many they are.
/// </summary>
internal sealed class Clusters
{
    public Clusters(LawFit fit)
    {
        Members = fit.Runs.RowsByRun();

        // Groups are drawn within, lest a resample leave one out.
        Strata = [.. Enumerable.Range(0, Members.Length)
            .GroupBy(c => fit.Law.Groups.Count == 0 ? null : fit.Runs[Members[c][0]].Group, StringComparer.Ordinal)
            .Select(g => g.ToArray())];
        OfRow = new int[fit.Problem.Rows.Count];
        for (int c = Members.Length - 1; c >= 0; c--)
        {
            foreach (int run in Members[c]) OfRow[fit.Problem.RowOfRun[run]] = c;
        }
    }

    /// <summary>The positions of each cluster's runs in the run set.</summary>
    public int[][] Members { get; }

    /// <summary>The clusters of each group of a grouped law; all of them for others.</summary>
    public int[][] Strata { get; }

    /// <summary>The cluster of each row of the engine's table; of the first run where several runs are one row.</summary>
    public int[] OfRow { get; }

    public int Count => Members.Length;

    /// <summary>Whether some run has several rows.</summary>
    public bool AreNamed => Array.Exists(Members, m => m.Length > 1);
}
