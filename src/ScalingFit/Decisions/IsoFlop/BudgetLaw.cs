using System.Globalization;

namespace ScalingFit;

/// <summary>A power law of the budget, y = c·C^a, by least squares of ln y on ln C.</summary>
public sealed record BudgetLaw
{
    /// <summary>a.</summary>
    public required double Exponent { get; init; }

    /// <summary>c: y at one FLOP, far from any budget, so that it says little by itself.</summary>
    public required double Coefficient { get; init; }

    /// <summary>The share of the scatter of ln y that the line accounts for. Near 1 for any quantity that grows over decades; no sign of a good forecast.</summary>
    public required double RSquared { get; init; }

    /// <summary>How many budgets it rests on.</summary>
    public required int Count { get; init; }

    /// <summary>y at a budget.</summary>
    /// <param name="flops">C, in FLOPs. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double At(double flops)
    {
        Require.Positive(flops, nameof(flops));
        return Coefficient * Math.Pow(flops, Exponent);
    }

    /// <summary>The law with its numbers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Coefficient:G5}·C^{Exponent:0.0000} (R² {RSquared:0.0000}, {Count} budgets)");
}
