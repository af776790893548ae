namespace ScalingFit.Decisions;

/// <summary>The runs of one budget as its curve sees them: logarithms of size on the axis, losses and weights. Other losses on the same sizes have their minimum by the same curve.</summary>
internal sealed record BudgetRuns(IsoFlopOptions Options, double[] LogSizes, double[] Losses, double[] Weights)
{
    public static BudgetRuns Of(RunSet runs, IsoFlopOptions options, double[] logSizes, IReadOnlyList<int> places) => new(
        options,
        [.. places.Select(i => logSizes[i])],
        [.. places.Select(i => runs[i].Loss)],
        [.. places.Select(i => runs[i].LossStandardDeviation is { } deviation ? runs[i].Weight / (deviation * deviation) : runs[i].Weight)]);

    /// <summary>The budgets of a result, in its order.</summary>
    public static BudgetRuns[] Of(IsoFlop iso)
    {
        double[] sizes = Array.ConvertAll(iso.Runs.ColumnArray(iso.Options.Axis), Math.Log);
        return [.. iso.Budgets.Select(b => Of(iso.Runs, iso.Options, sizes, b.Places))];
    }

    public ValleyFloor Floor() => Options.Interpolation == IsoFlopInterpolation.Akima
        ? ValleyCurve.Akima(LogSizes, Losses, Weights, Options.FewestPoints)
        : ValleyCurve.Parabola(LogSizes, Losses, Weights, Options.FewestPoints);

    /// <summary>The middle between the smallest and the largest size, as a logarithm on the axis.</summary>
    public double Middle => 0.5 * (LogSizes.Min() + LogSizes.Max());

    /// <summary>ln N of a place on the axis: on the budget by the rule, whatever the rows themselves say.</summary>
    /// <param name="place">ln N or ln D.</param>
    /// <param name="logProduct">ln(N·D) = ln(C/κ).</param>
    public double LogParameters(double place, double logProduct) => Options.Axis.Equals(Variable.Parameters) ? place : logProduct - place;
}
