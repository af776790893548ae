namespace ScalingFit.Diagnostics;

/// <summary>C as given over C by the rule, κND, for the rows that gave all three themselves: where a column of compute was measured, it can be held against the conventions.</summary>
internal static class ComputeRatio
{
    public static (double Parameters, double Ratio)[] Of(RunSet runs) =>
    [
        .. Enumerable.Range(0, runs.Count).Where(runs.GivesAll).Select(i => (
            runs[i].Parameters!.Value,
            runs[i].Flops!.Value / runs.Conventions.ComputeRule.Flops(runs[i].Parameters!.Value, runs[i].Tokens!.Value))),
    ];
}
