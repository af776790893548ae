namespace ScalingFit.Diagnostics;

/// <summary>A rule that looks at a fit and the runs behind it.</summary>
internal interface IFitRule
{
    /// <summary>What the rule finds; null where nothing is to be said.</summary>
    Finding? Check(LawFit fit);
}
