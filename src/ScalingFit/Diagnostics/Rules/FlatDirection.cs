using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>
/// SF3002: an exponent or a floor that may move far while the objective hardly rises, the others following. The runs then say little of that number, whatever digits it is printed with.
/// </summary>
/// <remarks>
/// Amplitudes are left out: A and α are almost one parameter, so that A moves by a quarter where α moves by a twentieth, on the best tables there are.
/// </remarks>
internal sealed class FlatDirection : IFitRule
{
    /// <summary>How much the objective may rise.</summary>
    private const double Rise = 0.005;

    /// <summary>How far a parameter must move meanwhile, relative to its estimate.</summary>
    private const double Far = 0.1;

    /// <summary>Findings are to be had at once; on a longer table refits take their time, and directions are rarely flat.</summary>
    private const int MostRows = 20_000;

    public Finding? Check(LawFit fit)
    {
        // Where a direction is flat altogether, that is an error and said elsewhere.
        if (!fit.Certificate.IsMinimum || fit.Runs.Count > MostRows) return null;
        string[] moves =
        [
            .. fit.Parameters.Where(p => p is { IsHeld: false, IsAtBound: false, TiedTo: null } && p.Parameter.Kind is ParameterKind.Exponent or ParameterKind.Floor)
                .Select(p => Range(fit, p.Parameter))
                .OfType<string>(),
        ];
        if (moves.Length == 0) return null;
        return new Finding
        {
            Code = "SF3002",
            Severity = Severity.Warning,
            Message = $"The runs hardly tell some values from others: while the objective rises by at most 0.5 %, {string.Join("; ", moves)}.",
            Advice = "Report the range of the decision along the profile, not the parameter; or hold it at a value from elsewhere.",
        };
    }

    /// <summary>What is to be said of a parameter; null where it is determined well enough.</summary>
    private static string? Range(LawFit fit, LawParameter parameter)
    {
        var axis = new ProfileAxis(fit, parameter.Name);
        var refits = new HeldRefits(fit, axis);
        double level = refits.Origin.Objective + (Rise * refits.Unit);

        // Two refits decide whether there is anything to say. A refit is at worst above the profile, so that it never speaks without cause.
        bool isFar = false;
        foreach (double factor in new[] { 1 - Far, 1 + Far })
        {
            double value = axis.Estimate * factor;
            if (value < axis.Lowest || value > axis.Highest) continue;
            isFar |= refits.From(refits.Origin, value).Objective < level;
        }

        if (!isFar) return null;
        ProfileEnds.End below = ProfileExtensions.EndOf(fit, refits, -1, level);
        ProfileEnds.End above = ProfileExtensions.EndOf(fit, refits, 1, level);
        bool isBounded = fit.Law.Bounds.ContainsKey(parameter.Name);
        string from = below.IsOpen && axis.IsPositive && !isBounded ? "0" : Text(below.Point.Values[0]);
        return below.IsOpen || above.IsOpen
            ? $"{parameter.Symbol} may be anything from {from}{(above.IsOpen && !isBounded ? " up" : $" to {Text(above.Point.Values[0])}")}"
            : $"{parameter.Symbol} may be {from} to {Text(above.Point.Values[0])}";
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
