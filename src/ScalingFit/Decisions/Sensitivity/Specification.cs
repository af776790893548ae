using System.Globalization;

namespace ScalingFit;

/// <summary>One combination of an analyst's choices: law, objective, which runs and how they count. It can be fitted again by one call.</summary>
public sealed record Specification
{
    /// <summary>The law.</summary>
    public required ScalingLaw Law { get; init; }

    /// <summary>The objective, and how it is minimised.</summary>
    public required FitOptions Options { get; init; }

    /// <summary>Which runs are left out for their losses.</summary>
    public required OutlierRule Outliers { get; init; }

    /// <summary>The share of the runs, those with the smallest models, that is left out; runs as large as the first that stays stay too.</summary>
    public required double SmallestLeftOut { get; init; }

    /// <summary>The share of the runs, those with the fewest tokens a parameter, that is left out; those with as many as the first that stays stay too.</summary>
    public required double ShortestLeftOut { get; init; }

    /// <summary>What is taken for tokens and for κ.</summary>
    public required ComputeChoice Compute { get; init; }

    /// <summary>How much each run counts.</summary>
    public required RunWeighting Weighting { get; init; }

    /// <summary>The runs of a table that are fitted, with their weights. Each rule looks at the whole table, so that their order plays no part.</summary>
    /// <param name="runs">The whole table.</param>
    /// <exception cref="RunDataException">No run is left.</exception>
    public RunSet Apply(RunSet runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        RunSet counted = Compute.Apply(runs);
        bool[] isOut = LeftOut(Law.Fit(counted, Options));
        double[] factors = Weighting.Factors(counted);
        RunSet weighted = factors.Length == 0 ? counted : counted.Weighted(factors);
        return weighted.Keep([.. Enumerable.Range(0, isOut.Length).Where(i => !isOut[i])], RunsText());
    }

    /// <summary>Fits the law so specified, from starts of its own.</summary>
    /// <param name="runs">The whole table.</param>
    /// <exception cref="RunDataException">Fewer runs are left than the law has free parameters.</exception>
    public LawFit Fit(RunSet runs) => Law.Fit(Apply(runs), Options);

    /// <summary>The choices in a line.</summary>
    public override string ToString() => $"{LawText(Law)}, {Options.Objective}, {RunsText()}, compute {Compute}, weights {Weighting}";

    internal static string LawText(ScalingLaw law) => law.Held.Count + law.Tied.Count == 0 ? law.Name : law.ToString();

    internal static string ShareText(double share, string what) => share == 0 ? $"no {what} left out" : string.Create(CultureInfo.InvariantCulture, $"the {what} {100 * share:0.##} % left out");

    /// <summary>Marks the runs that are left out.</summary>
    /// <param name="all">The fit of the law to all of them.</param>
    internal bool[] LeftOut(LawFit all)
    {
        var isOut = new bool[all.Runs.Count];
        Outliers.Mark(all, isOut);
        if (SmallestLeftOut > 0) MarkBelow(all.Runs.ColumnArray(Variable.Parameters), SmallestLeftOut, isOut);
        if (ShortestLeftOut > 0) MarkBelow([.. all.Runs.ColumnArray(Variable.Tokens).Zip(all.Runs.ColumnArray(Variable.Parameters), (d, n) => d / n)], ShortestLeftOut, isOut);
        return isOut;
    }

    private static void MarkBelow(double[] values, double share, bool[] isOut)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        double least = sorted[(int)(share * sorted.Length)];
        for (int i = 0; i < values.Length; i++) isOut[i] |= values[i] < least;
    }

    private string RunsText() => $"{Outliers}, {ShareText(SmallestLeftOut, "smallest")}, {ShareText(ShortestLeftOut, "shortest")}";
}
