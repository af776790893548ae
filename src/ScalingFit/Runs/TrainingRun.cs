using System.Collections.Frozen;

namespace ScalingFit;

/// <summary>One measured training run, or one checkpoint of it.</summary>
/// <remarks>
/// Of parameters, tokens and FLOPs any two may be given; a <see cref="RunSet"/> works out the third by its compute rule and says so. A value
/// that was not measured is null; NaN is an error.
/// </remarks>
public sealed record TrainingRun
{
    private readonly IReadOnlyDictionary<string, double> _values = FrozenDictionary<string, double>.Empty;

    /// <summary>Names the run. Rows with the same name are checkpoints of one run, and are resampled together.</summary>
    public string? Name { get; init; }

    /// <summary>N, in parameters. Positive.</summary>
    public double? Parameters { get; init; }

    /// <summary>D, in tokens. Positive.</summary>
    public double? Tokens { get; init; }

    /// <summary>C, in FLOPs. Positive.</summary>
    public double? Flops { get; init; }

    /// <summary>
    /// The step of the run at which the loss was measured, from 1; null where it is not known. Rows of one run share its <see cref="Name"/>, so that they are resampled together.
    /// </summary>
    public long? Step { get; init; }

    /// <summary>The learning rates of the run, for laws of whole loss curves: the loss is that at <see cref="Step"/> of a run on this schedule. Null where it is not known.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>The loss reached, in the unit the conventions name. Positive, but for <see cref="LossUnit.UnigramNormalised"/>.</summary>
    public required double Loss { get; init; }

    /// <summary>How often the run counts in the objective: 2 is as two runs alike. Positive; 1 unless given.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The known standard deviation of the loss, in its unit, such as that of an evaluation; null where none is known. A table has it for all runs or for none.</summary>
    public double? LossStandardDeviation { get; init; }

    /// <summary>Which of several groups the run belongs to, such as its optimizer, architecture or corpus; null without.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the schedule of the learning rate had ended at this row; null where it is not known. A run counts as unfinished where its last row says false.</summary>
    public bool? ScheduleEnded { get; init; }

    /// <summary>Other quantities that a law may depend on, by their symbols, such as unique tokens U. Zero or positive; a law may ask for more, see <see cref="Variable.Range"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyDictionary<string, double> Values
    {
        get => _values;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _values = value;
        }
    }

    /// <summary>D/N, where both are known.</summary>
    public double? TokensPerParameter => Tokens / Parameters;
}
