using System.Globalization;

namespace ScalingFit;

/// <summary>The loss of a run as a fit that never saw it expects it, beside the loss that was measured.</summary>
public sealed record Forecast
{
    /// <summary>The run, with the loss that was measured.</summary>
    public required TrainingRun Run { get; init; }

    /// <summary>The run's row in the table as it was given, counted from 1.</summary>
    public required int Row { get; init; }

    /// <summary>The loss on the curve that was fitted without the run.</summary>
    public required double Predicted { get; init; }

    /// <summary>The loss measured.</summary>
    public double Measured => Run.Loss;

    /// <summary>Predicted less measured, in units of the size of the measured: negative where the forecast promised a lower loss than came.</summary>
    public double RelativeError => Math.Sign(Measured) * ((Predicted / Measured) - 1);

    /// <summary>How many factors of ten the run lies beyond the largest run of the fit, or below its smallest, in the variable that distances are taken in; 0 within, and where there is no such variable.</summary>
    public required double Decades { get; init; }

    /// <summary>Where the fit had the loss of this run: the curve's uncertainty and a run's own scatter. Null where it is withheld or was not asked for.</summary>
    public required Interval? NewRun { get; init; }

    /// <summary>Whether the measured loss lies in <see cref="NewRun"/>; null without it.</summary>
    public bool? IsCovered => NewRun?.Contains(Measured);

    /// <summary>The run's place among the runs of the whole table: rows of one name have one place.</summary>
    internal int Place { get; init; }

    /// <summary>Run, both losses, error and interval in a line.</summary>
    public override string ToString()
    {
        string name = Run.Name ?? string.Create(CultureInfo.InvariantCulture, $"row {Row}");
        string interval = NewRun is { } newRun ? $"; new run {newRun}, {(newRun.Contains(Measured) ? "covered" : "missed")}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {Predicted:G4} against {Measured:G4}, {100 * RelativeError:+0.0;-0.0} % at {Decades:0.##} decades{interval}");
    }
}
