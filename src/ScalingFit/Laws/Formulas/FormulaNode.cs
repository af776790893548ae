namespace ScalingFit.Laws.Formulas;

/// <summary>A formula once it is read: what is done with what, and where it stands in the text.</summary>
/// <param name="Position">The character to point at.</param>
internal abstract record FormulaNode(int Position)
{
    internal sealed record Number(int Position, double Value) : FormulaNode(Position);

    /// <summary>A parameter, by its identifier as written.</summary>
    internal sealed record Parameter(int Position, string Name) : FormulaNode(Position);

    /// <summary>A column, by the symbol of its variable.</summary>
    internal sealed record Column(int Position, string Symbol) : FormulaNode(Position);

    internal sealed record Negative(int Position, FormulaNode Of) : FormulaNode(Position);

    internal sealed record Binary(int Position, char Sign, FormulaNode Left, FormulaNode Right) : FormulaNode(Position);

    internal sealed record Call(int Position, string Function, FormulaNode[] Arguments) : FormulaNode(Position);
}
