using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Minimisers;
using ScalingFit.Numerics.Screening;

namespace ScalingFit.Fitting;

/// <summary>The candidate starts of a problem: a grid of exponents for a posynomial, points that fill the parameters' ranges for a written law, and for groups the same candidates for each.</summary>
internal static class StartGrids
{
    public static IStartGrid Make(FitProblem problem, double[] held, int[] leaders, double[] means, int[] groupCounts) => problem.Law.Definition.Form switch
    {
        GroupedForm grouped => new GroupedGrid(grouped, [.. Enumerable.Range(0, grouped.GroupCount).Select(g => Make(problem, grouped, g, held, leaders, means))], groupCounts),
        _ => Make(problem, problem.Law.Definition.Form, problem.Rows, held, leaders, means, problem.Coordinates),
    };

    /// <summary>
    /// The candidates of one group. They must be those of every other, so a parameter counts as held, or tied, only where it is so in all groups; what a single group holds takes its value when
    /// a candidate becomes a start.
    /// </summary>
    private static IStartGrid Make(FitProblem problem, GroupedForm form, int group, double[] held, int[] leaders, double[] means)
    {
        int count = form.Inner.ParameterCount;
        var ownHeld = new double[count];
        var ownLeaders = new int[count];
        for (int m = 0; m < count; m++)
        {
            bool heldInAll = true;
            int leader = LeaderWithin(form, 0, m, leaders);
            bool tiedInAll = leader != m;
            for (int g = 0; g < form.GroupCount; g++)
            {
                heldInAll &= !double.IsNaN(held[form.ParametersOf(g)[m]]);
                tiedInAll &= LeaderWithin(form, g, m, leaders) == leader;
            }

            ownHeld[m] = heldInAll ? held[form.ParametersOf(group)[m]] : double.NaN;
            ownLeaders[m] = tiedInAll ? leader : m;
        }

        FreeCoordinates coordinates = FreeCoordinates.Create(form.Inner, ownHeld, ownLeaders, means, new double[count]);
        return Make(problem, form.Inner, problem.Rows.Parts[group], ownHeld, ownLeaders, means, coordinates);
    }

    /// <summary>The parameter of the same group that one is tied to; itself where it is tied to none, or to one of another group.</summary>
    private static int LeaderWithin(GroupedForm form, int group, int parameter, int[] leaders)
    {
        ReadOnlySpan<int> map = form.ParametersOf(group);
        int leader = map.IndexOf(leaders[map[parameter]]);
        return leader < 0 ? parameter : leader;
    }

    private static IStartGrid Make(FitProblem problem, LawForm form, RowTable rows, double[] held, int[] leaders, double[] means, FreeCoordinates coordinates) => form switch
    {
        PosynomialForm posynomial => new ScreenGrid(posynomial, rows, held, leaders, means, problem.Options.Width, problem.Rows),
        GraphForm graph => new SampleGrid(graph, coordinates, rows, Ranges(problem), problem.Options.Width),
        _ => throw new NotSupportedException($"No starts are known for {form}."),
    };

    /// <summary>
    /// Where each parameter of a law that is any expression may start, on the engine's scale: exponents by the widest range of a variable, floors by the lowest loss, amplitudes that are not
    /// solved for by the losses' size, multipliers about 1.
    /// </summary>
    private static (double Low, double High)[] Ranges(FitProblem problem)
    {
        LawDefinition definition = problem.Law.Definition.Groups?.Law.Definition ?? problem.Law.Definition;
        double range = 0;
        foreach (Variable variable in definition.Variables)
        {
            double[] column = problem.Runs.ColumnArray(variable);
            if (column.Min() > 0) range = Math.Max(range, Math.Log(column.Max() / column.Min()));
        }

        // Losses less those of another model are negative: the parameters' sizes are those of the losses all the same.
        double[] loss = Array.ConvertAll(problem.Runs.LossArray(), Math.Abs);
        double lowest = loss.Min();
        double middle = loss.Average();
        return Array.ConvertAll(definition.Parameters, p =>
        {
            (double low, double high) = p.Kind switch
            {
                _ when p.StartsLike is { } like => About(Array.ConvertAll(problem.Runs.ColumnArray(like), x => Math.Pow(x, p.StartsLikePower))),
                ParameterKind.Floor => (0.02 * lowest, lowest),
                ParameterKind.Amplitude => (1e-2 * middle, 1e2 * middle),
                ParameterKind.Exponent => (0.1 / Math.Max(range, 1), 8 / Math.Max(range, 1)),
                ParameterKind.Multiplier => (0.1, 10),
                _ => (-3.0, 3.0),
            };

            // A start outside what the law allows would only be put back on the bound.
            ParameterBounds allowed = p.Range;
            low = Math.Max(p.LowestStart ?? low, allowed.Lowest);
            high = Math.Min(p.HighestStart ?? high, allowed.Highest);
            return (p.ToEngine(low), p.ToEngine(Math.Max(low, high)));
        });
    }

    /// <summary>A scale matters while it lies among the values that it is compared with, or not far outside. A zero says nothing of it.</summary>
    private static (double Low, double High) About(double[] column)
    {
        double[] positive = [.. column.Where(x => x > 0 && double.IsFinite(x))];
        return positive.Length == 0 ? (0.1, 10) : (positive.Min() / 10, positive.Max() * 10);
    }
}
