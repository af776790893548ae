using System.Globalization;
using System.Text;

namespace ScalingFit.Laws.Formulas;

/// <summary>Takes a formula apart into numbers, identifiers, columns and signs.</summary>
internal sealed class Tokenizer
{
    private readonly string _formula;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Tokenizer(string formula) => _formula = formula;

    /// <summary>The pieces, the last of which is the end.</summary>
    /// <exception cref="FormulaException">A character has no meaning in a formula, or a square bracket is not closed.</exception>
    public static List<Token> Read(string formula)
    {
        var reader = new Tokenizer(formula);
        while (reader._at < formula.Length) reader.Next();
        reader._tokens.Add(new Token(TokenKind.End, "", formula.Length));
        return reader._tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _formula.Length ? _formula[_at + ahead] : '\0';

    private void Next()
    {
        char c = Peek();
        if (char.IsWhiteSpace(c)) _at++;
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) Number();
        else if (char.IsLetter(c) || c == '_') Name();
        else if (c == '[') Column();
        else Sign(c);
    }

    private void Number()
    {
        int start = _at;
        Digits();
        if (Peek() == '.')
        {
            _at++;
            Digits();
        }

        int sign = Peek(1) is '+' or '-' ? 2 : 1;
        if (Peek() is 'e' or 'E' && char.IsAsciiDigit(Peek(sign)))
        {
            _at += sign;
            Digits();
        }

        string text = _formula[start.._at];
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw new FormulaException(_formula, start, $"{text} is larger than any number that can be stored.");
        _tokens.Add(new Token(TokenKind.Number, text, start, value));
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek())) _at++;
    }

    private void Name()
    {
        int start = _at;
        while (char.IsLetterOrDigit(Peek()) || Peek() == '_' || GreekNames.IsSubscript(Peek())) _at++;
        _tokens.Add(new Token(TokenKind.Name, _formula[start.._at], start));
    }

    private void Column()
    {
        int end = _formula.IndexOf(']', _at);
        if (end < 0) throw new FormulaException(_formula, _at, "This square bracket is not closed: write the column's name and ].");
        string name = _formula[(_at + 1)..end].Trim();
        if (name.Length == 0) throw new FormulaException(_formula, _at, "These square brackets are empty: write a column's name between them, as in [unique tokens].");
        _tokens.Add(new Token(TokenKind.Column, name, _at));
        _at = end + 1;
    }

    private void Sign(char c)
    {
        string? sign = c switch
        {
            '+' or '/' or '^' or '(' or ')' or ',' or '=' => c.ToString(),
            '-' or '\u2212' => "-",
            '*' when Peek(1) == '*' => "^",
            '*' or '\u00b7' or '\u22c5' or '\u00d7' => "*",
            _ => null,
        };
        if (sign is null) throw new FormulaException(_formula, _at, Unknown(c));
        _tokens.Add(new Token(TokenKind.Sign, sign, _at));
        _at += c == '*' && sign[0] == '^' ? 2 : 1;
    }

    private string Unknown(char c)
    {
        string shown = Rune.TryGetRuneAt(_formula, _at, out Rune rune) ? rune.ToString() : $"U+{(int)c:X4}";
        string advice = c switch
        {
            ']' => "It closes no square bracket; columns are written as [unique tokens].",
            '{' or '}' => "Group with round brackets.",
            '\u00b2' or '\u00b3' => "Write powers with ^, as in x^2.",
            _ => "A formula is made of numbers, names, + - * / ^, round brackets, functions, and columns in square brackets.",
        };
        return $"The character {shown} has no meaning here. {advice}";
    }
}
