using System.Globalization;

namespace ScalingFit;

/// <summary>What two steps expect of a run, an accuracy or an error rate, with how far it may be off and which step that is owed to.</summary>
/// <remarks>
/// Intervals suppose that both curves go on holding: the first beyond the runs' compute (<see cref="ExtrapolationDecades"/>), the second below their losses (<see cref="Findings"/>, SF5008). A run trained by another recipe than those of
/// the steps lies off both.
/// </remarks>
public sealed record TwoStepPrediction
{
    /// <summary>N of the run; null where it has none.</summary>
    public required double? Parameters { get; init; }

    /// <summary>D of the run; null where it has none.</summary>
    public required double? Tokens { get; init; }

    /// <summary>C of the run, its own or by the compute rule; null where it has none.</summary>
    public required double? Flops { get; init; }

    /// <summary>The loss on the first curve.</summary>
    public required double Loss { get; init; }

    /// <summary>The second curve at that loss: the accuracy or error expected.</summary>
    public required double Value { get; init; }

    /// <summary>How many factors of ten in compute the run lies beyond the runs of the first step, or below the smallest; 0 within them; null where there is no compute.</summary>
    public required double? ExtrapolationDecades { get; init; }

    /// <summary>Where the value on the true curves lies: how well the runs determine both. Null where resamples are not usable.</summary>
    public Interval? Curve { get; init; }

    /// <summary>Where the value of one new run lies: the curves' uncertainty, the scatter of a run's loss, and that of its accuracy at a given loss, from the residuals of both steps. Null with <see cref="Curve"/>.</summary>
    public Interval? NewRun { get; init; }

    /// <summary>The standard error of <see cref="Value"/>, of both steps.</summary>
    public double? StandardError { get; init; }

    /// <summary>The standard error that comes of the first step alone, the second held at its estimate.</summary>
    public double? FirstStepError { get; init; }

    /// <summary>The standard error that comes of the second step alone, the loss held at its estimate. Squares of this and <see cref="FirstStepError"/> add up to that of <see cref="StandardError"/> only where the steps were resampled independently and are nearly linear.</summary>
    public double? SecondStepError { get; init; }

    /// <summary>Why intervals are withheld, and that the run lies beyond the runs of the first step (SF5001) or the losses of the second (SF5008); often empty.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Loss, value and intervals in a line.</summary>
    public override string ToString()
    {
        string curve = Curve is { } c ? $"curve {c}" : "intervals withheld";
        string newRun = NewRun is { } n ? $", new run {n}" : "";
        string distance = ExtrapolationDecades is { } decades ? string.Create(CultureInfo.InvariantCulture, $"; {decades:0.#} decades beyond the runs") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Value:G4} at loss {Loss:G5} ({curve}{newRun}{distance})");
    }
}
