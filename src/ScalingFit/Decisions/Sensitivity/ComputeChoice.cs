using MathNet.Numerics.Statistics;

namespace ScalingFit;

/// <summary>What an analyst takes for tokens and for κ, the compute of a parameter and token.</summary>
public sealed record ComputeChoice
{
    private ComputeChoice(string name, ComputeRule? rule, bool needsMeasured, bool tokensFromFlops)
    {
        Name = name;
        Rule = rule;
        NeedsMeasured = needsMeasured;
        TokensFromFlops = tokensFromFlops;
    }

    /// <summary>Runs and compute rule as they are.</summary>
    public static ComputeChoice AsGiven { get; } = new("as given", null, needsMeasured: false, tokensFromFlops: false);

    /// <summary>Tokens from C/(κN) by the runs' rule, although they were given. For tables where every row gives size, data and compute.</summary>
    public static ComputeChoice TokensFromCompute { get; } = new("tokens from compute", null, needsMeasured: true, tokensFromFlops: true);

    /// <summary>The budget by the median of C/(N·D) over the runs instead of the rule's κ. For tables where every row gives size, data and compute.</summary>
    public static ComputeChoice MeasuredRule { get; } = new("κ as measured", null, needsMeasured: true, tokensFromFlops: false);

    /// <summary>What the choice is called.</summary>
    public string Name { get; }

    /// <summary>Whether every row must give size, data and compute.</summary>
    internal bool NeedsMeasured { get; }

    private ComputeRule? Rule { get; }

    private bool TokensFromFlops { get; }

    /// <summary>Another rule: what the runs' own rule was used for is worked out anew, and budgets go by it.</summary>
    /// <param name="rule">The rule.</param>
    public static ComputeChoice Under(ComputeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new ComputeChoice(rule.ToString(), rule, needsMeasured: false, tokensFromFlops: false);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether the choice is one for these runs: where compute was not measured there is nothing to choose.</summary>
    internal bool AppliesTo(RunSet runs) => !NeedsMeasured || Enumerable.Range(0, runs.Count).All(runs.GivesAll);

    internal RunSet Apply(RunSet runs)
    {
        if (!NeedsMeasured && Rule is null) return runs;
        ComputeRule rule = Rule ?? runs.Conventions.ComputeRule;
        if (NeedsMeasured && !TokensFromFlops) rule = new ComputeRule { FlopsPerParameterToken = runs.Select(r => r.Flops!.Value / (r.Parameters!.Value * r.Tokens!.Value)).Median() };
        return runs.Counted(rule, TokensFromFlops);
    }
}
