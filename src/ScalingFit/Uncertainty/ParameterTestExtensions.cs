using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Testing a value of one parameter.</summary>
public static class ParameterTestExtensions
{
    /// <summary>
    /// Tests a value of a parameter by refitting the others with it held: the quasi-likelihood ratio 2(F - F_min)/c against Fisher's F with 1 and n - p degrees of freedom, with the scale c of a
    /// profile. Withheld where a profile's intervals are, as by the default objective on most tables: then ask a bootstrap.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The value, such as 1 for the power of the coupled law.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or it is held or tied to another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of the parameter's range.</exception>
    public static ParameterTest Test(this LawFit fit, string parameter, double value)
    {
        ArgumentNullException.ThrowIfNull(fit);
        (ParameterTest test, HeldRefits refits) = Refit(fit, parameter, value);
        ProfileCalibration? calibration = ProfileExtensions.CalibrationOf(fit, refits, null);
        if (calibration is null) return new ParameterTest(fit, parameter, value, test.Held, test.HeldObjective) { Findings = CurvatureFindings.Of(fit) };
        return new ParameterTest(fit, parameter, value, test.Held, test.HeldObjective)
        {
            PValue = calibration.Probability(test.HeldObjective),
        };
    }

    /// <summary>Tests a value of a parameter by the resamples: twice the smaller share of them on either side of it, of B resamples never less than 2/(B + 1).</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The test; without a probability where the resamples are not usable.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter, or it is held or tied to another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of the parameter's range.</exception>
    public static ParameterTest Test(this Bootstrap bootstrap, string parameter, double value)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        LawFit fit = bootstrap.Fit;
        (ParameterTest test, _) = Refit(fit, parameter, value);
        if (!bootstrap.IsUsable || !fit.Certificate.IsMinimum) return new ParameterTest(fit, parameter, value, test.Held, test.HeldObjective) { Findings = bootstrap.Findings, Method = ParameterTest.Resampling };
        int below = bootstrap.Draws.Count(d => d[parameter] <= value);
        int above = bootstrap.Draws.Count(d => d[parameter] >= value);
        return new ParameterTest(fit, parameter, value, test.Held, test.HeldObjective)
        {
            PValue = Math.Min(1, 2 * (Math.Min(below, above) + 1.0) / (bootstrap.Draws.Count + 1)),
            Method = ParameterTest.Resampling,
        };
    }

    private static (ParameterTest Test, HeldRefits Refits) Refit(LawFit fit, string parameter, double value)
    {
        var refits = new HeldRefits(fit, new ProfileAxis(fit, parameter));
        HeldPoint point = refits.Afresh(value);
        HeldPoint near = refits.From(refits.Origin, value);
        if (near.Objective < point.Objective) point = near;
        return (new ParameterTest(fit, parameter, value, point.Law, point.Objective), refits);
    }
}
