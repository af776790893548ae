using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws;

/// <summary>
/// What a law is, once and for all: parameters, variables, terms, and the paper. A <see cref="ScalingLaw"/> is a definition with
/// some parameters perhaps held.
/// </summary>
internal sealed record LawDefinition
{
    public required string Name { get; init; }

    /// <summary>The equation, in the letters its parameters print with.</summary>
    public required string Formula { get; init; }

    /// <summary>Paper and equation.</summary>
    public required string Reference { get; init; }

    public required LawParameter[] Parameters { get; init; }

    public required Variable[] Variables { get; init; }

    /// <summary>What the form takes in, worked out of runs: of a schedule of learning rates, say, its sums. Null where it takes the variables as they are.</summary>
    public Func<RunSet, double[][]>? Inputs { get; init; }

    /// <summary>What the variables of a run must satisfy together, beyond the range of each: shares that add up to 1, say. Throws where some run does not; null for nothing.</summary>
    public Action<RunSet>? Check { get; init; }

    /// <summary>The terms, whose columns are <see cref="Variables"/> or <see cref="Inputs"/> and whose parameters are <see cref="Parameters"/>, by position.</summary>
    public required LawForm Form { get; init; }

    /// <summary>The law as an expression, whichever engine it runs on; null for one that was declared by its terms.</summary>
    public GraphForm? Expression { get; init; }

    /// <summary>What each term is called in a certificate, such as A/N^α.</summary>
    public required string[] TermNames { get; init; }

    /// <summary>For a law of several groups, what each group has; null for others.</summary>
    public LawGroups? Groups { get; init; }

    /// <summary>The columns that the form takes in.</summary>
    /// <exception cref="ArgumentException">A run lacks a variable.</exception>
    /// <exception cref="RunDataException">A variable has values that it cannot have, or several that it cannot have together.</exception>
    public double[][] InputsOf(RunSet runs)
    {
        Check?.Invoke(runs);
        return Inputs is { } inputs ? inputs(runs) : [.. Variables.Select(runs.ColumnArray)];
    }

    public int IndexOf(string parameter) => Array.FindIndex(Parameters, p => string.Equals(p.Name, parameter, StringComparison.Ordinal));
}
