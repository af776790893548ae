using System.Globalization;

namespace ScalingFit;

/// <summary>What size and data are worth at the optimum of a budget, and how the optimum moves with the law's parameters.</summary>
public sealed record AllocationElasticities
{
    /// <summary>The optimum.</summary>
    public required Allocation Allocation { get; init; }

    /// <summary>ε_N = -∂ln(L - E)/∂ln N: for each per cent of size so many per cent less of the loss above the floor. Of a law without a floor E is 0.</summary>
    public required double OfParameters { get; init; }

    /// <summary>ε_D = -∂ln(L - E)/∂ln D. At the optimum it equals ε_N, for a parameter and a token more cost the same in per cent.</summary>
    public required double OfTokens { get; init; }

    /// <summary>The derivatives of ln N*, one a parameter of the law, in its order.</summary>
    public required IReadOnlyList<AllocationSensitivity> Sensitivities { get; init; }

    /// <summary>The derivative of ln N* by a parameter: by its logarithm for an amplitude or a multiplier, by itself for others.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    public double this[string parameter] => Sensitivities.FirstOrDefault(s => string.Equals(s.Parameter, parameter, StringComparison.Ordinal))?.OfParameters
        ?? throw new ArgumentException($"The law has no parameter \"{parameter}\"; it has {string.Join(", ", Sensitivities.Select(s => s.Parameter))}.", nameof(parameter));

    /// <summary>The optimum, the two elasticities and the derivatives, a line each.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Allocation}\n1 % more of either takes {OfParameters:G4} % off the loss above the floor\n{string.Join('\n', Sensitivities)}");
}
