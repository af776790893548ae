using System.Globalization;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>
/// A law fitted without some of the runs, and what that fit says of them: the plainest test of a forecast, since those losses had no part in it.
/// </summary>
/// <remarks>
/// Runs are held out whole: no row of a held-out run is fitted. The forecasts share one fit and err together, so that the interval of <see cref="Coverage"/>, which takes runs for independent, is
/// narrower than it should be. Immutable, and safe to share between threads.
/// </remarks>
public sealed class HoldOut
{
    private readonly ForecastErrors _errors;

    internal HoldOut(LawFit training, Variable? by, IReadOnlyList<Forecast> forecasts, Bootstrap? bootstrap)
    {
        Training = training;
        By = by;
        Forecasts = forecasts;
        Bootstrap = bootstrap;
        _errors = new ForecastErrors(forecasts);
    }

    /// <summary>The fit to the runs that were not held out.</summary>
    public LawFit Training { get; }

    /// <summary>The resamples of <see cref="Training"/> that the intervals come from; null where none were asked for or the fit is no minimum.</summary>
    public Bootstrap? Bootstrap { get; }

    /// <summary>The variable that distances are taken in; null where the runs share none with the law.</summary>
    public Variable? By { get; }

    /// <summary>The held-out rows, in the order of the table.</summary>
    public IReadOnlyList<Forecast> Forecasts { get; }

    /// <summary>The mean of |predicted/measured - 1|.</summary>
    public double MeanRelativeError => _errors.MeanRelativeError;

    /// <summary>The median of |predicted/measured - 1|, which a few forecasts gone astray do not move.</summary>
    public double MedianRelativeError => _errors.MedianRelativeError;

    /// <summary>The mean of predicted/measured - 1: negative where forecasts promised too much.</summary>
    public double Bias => _errors.Bias;

    /// <summary>The root of the mean square of predicted less measured, in the unit of the loss.</summary>
    public double RootMeanSquareError => _errors.RootMeanSquareError;

    /// <summary>The root of the mean square of ln predicted less ln measured.</summary>
    public double RootMeanSquareLogError => _errors.RootMeanSquareLogError;

    /// <summary>The share of forecasts with an interval whose interval held the measured loss; null where none has one.</summary>
    public double? Coverage => _errors.Coverage;

    /// <summary>Wilson's 95 % interval of <see cref="Coverage"/>, with runs and not rows as trials; null with it.</summary>
    public Interval? CoverageInterval => _errors.CoverageInterval;

    /// <summary>How many were held out, errors and coverage in a line.</summary>
    public override string ToString()
    {
        string doubt = Training.Certificate.IsMinimum ? "" : "; the fit is no certified minimum";
        string coverage = Coverage is { } share ? string.Create(CultureInfo.InvariantCulture, $", {100 * share:0} % covered") : ", intervals withheld";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Forecasts.Count} held out of {Forecasts.Count + Training.Runs.Count} rows: mean error {100 * MeanRelativeError:0.00} %, bias {100 * Bias:+0.00;-0.00;+0.00} %{coverage}{doubt}");
    }
}
