namespace ScalingFit;

/// <content>Published laws of parallel streams.</content>
public static partial class Published
{
    private static readonly RunConventions WithoutEmbeddings = new() { Counting = ParameterCounting.NonEmbedding };

    /// <summary>Chen et al. 2025 (arXiv:2505.10475), code: the optimum of their objective on their 24 models of Stack-V2-Python, 42 billion tokens each. N without embeddings.</summary>
    public static FittedLaw Chen2025Stack => field ??= Streams("Stack-V2-Python", 0.69120704, 11307070, 0.18935825, 0.39345677);

    /// <summary>Chen et al. 2025, text: the optimum of their objective on their 24 models of the Pile, 42 billion tokens each. N without embeddings.</summary>
    public static FittedLaw Chen2025Pile => field ??= Streams("the Pile", 1.2885876, 197516560, 0.19628146, 0.3344424);

    private static FittedLaw[] ParallelSets => [Chen2025Stack, Chen2025Pile];

    private static FittedLaw Streams(string corpus, double e, double a, double alpha, double kappa) => ScalingLaw.ParallelStreams.Publish(
        $"Chen et al. 2025, {corpus}",
        new Publication
        {
            Paper = "Chen et al. 2025, arXiv:2505.10475",
            Place = "their losses and objective, in parametric_fit.py of github.com/QwenLM/ParScale, minimised anew",
            Data = $"24 models of 1 to 8 streams on 42 billion tokens of {corpus}",
            Note = "Log-Huber with delta 1e-3. Not the printed digits but the minimum of the authors' objective, to eight.",
        },
        WithoutEmbeddings,
        ("E", e), ("A", a), ("alpha", alpha), ("kappa", kappa));
}
