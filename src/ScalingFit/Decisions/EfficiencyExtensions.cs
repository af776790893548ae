using System.Globalization;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Efficiency multipliers of recipes that share a floor and exponents, such as the groups of one fit.</summary>
public static class EfficiencyExtensions
{
    /// <summary>Numbers that went through one fit differ by rounding at most.</summary>
    private const double Same = 1e-9;

    /// <summary>
    /// What this recipe's parameters and tokens are worth in those of a reference: ρ_N = (A_ref/A)^(1/α), ρ_D = (B_ref/B)^(1/β). Of a bootstrap ask
    /// <c>boot.Of(f => f.ForGroup("muon").EfficiencyOver(f.ForGroup("adamw")).Compute)</c>.
    /// </summary>
    /// <param name="law">The law of the recipe in question, of the shape E + (A/N^α + B/D^β)^k.</param>
    /// <param name="reference">The law of the recipe that is 1, by the same conventions.</param>
    /// <returns>ρ_N, ρ_D and their product.</returns>
    /// <exception cref="ArgumentException">The two do not share floor, exponents and power, so that no multiplier holds at all scales (ask for <see cref="ComputeExtensions.ComputeMultiplier"/> at a budget), or follow different conventions (SF5003).</exception>
    /// <exception cref="NotSupportedException">A law is of another shape.</exception>
    public static Efficiency EfficiencyOver(this FittedLaw law, FittedLaw reference)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(reference);
        Require.Comparable(law.Conventions, reference.Conventions, nameof(reference));
        if (!SeparableLaw.TryRead(law, out SeparableLaw mine) || !SeparableLaw.TryRead(reference, out SeparableLaw theirs)) throw new NotSupportedException($"{law.Law.Name} is not of the shape E + (A/N^α + B/D^β)^k.");
        RequireShared("floor", mine.Floor, theirs.Floor, nameof(reference));
        RequireShared("alpha", mine.Alpha, theirs.Alpha, nameof(reference));
        RequireShared("beta", mine.Beta, theirs.Beta, nameof(reference));
        RequireShared("outer power", mine.Power, theirs.Power, nameof(reference));
        return new Efficiency(Math.Pow(theirs.A / mine.A, 1 / mine.Alpha), Math.Pow(theirs.B / mine.B, 1 / mine.Beta));
    }

    private static void RequireShared(string what, double mine, double theirs, string argument)
    {
        if (Math.Abs(mine - theirs) <= Same * Math.Abs(theirs)) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{what} is {mine} and {theirs}: without a shared floor and shared exponents there is no multiplier for all scales. Share them in {nameof(ScalingLaw.Grouped)}, or ask for {nameof(ComputeExtensions.ComputeMultiplier)} at a budget."),
            argument);
    }
}
