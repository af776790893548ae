namespace ScalingFit;

/// <content>Over-training and downstream error.</content>
public static partial class Published
{
    private static readonly RunConventions ErrorRates = new() { Counting = ParameterCounting.Total, LossUnit = LossUnit.Other };

    private static readonly Publication GadreLoss = new()
    {
        Paper = "Gadre et al. 2024, arXiv:2403.08540",
        Place = "table of scaling law coefficients; digits of the authors' code re-run on their data",
        Data = "five models a corpus: the four smallest sizes at 20 tokens a parameter, and the smallest at 320",
        Note = "Least squares on the loss, unweighted, by five runs for four parameters. Loss on C4's validation text; N with embeddings, C = 6ND. The paper prints three digits.",
    };

    private static readonly Publication GadreError = GadreLoss with
    {
        Data = "six models a corpus: those of the loss, and the 1.4B at 20 tokens a parameter",
        Note = "Least squares on the average top-1 error, unweighted, by six models for three parameters. Loss on C4's validation text, in nats a token. The paper prints three digits.",
    };

    /// <summary>Gadre et al. 2024 (arXiv:2403.08540), loss of models trained on C4: E 1.50826, a 141.277, b 189.516, η 0.121236.</summary>
    public static FittedLaw Gadre2024C4 => field ??= OverTraining(1.50826056, 141.277258, 189.515526, 0.12123612, "C4");

    /// <summary>Gadre et al. 2024, loss of models trained on RedPajama: E 1.83665, a 212.236, b 366.687, η 0.136425.</summary>
    public static FittedLaw Gadre2024RedPajama => field ??= OverTraining(1.8366484, 212.236118, 366.68719, 0.13642535, "RedPajama");

    /// <summary>Gadre et al. 2024, loss of models trained on RefinedWeb: E 1.73446, a 157.116, b 246.207, η 0.127197.</summary>
    public static FittedLaw Gadre2024RefinedWeb => field ??= OverTraining(1.73446208, 157.116282, 246.206683, 0.12719742, "RefinedWeb");

    /// <summary>Gadre et al. 2024, average error over the 17 tasks that rise above chance, of models trained on C4: ε 0.849742, k 2.07891, γ 0.756121.</summary>
    public static FittedLaw Gadre2024C4Error17 => field ??= Error(0.84974203, 2.07890659, 0.75612076, "C4, error on 17 tasks");

    /// <summary>Gadre et al. 2024, average error over the 17 tasks, of models trained on RedPajama: ε 0.856992, k 2.20649, γ 0.714590.</summary>
    public static FittedLaw Gadre2024RedPajamaError17 => field ??= Error(0.85699194, 2.20648963, 0.71459046, "RedPajama, error on 17 tasks");

    /// <summary>Gadre et al. 2024, average error over the 17 tasks, of models trained on RefinedWeb: ε 0.865280, k 2.21481, γ 0.707048.</summary>
    public static FittedLaw Gadre2024RefinedWebError17 => field ??= Error(0.86527954, 2.21481475, 0.70704848, "RefinedWeb, error on 17 tasks");

    /// <summary>Gadre et al. 2024, average error over all 46 tasks, of models trained on C4: ε 0.758949, k 1.28852, γ 0.972165.</summary>
    public static FittedLaw Gadre2024C4Error46 => field ??= Error(0.75894943, 1.2885169, 0.97216457, "C4, error on 46 tasks");

    /// <summary>Gadre et al. 2024, average error over all 46 tasks, of models trained on RedPajama: ε 0.760850, k 1.32290, γ 0.890708.</summary>
    public static FittedLaw Gadre2024RedPajamaError46 => field ??= Error(0.7608495, 1.32289933, 0.89070798, "RedPajama, error on 46 tasks");

    /// <summary>Gadre et al. 2024, average error over all 46 tasks, of models trained on RefinedWeb: ε 0.767679, k 1.12807, γ 0.821523.</summary>
    public static FittedLaw Gadre2024RefinedWebError46 => field ??= Error(0.76767922, 1.12807374, 0.82152258, "RefinedWeb, error on 46 tasks");

    private static FittedLaw[] DownstreamSets =>
    [
        Gadre2024C4, Gadre2024RedPajama, Gadre2024RefinedWeb,
        Gadre2024C4Error17, Gadre2024RedPajamaError17, Gadre2024RefinedWebError17,
        Gadre2024C4Error46, Gadre2024RedPajamaError46, Gadre2024RefinedWebError46,
    ];

    private static FittedLaw OverTraining(double e, double a, double b, double eta, string corpus) =>
        ScalingLaw.OverTraining.Publish($"Gadre et al. 2024, {corpus}", GadreLoss, AllParameters, ("E", e), ("a", a), ("b", b), ("eta", eta));

    private static FittedLaw Error(double epsilon, double k, double gamma, string what) =>
        ScalingLaw.LossToError.Publish($"Gadre et al. 2024, {what}", GadreError, ErrorRates, ("epsilon", epsilon), ("k", k), ("gamma", gamma));
}
