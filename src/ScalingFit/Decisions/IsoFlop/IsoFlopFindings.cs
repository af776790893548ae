using System.Globalization;
using ScalingFit.Findings;

namespace ScalingFit.Decisions;

/// <summary>What minima of equal compute say of themselves: budgets that do not show theirs (SF2007), grids off their minimum (SF2008), and bias (SF5006).</summary>
internal static class IsoFlopFindings
{
    /// <summary>A bias of 1 % in D* is below what a plan needs, and above what rounding of published figures does.</summary>
    private const double Tolerated = 0.01;

    public static IReadOnlyList<Finding> Of(IsoFlop iso)
    {
        IsoFlopBudget[] used = [.. iso.Budgets.Where(b => b.IsUsed && b.Parameters is not null)];
        BudgetRuns[] grids = BudgetRuns.Of(iso);
        double[] offsets =
        [
            .. iso.Budgets.Select((b, i) => (b, i)).Where(p => p.b.IsUsed && p.b.Parameters is not null)
                .Select(p => grids[p.i].LogParameters(grids[p.i].Middle, Math.Log(p.b.Parameters!.Value * p.b.Tokens!.Value)) - Math.Log(p.b.Parameters.Value)),
        ];
        double[] flops = [.. used.Select(b => b.Flops)];
        return Listed(NoMinimum(iso), Placement(flops, offsets, GridPlacement.Drift(Array.ConvertAll(flops, Math.Log), offsets), "the minimum found there"));
    }

    public static IReadOnlyList<Finding> Of(IsoFlopBias bias)
    {
        IsoFlopBudgetBias[] used = [.. bias.Budgets.Where(b => b.IsUsed)];
        return Listed(Placement([.. used.Select(b => b.Flops)], [.. used.Select(b => Math.Log(b.CentreRatio))], bias.Drift, "the optimum of the law"), TooLarge(bias));
    }

    private static Finding? NoMinimum(IsoFlop iso)
    {
        string[] words =
        [
            .. iso.Budgets.Where(b => b.Status is IsoFlopStatus.Outside or IsoFlopStatus.Concave)
                .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Flops:0.0e0} ({(b.Status == IsoFlopStatus.Concave ? "concave" : "at or beyond the edge")}{(b.IsUsed ? ", used all the same" : "")})")),
        ];
        if (words.Length == 0) return null;
        return new Finding
        {
            Code = "SF2007",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"{words.Length} of {iso.Budgets.Count} budgets {(words.Length == 1 ? "does" : "do")} not show {(words.Length == 1 ? "its" : "their")} minimum: {string.Join(", ", words)}."),
            Advice = "Train sizes on the other side of the lowest loss there, or leave the budget out.",
        };
    }

    private static Finding? Placement(double[] flops, double[] logOffsets, double? drift, string best)
    {
        int[] off = [.. Enumerable.Range(0, flops.Length).Where(i => GridPlacement.IsOff(logOffsets[i]))];
        double moved = drift is { } power ? power * Math.Log(flops.Max() / flops.Min()) : 0;
        bool isDrifting = GridPlacement.IsOff(moved);
        if (off.Length == 0 && !isDrifting) return null;

        var parts = new List<string>();
        if (off.Length > 0)
        {
            int worst = off.MaxBy(i => Math.Abs(logOffsets[i]));
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"the sizes of {off.Length} of {flops.Length} budgets are centred more than a factor of 1.5 off {best}, by {Times(logOffsets[worst])} at {flops[worst]:0.0e0}"));
        }

        if (isDrifting) parts.Add($"from the smallest budget to the largest their centre drifts {Times(moved)} against it");
        string message = string.Join("; ", parts);
        return new Finding
        {
            Code = "SF2008",
            Severity = Severity.Warning,
            Message = $"{char.ToUpperInvariant(message[0])}{message[1..]}.",
            Advice = "Centre the sizes of each budget, or fit a law to all runs; isoFlop.Bias(law) says what it costs.",
        };
    }

    private static Finding? TooLarge(IsoFlopBias bias)
    {
        if (bias.LargestTokensError is not { } largest || Math.Abs(largest) <= Tolerated || bias.Parameters is null) return null;
        double[] errors = [.. bias.Budgets.Where(b => b.IsUsed).Select(b => b.TokensError).OfType<double>()];
        return new Finding
        {
            Code = "SF5006",
            Severity = Severity.Warning,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"By {bias.Law.Law.Name}'s law the minima of these grids are off by {100 * errors.Min():+0.0;-0.0;0.0} to {100 * errors.Max():+0.0;-0.0;0.0} % in D* without any noise: the exponent of N* is {bias.IsoFlop.Parameters!.Exponent:0.0000}, and corrected {bias.Parameters.Exponent:0.0000}."),
            Advice = "Use the corrected power laws, bias.Parameters and bias.Tokens.",
        };
    }

    private static string Times(double logFactor) => string.Create(CultureInfo.InvariantCulture, $"a factor of {Math.Exp(Math.Abs(logFactor)):0.0} {(logFactor > 0 ? "up" : "down")}");

    private static EqualFindings Listed(params Finding?[] findings) => new EqualFindings([.. findings.OfType<Finding>()]);
}
