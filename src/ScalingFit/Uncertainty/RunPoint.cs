namespace ScalingFit.Uncertainty;

/// <summary>
/// A run as a law sees it: the values of the law's variables, and the group. They are looked up once, so that many draws can be asked of the same run.
/// </summary>
internal sealed class RunPoint
{
    private readonly double[] _variables;
    private readonly string? _group;

    /// <param name="law">The law.</param>
    /// <param name="run">The run; its loss plays no part.</param>
    /// <param name="conventions">What its numbers mean.</param>
    /// <exception cref="ArgumentException">The run lacks a variable of the law, or a group where the law has several.</exception>
    public RunPoint(ScalingLaw law, TrainingRun run, RunConventions conventions)
    {
        if (law.Groups.Count > 0) _group = run.Group ?? throw new ArgumentException($"The run has no group; {law.Name} has {string.Join(", ", law.Groups)}.", nameof(run));
        RunSet one = RunSet.Create([run], conventions);
        _variables = Array.ConvertAll(law.Definition.InputsOf(one), c => c[0]);
    }

    /// <summary>The loss that a law with these variables gives the run.</summary>
    public double LossBy(FittedLaw law) => (_group is null ? law : law.ForGroup(_group)).Evaluate(_variables);
}
