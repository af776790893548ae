namespace ScalingFit;

/// <summary>What a formula, or a lambda, does not say about its law.</summary>
public sealed record FormulaOptions
{
    /// <summary>Nothing more than the formula.</summary>
    public static FormulaOptions Default { get; } = new();

    /// <summary>What the law is called. A law from a lambda has its name already.</summary>
    public string Name { get; init; } = "Formula";

    /// <summary>The identifiers that are columns, beside N and D, and what they are.</summary>
    public IReadOnlyList<Variable> Variables { get; init; } = [];

    /// <summary>Parameters to take instead of the inferred ones of the same <see cref="LawParameter.Name"/>: for another kind, starts, symbol or meaning.</summary>
    public IReadOnlyList<LawParameter> Parameters { get; init; } = [];

    /// <summary>Where the law comes from.</summary>
    public string Reference { get; init; } = "";
}
