using System.Globalization;

namespace ScalingFit;

/// <summary>The loss that a fit expects of a run, with how far it may be off.</summary>
/// <remarks>
/// <see cref="Curve"/> and <see cref="NewRun"/> suppose that the law goes on holding. They say nothing of that, and it is the larger risk of a distant forecast:
/// <see cref="ExtrapolationDecades"/> says how distant, and <see cref="Calibrated"/>, where a back-test was given, how far past forecasts were off.
/// </remarks>
public sealed record Prediction
{
    /// <summary>N of the run.</summary>
    public required double Parameters { get; init; }

    /// <summary>D of the run.</summary>
    public required double Tokens { get; init; }

    /// <summary>C of the run, by the compute rule.</summary>
    public required double Flops { get; init; }

    /// <summary>The loss on the fitted curve.</summary>
    public required double Loss { get; init; }

    /// <summary>Where the true curve lies: how well the runs determine the law. Null where the fit is no minimum or its resamples are not usable.</summary>
    public required Interval? Curve { get; init; }

    /// <summary>Where the loss of one new run lies: the curve's uncertainty and a run's own scatter, taken from the residuals. Null with <see cref="Curve"/>.</summary>
    public required Interval? NewRun { get; init; }

    /// <summary>How many factors of ten in compute the run lies beyond the largest run, or below the smallest; 0 within them.</summary>
    public required double ExtrapolationDecades { get; init; }

    /// <summary>
    /// Where the loss of one new run lies, judged by how far the forecasts of a back-test were off: the law's own failures are in it. Null where no back-test was given, or too few of its forecasts; <see cref="Findings"/>
    /// says so then.
    /// </summary>
    public Interval? Calibrated { get; init; }

    /// <summary>That the run lies far beyond the runs, and where a back-test was given what <see cref="Calibrated"/> cannot vouch for, or why it is withheld; often empty.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Size, data, loss and intervals in a line.</summary>
    public override string ToString()
    {
        string intervals = Curve is { } curve && NewRun is { } newRun ? $"curve {curve}, new run {newRun}" : "intervals withheld";
        if (Calibrated is { } calibrated) intervals += $", by past forecasts {calibrated}";
        return string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G5} at N {Parameters:0.###e0}, D {Tokens:0.###e0} ({intervals}; {ExtrapolationDecades:0.#} decades beyond the runs)");
    }
}
