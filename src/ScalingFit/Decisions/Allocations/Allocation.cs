using System.Globalization;

namespace ScalingFit;

/// <summary>How a law would spend a budget: the size and data of lowest loss for what they cost, or of least cost for their loss.</summary>
public sealed record Allocation
{
    /// <summary>The budget; of an allocation for a loss the least that reaches it. In FLOPs, those of inference included where it was asked for, or in the unit of the cost that was given.</summary>
    public required double Flops { get; init; }

    /// <summary>What <see cref="Flops"/> is counted in.</summary>
    public string Unit { get; init; } = "FLOP";

    /// <summary>N*, the size, in parameters.</summary>
    public required double Parameters { get; init; }

    /// <summary>D*, the data, in tokens.</summary>
    public required double Tokens { get; init; }

    /// <summary>The loss there.</summary>
    public required double Loss { get; init; }

    /// <summary>D*/N*.</summary>
    public double TokensPerParameter => Tokens / Parameters;

    /// <summary>What keeps size and data from where the law alone would put them.</summary>
    public AllocationBinding Binding { get; init; }

    /// <summary>The interval of the least budget that reaches a loss; null for a budget that was given, and where no resamples were given, or they are not usable.</summary>
    public Interval? FlopsInterval { get; init; }

    /// <summary>The interval of N*; null where no resamples were given, or they are not usable.</summary>
    public Interval? ParametersInterval { get; init; }

    /// <summary>The interval of D*; null where no resamples were given, or they are not usable.</summary>
    public Interval? TokensInterval { get; init; }

    /// <summary>The interval of D*/N*; null where no resamples were given, or they are not usable.</summary>
    public Interval? TokensPerParameterInterval { get; init; }

    /// <summary>The interval of the loss at the optimum; null where the loss was given, and where no resamples were given, or they are not usable.</summary>
    public Interval? LossInterval { get; init; }

    /// <summary>That the optimum lies where no run was made; empty within the runs' sizes and data, and for a law without runs.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Budget, size, data, ratio and loss in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Flops:0.###e0} {Unit}: N {Parameters:0.###e0}, D {Tokens:0.###e0}, {TokensPerParameter:G4} tokens a parameter, loss {Loss:G5}");
}
