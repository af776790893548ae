namespace ScalingFit.Diagnostics;

/// <summary>A rule that looks at a law with its numbers alone, wherever they come from.</summary>
internal interface ILawRule
{
    /// <summary>What the rule finds; null where nothing is to be said.</summary>
    Finding? Check(FittedLaw law);
}
