namespace ScalingFit;

/// <summary>A quantity that a law depends on and a table holds a column of.</summary>
/// <remarks>Two variables are the same when their symbols are, whatever their names say.</remarks>
public sealed class Variable : IEquatable<Variable>
{
    private Variable(string symbol, string name, string unit, VariableRange range = VariableRange.Positive)
    {
        Symbol = symbol;
        Name = name;
        Unit = unit;
        Range = range;
    }

    /// <summary>N, model size in parameters.</summary>
    public static Variable Parameters { get; } = new("N", "parameters", "parameters");

    /// <summary>D, training data in tokens.</summary>
    public static Variable Tokens { get; } = new("D", "tokens", "tokens");

    /// <summary>C, training compute in floating-point operations.</summary>
    public static Variable Flops { get; } = new("C", "compute", "FLOP");

    /// <summary>t, the step of a run at which the loss was measured: <see cref="TrainingRun.Step"/>.</summary>
    public static Variable Step { get; } = new("t", "step", "steps");

    /// <summary>A quantity of another kind, which runs give in <see cref="TrainingRun.Values"/>.</summary>
    /// <param name="symbol">The symbol that formulas use, such as <c>U</c>.</param>
    /// <param name="name">What it is, such as <c>unique tokens</c>.</param>
    /// <param name="unit">What it is counted in.</param>
    /// <param name="range">Which values mean anything.</param>
    /// <exception cref="ArgumentException">The symbol is empty, or N, D, C or t.</exception>
    public static Variable Of(string symbol, string name = "", string unit = "", VariableRange range = VariableRange.Positive)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        if (symbol is "N" or "D" or "C" or "t") throw new ArgumentException($"{symbol} is a variable already: {nameof(Variable)}.{nameof(Parameters)}, {nameof(Tokens)}, {nameof(Flops)} or {nameof(Step)}.", nameof(symbol));
        return new Variable(symbol, string.IsNullOrEmpty(name) ? symbol : name, unit, range);
    }

    /// <summary>The symbol that formulas use.</summary>
    public string Symbol { get; }

    /// <summary>What it is, in a word.</summary>
    public string Name { get; }

    /// <summary>What it is counted in.</summary>
    public string Unit { get; }

    /// <summary>Which values mean anything.</summary>
    public VariableRange Range { get; }

    /// <summary>Whether a value lies in <see cref="Range"/>, and is finite.</summary>
    internal bool Allows(double value) => double.IsFinite(value) && Range switch
    {
        VariableRange.Positive => value > 0,
        VariableRange.NonNegative => value >= 0,
        VariableRange.ShareBelowOne => value is >= 0 and < 1,
        _ => value is >= 0 and <= 1,
    };

    /// <summary>What is wrong with a value that <see cref="Range"/> does not allow.</summary>
    internal string Misfit => Range switch
    {
        VariableRange.Positive => "not positive",
        VariableRange.NonNegative => "negative",
        VariableRange.ShareBelowOne => "not a share below 1",
        _ => "not a share, which lies between 0 and 1",
    };

    /// <summary>Whether the symbols are the same.</summary>
    public bool Equals(Variable? other) => other is not null && string.Equals(Symbol, other.Symbol, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Variable);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Symbol);

    /// <summary>Symbol and name, such as <c>N (parameters)</c>.</summary>
    public override string ToString() => $"{Symbol} ({Name})";
}
