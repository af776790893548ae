namespace ScalingFit.Diagnostics;

/// <summary>A rule that looks at a table of runs alone.</summary>
internal interface IRunRule
{
    /// <summary>What the rule finds; null where nothing is to be said.</summary>
    Finding? Check(RunSet runs);
}
