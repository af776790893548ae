using System.Globalization;

namespace ScalingFit;

/// <summary>By how much the minimum of one budget is off, were the losses exactly a law's.</summary>
public sealed record IsoFlopBudgetBias
{
    /// <summary>C, in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>Whether the budget counts in the power laws.</summary>
    public required bool IsUsed { get; init; }

    /// <summary>N* of the law, in parameters.</summary>
    public required double Optimum { get; init; }

    /// <summary>ln N* as the curve finds it less ln N* of the law, where the losses are the law's on the sizes of this budget; null where the curve then has no minimum.</summary>
    public required double? Shift { get; init; }

    /// <summary>The same in closed form from α, β and the sizes; null of other laws than A/N^α + B/D^β and a floor, and of other curves than parabolas.</summary>
    public required double? ClosedFormShift { get; init; }

    /// <summary>The middle of the sizes over the law's N*, such as 2 where sizes reach from half the best to eight times the best.</summary>
    public required double CentreRatio { get; init; }

    /// <summary>The relative error of N*, such as 0.03 where it is 3 % too large.</summary>
    public double? ParametersError => Shift is { } shift ? Math.Exp(shift) - 1 : null;

    /// <summary>The relative error of D* = C/(κN*).</summary>
    public double? TokensError => Shift is { } shift ? Math.Exp(-shift) - 1 : null;

    /// <summary>Whether the middle of the sizes is off the law's N* by more than a factor of 1.5.</summary>
    public bool IsOffCentre => Decisions.GridPlacement.IsOff(Math.Log(CentreRatio));

    /// <summary>Budget, error and centre in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Flops:0.00e0} FLOP: N* {Percent(ParametersError)}, D* {Percent(TokensError)}, sizes centred at {CentreRatio:0.00} N*{(IsOffCentre ? ", off-centre" : "")}{(IsUsed ? "" : ", not used")}");

    private static string Percent(double? share) => share is { } s ? (100 * s).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : "unknown";
}
