using System.Reflection;

namespace ScalingFit.Data;

/// <summary>Published tables of training runs that come with the package. Each has a page on where it comes from under data/.</summary>
public static class Datasets
{
    private static readonly Lazy<RunSet> LazyChinchilla = new(() => Read(
        "chinchilla-epoch/runs.csv",
        "Chinchilla (Hoffmann et al. 2022, figure 4, as read by Besiroglu et al. 2024)",
        new RunConventions { Counting = ParameterCounting.Total }));

    private static readonly Lazy<RunSet> LazyWithoutOutliers = new(() => WithoutHighest(
        Chinchilla, 5, "the five highest losses, as Besiroglu et al. 2024 leave them out"));

    /// <summary>
    /// 245 runs of Hoffmann et al. 2022 (arXiv:2203.15556), read off their figure 4 by Besiroglu et al. 2024 (arXiv:2404.10102): N, C and the final
    /// training loss in nats a token; D = C/(6N). See data/chinchilla-epoch/PROVENANCE.md.
    /// </summary>
    public static RunSet Chinchilla => LazyChinchilla.Value;

    /// <summary>
    /// The 240 of <see cref="Chinchilla"/> that Besiroglu et al. 2024 fit: all but the five highest losses, which were trained on fewer than 0.41 tokens a
    /// parameter and move B six-fold.
    /// </summary>
    public static RunSet ChinchillaWithoutOutliers => LazyWithoutOutliers.Value;

    private static RunSet WithoutHighest(RunSet runs, int count, string because)
    {
        double lowestLeftOut = runs.Select(r => r.Loss).OrderDescending().ElementAt(count - 1);
        return runs.Where(r => r.Loss < lowestLeftOut, because);
    }

    private static RunSet Read(string name, string source, RunConventions conventions)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The package lacks its data set {name}.");
        return RunTable.Read(stream, name, new RunFileOptions { Conventions = conventions }).ToRunSet(conventions, _ => source);
    }
}
