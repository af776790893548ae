using System.Globalization;

namespace ScalingFit;

/// <summary>The choices that an analyst could defend. A specification curve fits every combination (Simonsohn, Simmons and Nelson 2020).</summary>
public sealed record Specifications
{
    private readonly int _threads;

    /// <summary>
    /// Three laws, ten objectives, eight outlier rules, four cut-offs of size and two of data, weights as given and by the square root of compute: 3840 fits; where compute was measured beside size and data, three times as many.
    /// </summary>
    public static Specifications Default { get; } = new();

    /// <summary>The laws: Chinchilla's, the same with β tied to α, and the coupled one.</summary>
    public IReadOnlyList<ScalingLaw> Laws { get; init; } = [ScalingLaw.Chinchilla, ScalingLaw.Chinchilla.Tie("alpha", "beta"), ScalingLaw.Coupled];

    /// <summary>The objectives.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } =
    [
        Objective.LogHuber(1e-4),
        Objective.LogHuber(3e-4),
        Objective.LogHuber(1e-3),
        Objective.LogHuber(3e-3),
        Objective.LogHuber(1e-2),
        Objective.LogLeastSquares,
        Objective.LogLeastAbsoluteDeviations,
        Objective.Huber(3e-3),
        Objective.LogSoftL1(1e-3),
        Objective.LogStudentT(3e-3),
    ];

    /// <summary>Which runs are left out for their losses.</summary>
    public IReadOnlyList<OutlierRule> Outliers { get; init; } =
    [
        OutlierRule.None,
        OutlierRule.HighestLosses(1),
        OutlierRule.HighestLosses(2),
        OutlierRule.HighestLosses(3),
        OutlierRule.HighestLosses(4),
        OutlierRule.HighestLosses(5),
        OutlierRule.ResidualsBeyond(3),
        OutlierRule.ResidualsBeyond(4),
    ];

    /// <summary>The shares of the runs, those with the smallest models, that are left out.</summary>
    public IReadOnlyList<double> SmallestLeftOut { get; init; } = [0, 0.05, 0.1, 0.2];

    /// <summary>The shares of the runs, those with the fewest tokens a parameter, that are left out.</summary>
    public IReadOnlyList<double> ShortestLeftOut { get; init; } = [0, 0.1];

    /// <summary>What is taken for tokens and for κ. Choices for tables with measured compute have no part in others.</summary>
    public IReadOnlyList<ComputeChoice> Compute { get; init; } = [ComputeChoice.AsGiven, ComputeChoice.TokensFromCompute, ComputeChoice.MeasuredRule];

    /// <summary>How much each run counts. Weights by compute have no part for tables without it.</summary>
    public IReadOnlyList<RunWeighting> Weightings { get; init; } = [RunWeighting.AsGiven, RunWeighting.ByCompute()];

    /// <summary>How fits are made, but for the objective.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;

    /// <summary>How many threads share the fits; 0 means one a processor. The result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            Require.Threads(value, nameof(value));
            _threads = value;
        }
    }

    /// <summary>The choices with those alone that apply to a table.</summary>
    /// <exception cref="ArgumentException">A list of choices is empty or has none that applies, or a share does not lie between 0 and 1.</exception>
    internal Specifications For(RunSet runs)
    {
        Specifications own = this with
        {
            Compute = [.. Compute.Where(c => c.AppliesTo(runs))],
            Weightings = [.. Weightings.Where(w => w.AppliesTo(runs))],
        };
        foreach ((string name, int count) in new[] { (nameof(Laws), Laws.Count), (nameof(Objectives), Objectives.Count), (nameof(Outliers), Outliers.Count), (nameof(SmallestLeftOut), SmallestLeftOut.Count), (nameof(ShortestLeftOut), ShortestLeftOut.Count), (nameof(Compute), own.Compute.Count), (nameof(Weightings), own.Weightings.Count) })
        {
            if (count == 0) throw new ArgumentException($"{name} has no choice that applies to these runs.", nameof(runs));
        }

        foreach (double share in SmallestLeftOut.Concat(ShortestLeftOut))
        {
            if (!(share >= 0 && share < 1)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A share of the runs lies between 0 and 1, and {share} does not."), nameof(runs));
        }

        return own;
    }
}
