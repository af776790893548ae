using System.Globalization;

namespace ScalingFit;

/// <summary>The runs of one budget, and the best of them by the curve through their losses.</summary>
public sealed record IsoFlopBudget
{
    /// <summary>C, in FLOPs: as given, or the geometric mean of the runs'.</summary>
    public required double Flops { get; init; }

    /// <summary>How many runs there are.</summary>
    public required int Count { get; init; }

    /// <summary>The places of the runs in the table, counted from 0.</summary>
    public required IReadOnlyList<int> Places { get; init; }

    /// <summary>What the runs show.</summary>
    public required IsoFlopStatus Status { get; init; }

    /// <summary>Whether the budget counts in the power laws.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>N*, in parameters; null where there is no minimum.</summary>
    public required double? Parameters { get; init; }

    /// <summary>D*, in tokens; null where there is no minimum.</summary>
    public required double? Tokens { get; init; }

    /// <summary>The loss there, in the unit of the conventions; null where there is no minimum.</summary>
    public required double? Loss { get; init; }

    /// <summary>
    /// The second derivative of the parabola by ln N or ln D, in units of loss: what is lost by missing the optimum. Negative of a concave one, next to zero of a flat one; null of other curves, and where the points are too few.
    /// </summary>
    public required double? Curvature { get; init; }

    /// <summary>D*/N*; null where there is no minimum.</summary>
    public double? TokensPerParameter => Tokens / Parameters;

    /// <summary>By how much the loss of the parabola rises where the size is so many times the best, at the same compute: curvature × ln²(factor)/2.</summary>
    /// <param name="factor">The factor, such as 2. Positive.</param>
    /// <returns>The rise, in units of loss; null where there is no minimum or no parabola.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public double? CostOfMissingBy(double factor)
    {
        Require.Positive(factor, nameof(factor));
        double log = Math.Log(factor);
        return Parameters is null ? null : 0.5 * Curvature * log * log;
    }

    /// <summary>Budget, minimum and what it is worth, in a line.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string head = string.Create(invariant, $"{Flops:0.00e0} FLOP, {Count} runs: ");
        string minimum = Parameters is null ? "" : string.Create(invariant, $"N* {Parameters:0.000e0}, D* {Tokens:0.000e0}, {TokensPerParameter:G3} tokens a parameter, loss {Loss:0.0000}");
        string status = Status switch
        {
            IsoFlopStatus.Inside => "",
            IsoFlopStatus.Outside => IsUsed ? "; beyond its runs" : "; beyond its runs, not used",
            IsoFlopStatus.Concave => "concave, not used",
            _ => "too few sizes, not used",
        };
        return head + minimum + status;
    }
}
