namespace ScalingFit;

/// <content>Laws of learning rate, batch size and optimal scale.</content>
public static partial class Published
{
    private const double MillionsInOne = 1e-6;
    private const double TokensInSequence = 512;

    private static readonly RunConventions Setting = new() { LossUnit = LossUnit.Other };

    private static readonly Publication DeepSeek = new()
    {
        Paper = "DeepSeek-AI 2024, arXiv:2401.02954",
        Place = "section 3.1",
        Data = "near-optimal settings, within 0.25 % of the lowest loss, of small models over learning rates and batch sizes",
        Note = "C counts model scale times data with attention over the context, M = 72·layers·d² + 12·layers·d·context FLOPs a token, not 6N.",
    };

    private static readonly Publication StepLaw = new()
    {
        Paper = "Li et al. 2025 (Step Law), arXiv:2503.04715",
        Place = "the authors' file of 1000 bootstrap fits, whose mean of logarithms this is",
        Data = "grids of learning rate and batch size over models and data sizes",
        Note = "The paper prints 1.79·N^-0.713·D^0.307 and 0.58·D^0.571. Least squares on the released table alone give other numbers.",
    };

    private static readonly Publication Zhang = new()
    {
        Paper = "Zhang et al. 2024, arXiv:2410.21676",
        Place = "fits of the critical batch size",
        Data = "85 million to 1.2 billion parameters on C4, context 512",
        Note = "Critical at 20 % more data than a batch of 256 sequences needs. The paper counts N in millions and batches in sequences of 512; here parameters and tokens.",
    };

    /// <summary>DeepSeek-AI 2024: learning rate 0.3118·C^-0.1250.</summary>
    public static FittedLaw DeepSeek2024LearningRate => field ??= OfCompute("DeepSeek-AI 2024, learning rate", DeepSeek, 0.3118, -0.1250);

    /// <summary>DeepSeek-AI 2024: batch size 0.2920·C^0.3271 tokens.</summary>
    public static FittedLaw DeepSeek2024BatchSize => field ??= OfCompute("DeepSeek-AI 2024, batch size in tokens", DeepSeek, 0.2920, 0.3271);

    /// <summary>DeepSeek-AI 2024: optimal model scale 0.1715·C^0.5243, in non-embedding FLOPs a token.</summary>
    public static FittedLaw DeepSeek2024OptimalScale => field ??= OfCompute("DeepSeek-AI 2024, optimal model scale in FLOPs a token", DeepSeek with { Place = "section 3.2" }, 0.1715, 0.5243);

    /// <summary>DeepSeek-AI 2024: optimal data 5.8316·C^0.4757 tokens.</summary>
    public static FittedLaw DeepSeek2024OptimalData => field ??= OfCompute("DeepSeek-AI 2024, optimal data in tokens", DeepSeek with { Place = "section 3.2" }, 5.8316, 0.4757);

    /// <summary>Step Law, Li et al. 2025: learning rate 1.797·N^-0.7129·D^0.3075.</summary>
    public static FittedLaw StepLaw2025LearningRate => field ??= ScalingLaw.PowerProduct(Variable.Parameters, Variable.Tokens).Publish(
        "Step Law 2025, learning rate", StepLaw, Setting, ("c", Math.Exp(0.5863077907)), ("p", -0.7129222912), ("q", 0.3074909504));

    /// <summary>Step Law, Li et al. 2025: batch size 0.5807·D^0.5709 tokens.</summary>
    public static FittedLaw StepLaw2025BatchSize => field ??= ScalingLaw.PowerProduct(Variable.Tokens).Publish(
        "Step Law 2025, batch size in tokens", StepLaw, Setting, ("c", Math.Exp(-0.5435421736)), ("p", 0.5709443647));

    /// <summary>MiniCPM, Hu et al. 2024: batch size 1.21e9/L^6.24 tokens at loss L on C4.</summary>
    public static FittedLaw MiniCpm2024BatchSize => field ??= OfLoss(
        "MiniCPM 2024, batch size in tokens",
        new Publication { Paper = "Hu et al. 2024 (MiniCPM), arXiv:2404.06395", Place = "section 3.2", Data = "models of 9 to 170 million parameters on C4", Note = "The loss is nats a token on C4." },
        1.21e9,
        -6.24);

    /// <summary>Kaplan et al. 2020, equation 1.4: critical batch size 2.1e8/L^(1/0.21) tokens at loss L.</summary>
    public static FittedLaw Kaplan2020CriticalBatch => field ??= OfLoss("Kaplan et al. 2020, critical batch in tokens", Kaplan with { Place = "equation 1.4", Note = "Doubles for every 13 % that the loss falls." }, 2.1e8, -1 / 0.21);

    /// <summary>Kaplan et al. 2020, equation 1.7: optimal size 1.3e9·(C/PF-day)^0.73 non-embedding parameters.</summary>
    public static FittedLaw Kaplan2020OptimalSize => field ??= OfPetaflopDays("Kaplan et al. 2020, optimal size", 1.3e9, 0.73);

    /// <summary>Kaplan et al. 2020, equation 1.7: optimal batch 2.0e6·(C/PF-day)^0.24 tokens.</summary>
    public static FittedLaw Kaplan2020OptimalBatch => field ??= OfPetaflopDays("Kaplan et al. 2020, optimal batch in tokens", 2.0e6, 0.24);

    /// <summary>Kaplan et al. 2020, equation 1.7: optimal steps 5.4e3·(C/PF-day)^0.03.</summary>
    public static FittedLaw Kaplan2020OptimalSteps => field ??= OfPetaflopDays("Kaplan et al. 2020, optimal steps", 5.4e3, 0.03);

    /// <summary>Kaplan et al. 2020, equation 1.7: optimal data 2e10·(C/PF-day)^0.27 tokens.</summary>
    public static FittedLaw Kaplan2020OptimalData => field ??= OfPetaflopDays("Kaplan et al. 2020, optimal data in tokens", 2e10, 0.27);

    /// <summary>Zhang et al. 2024: critical batch 93.20·(N/10⁶)^0.47 sequences of 512 tokens, at 20 tokens a parameter; here in tokens.</summary>
    public static FittedLaw Zhang2024CriticalBatch => field ??= OfSize("Zhang et al. 2024, critical batch in tokens, data with size", 93.20, 0.47);

    /// <summary>Zhang et al. 2024: critical batch 621.341·(N/10⁶)^0.087 sequences of 512 tokens, at fixed data: it follows data, and hardly size; here in tokens.</summary>
    public static FittedLaw Zhang2024CriticalBatchFixedData => field ??= OfSize("Zhang et al. 2024, critical batch in tokens, fixed data", 621.341, 0.087);

    private static FittedLaw[] HyperParameterSets =>
    [
        DeepSeek2024LearningRate, DeepSeek2024BatchSize, DeepSeek2024OptimalScale, DeepSeek2024OptimalData, StepLaw2025LearningRate, StepLaw2025BatchSize, MiniCpm2024BatchSize,
        Kaplan2020CriticalBatch, Kaplan2020OptimalSize, Kaplan2020OptimalBatch, Kaplan2020OptimalSteps, Kaplan2020OptimalData, Zhang2024CriticalBatch, Zhang2024CriticalBatchFixedData,
    ];

    private static FittedLaw OfCompute(string source, Publication publication, double factor, double power) =>
        ScalingLaw.PowerProduct(Variable.Flops).Publish(source, publication, Setting, ("c", factor), ("p", power));

    private static FittedLaw OfPetaflopDays(string source, double factor, double power) => ScalingLaw.PowerProduct(Variable.Flops).Publish(
        source,
        Kaplan with { Place = "equation 1.7", Note = "The paper counts compute in PF-days of 8.64e19 FLOP, at a batch far below the critical one (C_min); here in FLOPs." },
        Setting with { Counting = ParameterCounting.NonEmbedding },
        ("c", factor * Math.Pow(8.64e19, -power)),
        ("p", power));

    private static FittedLaw OfLoss(string source, Publication publication, double factor, double power) =>
        ScalingLaw.PowerProduct(Variable.Of("loss", "loss", "nats per token")).Publish(source, publication, Setting, ("c", factor), ("p", power));

    private static FittedLaw OfSize(string source, double factor, double power) => ScalingLaw.PowerProduct(Variable.Parameters).Publish(
        source, Zhang, Setting, ("c", factor * TokensInSequence * Math.Pow(MillionsInOne, power)), ("p", power));
}
