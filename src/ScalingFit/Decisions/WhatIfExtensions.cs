namespace ScalingFit;

/// <summary>Asking what moving a parameter does.</summary>
public static class WhatIfExtensions
{
    /// <summary>What moving a parameter does, with the others held and with the others refitted.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="to">Its value after.</param>
    /// <param name="from">Its value before; the estimate where not given.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this LawFit fit, string parameter, double to, double? from = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        double start = from ?? fit[parameter].Value;
        LawFit before = from is null ? fit : fit.Law.With(parameter, start).Fit(fit.Runs, fit.Options);
        LawFit after = fit.Law.With(parameter, to).Fit(fit.Runs, fit.Options);
        return new WhatIf
        {
            Parameter = parameter,
            From = start,
            To = to,
            Before = before.Fitted,
            Held = before.Fitted.With(parameter, to),
            Refitted = after.Fitted,
            RefittedFit = after,
            ObjectiveBefore = before.Certificate.Objective,
            ObjectiveRefitted = after.Certificate.Objective,
        };
    }

    /// <summary>What moving a parameter does to a law without runs, such as a published one: the others can only be held.</summary>
    /// <param name="law">The law.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="to">Its value after.</param>
    /// <param name="from">Its value before; the law's own where not given.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this FittedLaw law, string parameter, double to, double? from = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        FittedLaw before = from is { } start ? law.With(parameter, start) : law;
        return new WhatIf
        {
            Parameter = parameter,
            From = before[parameter],
            To = to,
            Before = before,
            Held = before.With(parameter, to),
            Refitted = null,
            RefittedFit = null,
            ObjectiveBefore = null,
            ObjectiveRefitted = null,
        };
    }
}
