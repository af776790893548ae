namespace ScalingFit;

/// <summary>A formula that cannot be read, with the place and what to do about it.</summary>
public sealed class FormulaException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="formula">The formula as it was given.</param>
    /// <param name="position">The character at fault, counted from 0; the length of the formula where something is missing at its end.</param>
    /// <param name="reason">What is wrong and what to do.</param>
    public FormulaException(string formula, int position, string reason)
        : base(Compose(formula, position, reason))
    {
        Formula = formula;
        Position = position;
    }

    /// <summary>The formula as it was given.</summary>
    public string Formula { get; }

    /// <summary>The character at fault, counted from 0.</summary>
    public int Position { get; }

    /// <summary>The reason first: what prints an exception puts its type before the first line, which would move the caret away from its character.</summary>
    private static string Compose(string formula, int position, string reason)
    {
        ArgumentNullException.ThrowIfNull(formula);
        string line = string.Concat(formula.Select(c => char.IsControl(c) ? ' ' : c));
        return $"{reason}\n  {line}\n  {new string(' ', Math.Max(position, 0))}^";
    }
}
