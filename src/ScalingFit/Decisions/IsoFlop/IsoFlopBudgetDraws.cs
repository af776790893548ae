using System.Globalization;

namespace ScalingFit;

/// <summary>What the draws of a bootstrap found at one budget.</summary>
public sealed record IsoFlopBudgetDraws
{
    /// <summary>C, in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>How many draws show a minimum inside the sizes; the others have no part.</summary>
    public required int Shown { get; init; }

    /// <summary>Whether the budget counts in the power laws of the draws: at least half of the draws show a minimum, and of the losses as they are one counts.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>The median of N*, in parameters; null where no draw shows a minimum.</summary>
    public required double? Parameters { get; init; }

    /// <summary>The standard deviation of ln N* over draws, and at least a third of the mean spacing of ln N: a minimum is known no better than the sizes allow. Null where fewer than two draws show one.</summary>
    public required double? LogDeviation { get; init; }

    /// <summary>Budget, median and deviation in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Flops:0.00e0} FLOP: N* {(Parameters is { } n ? n.ToString("0.000e0", CultureInfo.InvariantCulture) : "unknown")}, standard deviation of ln N* {(LogDeviation is { } d ? d.ToString("0.000", CultureInfo.InvariantCulture) : "unknown")}, {Shown} draws{(IsUsed ? "" : ", not used")}");
}
