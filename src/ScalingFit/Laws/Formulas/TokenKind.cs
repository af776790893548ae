namespace ScalingFit.Laws.Formulas;

/// <summary>What a piece of a formula is.</summary>
internal enum TokenKind
{
    Number,

    /// <summary>An identifier.</summary>
    Name,

    /// <summary>A column in square brackets.</summary>
    Column,

    /// <summary>One of + - * / ^ ( ) , =, whichever of its spellings was used.</summary>
    Sign,

    End,
}
