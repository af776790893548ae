using System.Globalization;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Which runs an analyst leaves out for their losses.</summary>
public sealed record OutlierRule
{
    private OutlierRule(string name, int highest, double beyond)
    {
        Name = name;
        Highest = highest;
        Beyond = beyond;
    }

    /// <summary>All runs stay.</summary>
    public static OutlierRule None { get; } = new("none left out", 0, double.PositiveInfinity);

    /// <summary>What the rule is called.</summary>
    public string Name { get; }

    /// <summary>How many of the highest losses are left out.</summary>
    internal int Highest { get; }

    /// <summary>The standardised residual beyond which a run is left out.</summary>
    internal double Beyond { get; }

    /// <summary>The highest losses are left out, as Besiroglu et al. 2024 leave out five.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static OutlierRule HighestLosses(int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count.ToString(CultureInfo.InvariantCulture), "At least one run is left out.");
        return new OutlierRule(string.Create(CultureInfo.InvariantCulture, $"the highest {(count == 1 ? "loss" : $"{count} losses")} left out"), count, double.PositiveInfinity);
    }

    /// <summary>Runs far from the law are left out: those whose residual, by a fit of the same law and objective to all runs, lies so many robust standard deviations from the median (see <see cref="RunInfluence.StandardisedResidual"/>).</summary>
    /// <param name="deviations">How many, such as 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static OutlierRule ResidualsBeyond(double deviations)
    {
        Require.Positive(deviations, nameof(deviations));
        return new OutlierRule(string.Create(CultureInfo.InvariantCulture, $"residuals beyond {deviations} left out"), 0, deviations);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Marks the runs that are left out.</summary>
    /// <param name="all">The fit of the law to all of them.</param>
    /// <param name="isOut">A flag a run.</param>
    internal void Mark(LawFit all, bool[] isOut)
    {
        double[] loss = all.Runs.LossArray();
        foreach (int i in Enumerable.Range(0, loss.Length).OrderByDescending(i => loss[i]).Take(Highest)) isOut[i] = true;
        if (double.IsInfinity(Beyond)) return;
        double[] residuals = all.Derive(f => StandardisedResiduals.Of(f));
        for (int i = 0; i < residuals.Length; i++) isOut[i] |= Math.Abs(residuals[i]) > Beyond;
    }
}
