namespace ScalingFit.Plotting.Drawing;

/// <summary>The budgets that a figure shows: those of the runs, and beyond them to the target.</summary>
internal sealed record FrontierRange(IReadOnlyList<double> Runs, double LeastRun, double MostRun, double Least, double Most)
{
    public static FrontierRange Of(RunSet runs, double? target)
    {
        IReadOnlyList<double> flops = runs.Column(Variable.Flops);
        double least = flops.Min();
        double most = flops.Max();
        return new FrontierRange(flops, least, most, Math.Min(least, target ?? least), Math.Max(most, target ?? most));
    }

    /// <summary>A curve in its parts, below, within and beyond the runs, each with whether the runs reach it.</summary>
    public IEnumerable<(Allocation[] Part, bool Within)> Split(OptimalCurve curve)
    {
        yield return ([.. curve.Optima.Where(o => o.Flops <= LeastRun)], false);
        yield return ([.. curve.Optima.Where(o => o.Flops >= LeastRun && o.Flops <= MostRun)], true);
        yield return ([.. curve.Optima.Where(o => o.Flops >= MostRun)], false);
    }
}
