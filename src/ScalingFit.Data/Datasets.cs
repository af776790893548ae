using System.Reflection;

namespace ScalingFit.Data;

/// <summary>Published tables of training runs that come with the package. Each has a page on where it comes from under data/.</summary>
public static class Datasets
{
    private static readonly RunConventions Total = new() { Counting = ParameterCounting.Total };

    private static readonly Lazy<RunSet> LazyChinchilla = new(() => Read(
        "chinchilla-epoch/runs.csv",
        "Chinchilla (Hoffmann et al. 2022, figure 4, as read by Besiroglu et al. 2024)",
        Total));

    private static readonly Lazy<RunSet> LazyWithoutOutliers = new(() => WithoutHighest(
        Chinchilla, 5, "the five highest losses, as Besiroglu et al. 2024 leave them out"));

    private static readonly Lazy<RunSet> LazyOverTraining = new(() => Read(
        "gadre-overtraining/runs.csv",
        "the over-training testbed (Gadre et al. 2024), loss on C4",
        Total,
        group: "corpus"));

    private static readonly Lazy<RunSet> LazyGemstones = new(() => Read(
        "gemstones/runs.csv",
        "Gemstones (McLeish et al. 2025), constant learning rate, up to 100 billion tokens",
        Total));

    private static readonly Lazy<RunSet> LazyCs336 = new(() => Read(
        "cs336-isoflop/runs.csv",
        "the isoFLOP exercise of CS336, synthetic and free of noise",
        RunConventions.Default));

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

    /// <summary>
    /// 104 models of Gadre et al. 2024 (arXiv:2403.08540) on three corpora, which are the <see cref="TrainingRun.Group"/>s <c>c4_original</c>, <c>rpj</c> and
    /// <c>rw_original</c>, at 5 to 640 tokens a parameter: N with embeddings, D, and the loss on C4's validation text in nats a token. See
    /// data/gadre-overtraining/PROVENANCE.md.
    /// </summary>
    public static RunSet OverTraining => LazyOverTraining.Value;

    /// <summary>
    /// 220 checkpoints of 22 models of McLeish et al. 2025 (arXiv:2502.06857) that vary in width and depth, at a constant learning rate: N with embeddings, D,
    /// and the validation loss in nats a token. Checkpoints of a run share its name and are not independent. See data/gemstones/PROVENANCE.md.
    /// </summary>
    public static RunSet Gemstones => LazyGemstones.Value;

    /// <summary>
    /// 72 runs at nine budgets from an exercise of Stanford's course CS336: synthetic and free of noise, for trying out a fit whose answer is known,
    /// L = 2.69 + 1606.4/N^0.34 + 3210.7/D^0.36. See data/cs336-isoflop/PROVENANCE.md.
    /// </summary>
    public static RunSet Cs336IsoFlop => LazyCs336.Value;

    private static RunSet WithoutHighest(RunSet runs, int count, string because)
    {
        double lowestLeftOut = runs.Select(r => r.Loss).OrderDescending().ElementAt(count - 1);
        return runs.Where(r => r.Loss < lowestLeftOut, because);
    }

    private static RunSet Read(string name, string source, RunConventions conventions, string? group = null)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The package lacks its data set {name}.");
        return RunTable.Read(stream, name, new RunFileOptions { Conventions = conventions, Group = group }).ToRunSet(conventions, _ => source);
    }
}
