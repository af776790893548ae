using System.Globalization;

namespace ScalingFit;

/// <summary>Asking what moving parameters does.</summary>
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
        return Refit(fit, [new ParameterMove { Parameter = parameter, From = from ?? fit[parameter].Value, To = to }], fromEstimate: from is null);
    }

    /// <summary>What moving several parameters from their estimates at once does, with the others held and with the others refitted: <c>fit.WhatIf(("alpha", 0.35), ("beta", 0.36))</c>.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="moves">Each parameter's name and its value after.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">There is no move, the law has no such parameter, or one is moved twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this LawFit fit, params ReadOnlySpan<(string Parameter, double To)> moves)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var list = new List<ParameterMove>();
        foreach ((string parameter, double to) in moves) list.Add(new ParameterMove { Parameter = parameter, From = fit[parameter].Value, To = to });
        return Refit(fit, Distinct(list, nameof(moves)), fromEstimate: true);
    }

    /// <summary>The same between given values: <c>fit.WhatIf(("alpha", 0.34, 0.35), ("beta", 0.37, 0.36))</c>. Before, too, the others are refitted.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="moves">Each parameter's name, its value before and its value after.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">There is no move, the law has no such parameter, or one is moved twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this LawFit fit, params ReadOnlySpan<(string Parameter, double From, double To)> moves)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Refit(fit, Distinct(Listed(moves), nameof(moves)), fromEstimate: false);
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
        return Hold(law, [new ParameterMove { Parameter = parameter, From = from ?? law[parameter], To = to }], fromOwn: from is null);
    }

    /// <summary>What moving several parameters at once does to a law without runs.</summary>
    /// <param name="law">The law.</param>
    /// <param name="moves">Each parameter's name and its value after.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">There is no move, the law has no such parameter, or one is moved twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this FittedLaw law, params ReadOnlySpan<(string Parameter, double To)> moves)
    {
        ArgumentNullException.ThrowIfNull(law);
        var list = new List<ParameterMove>();
        foreach ((string parameter, double to) in moves) list.Add(new ParameterMove { Parameter = parameter, From = law[parameter], To = to });
        return Hold(law, Distinct(list, nameof(moves)), fromOwn: true);
    }

    /// <summary>What moving several parameters between given values does to a law without runs.</summary>
    /// <param name="law">The law.</param>
    /// <param name="moves">Each parameter's name, its value before and its value after.</param>
    /// <returns>The laws before and after.</returns>
    /// <exception cref="ArgumentException">There is no move, the law has no such parameter, or one is moved twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the parameter's range.</exception>
    public static WhatIf WhatIf(this FittedLaw law, params ReadOnlySpan<(string Parameter, double From, double To)> moves)
    {
        ArgumentNullException.ThrowIfNull(law);
        return Hold(law, Distinct(Listed(moves), nameof(moves)), fromOwn: false);
    }

    private static WhatIf Refit(LawFit fit, List<ParameterMove> moves, bool fromEstimate)
    {
        LawFit before = fromEstimate ? fit : moves.Aggregate(fit.Law, (l, m) => l.With(m.Parameter, m.From)).Fit(fit.Runs, fit.Options);
        LawFit after = moves.Aggregate(fit.Law, (l, m) => l.With(m.Parameter, m.To)).Fit(fit.Runs, fit.Options);
        return new WhatIf
        {
            Moves = moves,
            Before = before.Fitted,
            Held = moves.Aggregate(before.Fitted, (l, m) => l.With(m.Parameter, m.To)),
            Refitted = after.Fitted,
            RefittedFit = after,
            ObjectiveBefore = before.Certificate.Objective,
            ObjectiveRefitted = after.Certificate.Objective,
        };
    }

    private static WhatIf Hold(FittedLaw law, List<ParameterMove> moves, bool fromOwn)
    {
        FittedLaw before = fromOwn ? law : moves.Aggregate(law, (l, m) => l.With(m.Parameter, m.From));
        return new WhatIf
        {
            Moves = moves,
            Before = before,
            Held = moves.Aggregate(before, (l, m) => l.With(m.Parameter, m.To)),
            Refitted = null,
            RefittedFit = null,
            ObjectiveBefore = null,
            ObjectiveRefitted = null,
        };
    }

    private static List<ParameterMove> Listed(ReadOnlySpan<(string Parameter, double From, double To)> moves)
    {
        var list = new List<ParameterMove>();
        foreach ((string parameter, double from, double to) in moves) list.Add(new ParameterMove { Parameter = parameter, From = from, To = to });
        return list;
    }

    private static List<ParameterMove> Distinct(List<ParameterMove> moves, string name)
    {
        if (moves.Count == 0) throw new ArgumentException("Nothing is moved. Give at least one parameter.", name);
        if (moves.GroupBy(m => m.Parameter, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{twice.Key} is moved {twice.Count()} times."), name);
        }

        return moves;
    }
}
