namespace ScalingFit.Laws.Formulas;

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">An identifier, a column's name without brackets, a number as written, or a sign.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="Value">A number's value.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, double Value = 0)
{
    public bool Is(char sign) => Kind == TokenKind.Sign && Text[0] == sign;
}
