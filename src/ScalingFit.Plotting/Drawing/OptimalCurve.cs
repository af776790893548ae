namespace ScalingFit.Plotting.Drawing;

/// <summary>The compute-optimal frontier over a range of budgets, and the band that the draws of a bootstrap spread about it.</summary>
internal sealed class OptimalCurve
{
    /// <summary>So many budgets bend smoothly at the width of a page, and keep a thousand draws a matter of milliseconds.</summary>
    private const int Steps = 60;

    private OptimalCurve(double[] flops, Allocation[] optima)
    {
        Flops = flops;
        Optima = optima;
    }

    /// <summary>The budgets, rising.</summary>
    public double[] Flops { get; }

    /// <summary>The fit's optimum at each.</summary>
    public Allocation[] Optima { get; }

    /// <summary>The frontier over a range, with the ends of the runs among its budgets, so that it can be split there.</summary>
    public static OptimalCurve Over(FittedLaw law, FrontierRange range)
    {
        double from = Math.Log(range.Least);
        double to = Math.Log(range.Most);
        double[] flops =
        [
            .. Enumerable.Range(1, Steps - 1)
                .Select(i => Math.Exp(from + ((to - from) * i / Steps)))
                .Concat([range.Least, range.LeastRun, range.MostRun, range.Most])
                .Distinct()
                .Order(),
        ];
        return new OptimalCurve(flops, Array.ConvertAll(flops, law.Allocate));
    }

    /// <summary>The interval of a quantity at each budget; null where fewer than two draws have one.</summary>
    /// <remarks>A draw without an optimum, or whose optimum is not a finite number, is left out: it has no frontier to show.</remarks>
    public static Interval?[] Band(Bootstrap? bootstrap, double[] flops, Func<Allocation, double> quantity, double level)
    {
        if (bootstrap is null) return new Interval?[flops.Length];
        double[][] rows = [.. bootstrap.Draws.Select(draw => TryRow(draw, flops, quantity)).OfType<double[]>()];
        return [.. flops.Select((_, i) => IntervalOf([.. rows.Select(row => row[i]).Where(double.IsFinite)], level))];
    }

    private static double[]? TryRow(FittedLaw draw, double[] flops, Func<Allocation, double> quantity)
    {
        try
        {
            return Array.ConvertAll(flops, c => quantity(draw.Allocate(c)));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // The budgets are sound, so it is the draw's optimum that overflowed.
            return null;
        }
    }

    private static Interval? IntervalOf(double[] values, double level) => values.Length < 2 ? null : Interval.OfSample(values, level);
}
