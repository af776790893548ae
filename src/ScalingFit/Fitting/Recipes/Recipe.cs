using ScalingFit.Fitting.Recipes;

namespace ScalingFit;

/// <summary>
/// How a paper fitted its law: starts, minimiser and stopping rule, early stops included. Replaying one sets what its procedure reports beside the certified minimum of the same
/// objective on the same runs, so that a difference between two papers can be told from a difference between two programs.
/// </summary>
/// <remarks>Line searches are this library's own, so that what is replayed is the kind of failure, not its last digits.</remarks>
public sealed class Recipe
{
    private readonly Procedure _procedure;

    private Recipe(string name, string reference, string description, ScalingLaw law, Objective objective, Procedure procedure)
    {
        Name = name;
        Reference = reference;
        Description = description;
        Law = law;
        Objective = objective;
        _procedure = procedure;
    }

    /// <summary>The sum of log-Huber residuals by L-BFGS from 4500 starts, with SciPy's default tolerances. Hoffmann et al. 2022 (arXiv:2203.15556), appendix D.2.</summary>
    public static Recipe Hoffmann2022 { get; } = new(
        "Hoffmann et al. 2022",
        "arXiv:2203.15556, appendix D.2",
        "log-Huber (delta 1e-3), sum over runs, L-BFGS from 4500 starts, SciPy's default tolerances",
        ScalingLaw.Chinchilla,
        Objective.LogHuber(1e-3),
        new HoffmannProcedure(isMean: false));

    /// <summary>
    /// The same with the mean in place of the sum. SciPy's tolerances are absolute for objectives below 1, so that every start stops early and reports success. Besiroglu et al. 2024
    /// (arXiv:2404.10102) trace the published parameters to this.
    /// </summary>
    public static Recipe Hoffmann2022Mean { get; } = new(
        "Hoffmann et al. 2022, mean instead of sum",
        "arXiv:2203.15556, appendix D.2; arXiv:2404.10102, appendix",
        "log-Huber (delta 1e-3), mean over runs, L-BFGS from 4500 starts, SciPy's default tolerances",
        ScalingLaw.Chinchilla,
        Objective.LogHuber(1e-3),
        new HoffmannProcedure(isMean: true));

    /// <summary>
    /// The likelihood of a Huber density whose scale is free. The scale shrinks until no run lies in the quadratic zone, so that what is reported is the minimum of absolute deviations. Besiroglu et
    /// al. 2024 (arXiv:2404.10102).
    /// </summary>
    public static Recipe Besiroglu2024 { get; } = new(
        "Besiroglu et al. 2024",
        "arXiv:2404.10102 and its notebook",
        "likelihood of a Huber density (delta 1e-3) with a free scale, from the best of Hoffmann's starts",
        ScalingLaw.Chinchilla,
        Objective.LogLeastAbsoluteDeviations,
        new BesirogluProcedure());

    /// <summary>
    /// Two decay constants for repeated data and excess parameters, with the rest of the law frozen at an earlier fit, by L-BFGS from 16 starts. Muennighoff et al. 2023 (arXiv:2305.16264). Runs need
    /// unique tokens U.
    /// </summary>
    public static Recipe Muennighoff2023 { get; } = new(
        "Muennighoff et al. 2023",
        "arXiv:2305.16264 and its notebook",
        "log-Huber (delta 1e-3), sum over runs, L-BFGS from 16 starts, the base law frozen",
        MuennighoffProcedure.FrozenLaw,
        Objective.LogHuber(1e-3),
        new MuennighoffProcedure());

    /// <summary>
    /// Least squares on the loss with one exponent for size and data, by the method of Levenberg and Marquardt from 128 starts. Gadre et al. 2024 (arXiv:2403.08540), who write the law as
    /// E + (a M^η + b M^-η) C^-η with M = D/N: α = β = 2η, A = a 6^-η, B = b 6^-η.
    /// </summary>
    public static Recipe Gadre2024 { get; } = new(
        "Gadre et al. 2024",
        "arXiv:2403.08540 and its repository",
        "least squares on the loss, Levenberg and Marquardt from 128 starts, unweighted",
        ScalingLaw.Chinchilla.Tie("alpha", "beta"),
        Objective.LeastSquares,
        new GadreProcedure());

    /// <summary>The paper.</summary>
    public string Name { get; }

    /// <summary>Where it describes the procedure.</summary>
    public string Reference { get; }

    /// <summary>The procedure in a line.</summary>
    public string Description { get; }

    /// <summary>The law, with what the paper held.</summary>
    public ScalingLaw Law { get; }

    /// <summary>What is minimised, or comes to be minimised.</summary>
    public Objective Objective { get; }

    /// <summary>Does what the paper did, and beside it fits the same law by the same objective to its certified minimum.</summary>
    /// <param name="runs">The runs. The law's variables must be among their columns.</param>
    /// <param name="threads">How many threads share the starts; 0 for all processors. The result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Both results.</returns>
    /// <exception cref="ArgumentException">The runs lack a variable of the law, or have weights or standard deviations.</exception>
    /// <exception cref="RunDataException">There are fewer runs than free parameters.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Replay Replay(RunSet runs, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Any(r => r.LossStandardDeviation is not null || r.Weight != 1)) throw new ArgumentException("Papers' procedures weigh all runs alike. Give runs without weights and standard deviations.", nameof(runs));
        LawFit certified = Law.Fit(runs, Objective);
        ReplayedStarts starts = _procedure.Run(certified, threads, cancellationToken);
        return new Replay(this, certified, starts);
    }

    /// <summary>Name and procedure.</summary>
    public override string ToString() => $"{Name}: {Description}";
}
