using System.Collections.Frozen;

namespace ScalingFit.Data;

/// <summary>How a file of runs is read. Columns that are not named here are found by their headers.</summary>
public sealed record RunFileOptions
{
    /// <summary>Everything found by its header; loss in nats a token.</summary>
    public static RunFileOptions Default { get; } = new();

    /// <summary>The header of the column of model sizes N; null to find it.</summary>
    public string? Parameters { get; init; }

    /// <summary>The header of the column of tokens D; null to find it.</summary>
    public string? Tokens { get; init; }

    /// <summary>The header of the column of compute C; null to find it.</summary>
    public string? Flops { get; init; }

    /// <summary>The header of the column of losses; null to find it.</summary>
    public string? Loss { get; init; }

    /// <summary>The header of the column that names runs; null to find it.</summary>
    public string? Name { get; init; }

    /// <summary>The header of the column of weights; null to find it.</summary>
    public string? Weight { get; init; }

    /// <summary>The header of the column of standard deviations of the loss; null for none.</summary>
    public string? LossStandardDeviation { get; init; }

    /// <summary>The header of the column that says which group a run belongs to; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The header of the column of the step a row was measured at, a whole number; null for none. Schedules of the learning rate are given to the runs in code: <see cref="TrainingRun.Schedule"/>.</summary>
    public string? Step { get; init; }

    /// <summary>The header of the column that says whether the schedule had ended at the row: true or false, yes or no, 1 or 0; null to find <c>schedule_ended</c>.</summary>
    public string? ScheduleEnded { get; init; }

    /// <summary>Columns of other quantities that a law may depend on: the variable's symbol, and the column's header. <c>["U"] = "unique_tokens"</c>, for instance.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the numbers mean.</summary>
    public RunConventions Conventions { get; init; } = RunConventions.Default;
}
