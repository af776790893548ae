using System.Globalization;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Reading best sizes off runs of equal compute.</summary>
public static class IsoFlopExtensions
{
    /// <summary>The best size of every budget, by the curve through its losses, and power laws of the budget through these.</summary>
    /// <param name="runs">The runs, each with its compute; several sizes a budget. Weights count, and known standard deviations of the losses.</param>
    /// <param name="options">Axis, budgets and curve.</param>
    /// <returns>Every budget with what it shows, and the power laws; these are null where fewer than two budgets show a minimum.</returns>
    /// <exception cref="ArgumentException">A run lacks compute or the axis, no run is near a budget that was given, or a loss is not positive, which Akima's curve takes the logarithm of.</exception>
    public static IsoFlop IsoFlop(this RunSet runs, IsoFlopOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= IsoFlopOptions.Default;
        if (options.Interpolation == IsoFlopInterpolation.Akima && runs.FirstOrDefault(r => r.Loss <= 0) is { } below)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Akima's curve is one of ln L, and a run has a loss of {below.Loss:G4}. Take {nameof(IsoFlopInterpolation)}.{nameof(IsoFlopInterpolation.Parabola)}."), nameof(options));
        }

        double[] flops = runs.ColumnArray(Variable.Flops);
        double[] sizes = Array.ConvertAll(runs.ColumnArray(options.Axis), Math.Log);
        (double Flops, int[] Places)[] groups = options.Budgets.Count == 0 ? BudgetGroups.Find(flops, options.BudgetTolerance) : BudgetGroups.Assign(flops, options.Budgets, options.BudgetTolerance);
        if (groups.Length == 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"No run lies within {100 * options.BudgetTolerance:0.##} % of a budget given."), nameof(options));

        IsoFlopBudget[] budgets = Array.ConvertAll(groups, g => Read(runs, options, sizes, g.Flops, g.Places));
        IsoFlopBudget[] used = [.. budgets.Where(b => b.IsUsed)];
        double[] logBudgets = [.. used.Select(b => Math.Log(b.Flops))];
        return new IsoFlop(
            runs,
            options,
            budgets,
            runs.Count - groups.Sum(g => g.Places.Length),
            BudgetLine.Through(logBudgets, [.. used.Select(b => Math.Log(b.Parameters!.Value))]),
            BudgetLine.Through(logBudgets, [.. used.Select(b => Math.Log(b.Tokens!.Value))]));
    }

    private static IsoFlopBudget Read(RunSet runs, IsoFlopOptions options, double[] sizes, double flops, int[] places)
    {
        ValleyFloor floor = BudgetRuns.Of(runs, options, sizes, places).Floor();

        // N and D of a minimum are on the budget by the rule, whatever the rows themselves say.
        double? size = floor.Place is { } place ? Math.Exp(place) : null;
        bool ofParameters = options.Axis.Equals(Variable.Parameters);
        ComputeRule rule = runs.Conventions.ComputeRule;
        return new IsoFlopBudget
        {
            Flops = flops,
            Count = places.Length,
            Places = places,
            Status = floor.Status,
            IsUsed = floor.Status == IsoFlopStatus.Inside || (options.UseOutside && floor.Status == IsoFlopStatus.Outside),
            Parameters = size is { } s ? (ofParameters ? s : rule.Parameters(flops, s)) : null,
            Tokens = size is { } t ? (ofParameters ? rule.Tokens(flops, t) : t) : null,
            Loss = floor.Loss,
            Curvature = floor.Curvature,
        };
    }
}
