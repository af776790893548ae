using System.Globalization;

namespace ScalingFit;

/// <summary>What a comparison says of one law.</summary>
public sealed record LawScore
{
    /// <summary>The law.</summary>
    public ScalingLaw Law => Fit.Law;

    /// <summary>Its fit to all runs.</summary>
    public required LawFit Fit { get; init; }

    /// <summary>How many parameters were fitted, the scale of the residuals not among them.</summary>
    public int FreeCount => Law.FreeCount;

    /// <summary>
    /// s, the scale at which the likelihood of the residuals is highest, in the unit of the objective's penalty; for squares the variance. Null where the fit is no certified minimum or the runs lie on the law.
    /// </summary>
    public required double? Scale { get; init; }

    /// <summary>
    /// ln of the likelihood of the residuals, at the best scale. Null with <see cref="Scale"/>, and where a run has several rows: they err together, and as independent ones they would count for more than they are worth.
    /// </summary>
    public required double? LogLikelihood { get; init; }

    /// <summary>Akaike's criterion, corrected for few runs (Hurvich and Tsai 1989): the lower, the better. The scale counts as a parameter. Null without a likelihood, and with hardly more runs than parameters.</summary>
    public required double? Aicc { get; init; }

    /// <summary>Schwarz's criterion (1978): the lower, the better. The scale counts as a parameter. Null without a likelihood.</summary>
    public required double? Bic { get; init; }

    /// <summary>
    /// The sum over runs of ln of the density that a fit without the run gives to it: the higher, the better. A run of several rows counts by their mean. Null where the law is not determined.
    /// </summary>
    public required double? LeaveOneOutScore { get; init; }

    /// <summary>The mean over runs of |predicted/measured - 1| by the fit without the run. Null with <see cref="LeaveOneOutScore"/>.</summary>
    public required double? LeaveOneOutError { get; init; }

    /// <summary>How many runs could not be left out, since without them the law has no minimum.</summary>
    public required int FailedRefits { get; init; }

    /// <summary>By how much <see cref="LeaveOneOutScore"/> lies below that of the best law; 0 for the best, null without a score.</summary>
    public required double? Shortfall { get; init; }

    /// <summary>The standard error of <see cref="Shortfall"/>: of a sum over runs of paired differences. Null for the best law and without a score.</summary>
    public required double? ShortfallStandardError { get; init; }

    /// <summary>The largest runs held out and forecast, without intervals; null where too few are left to fit.</summary>
    public required HoldOut? HoldOut { get; init; }

    /// <summary>How it stands.</summary>
    public required LawStanding Standing { get; init; }

    /// <summary>Law, score and standing in a line.</summary>
    public override string ToString()
    {
        string standing = Standing switch
        {
            LawStanding.Best => "forecasts best",
            LawStanding.NotDistinguishable => string.Create(CultureInfo.InvariantCulture, $"not distinguishable from the best ({Shortfall:0.0} ± {ShortfallStandardError:0.0} below it)"),
            LawStanding.Worse => string.Create(CultureInfo.InvariantCulture, $"forecasts worse ({Shortfall:0.0} ± {ShortfallStandardError:0.0} below the best)"),
            _ => "not determined by these runs",
        };
        return $"{Law}: {standing}";
    }
}
