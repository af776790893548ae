using System.Globalization;

namespace ScalingFit;

/// <summary>
/// What one recipe's parameters and tokens are worth in those of another with the same floor and exponents: L = E + A/(ρ_N N)^α + B/(ρ_D D)^β. At the optimum the compute that a loss needs falls by ρ_N·ρ_D, at every budget.
/// </summary>
/// <param name="Parameters">ρ_N: one parameter counts as so many of the other recipe's.</param>
/// <param name="Tokens">ρ_D: one token counts as so many.</param>
public readonly record struct Efficiency(double Parameters, double Tokens)
{
    /// <summary>ρ_N·ρ_D: so many times less compute for the same loss.</summary>
    public double Compute => Parameters * Tokens;

    /// <summary>The three factors in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ρ_N {Parameters:G4}, ρ_D {Tokens:G4}, {Compute:G4} times less compute");
}
