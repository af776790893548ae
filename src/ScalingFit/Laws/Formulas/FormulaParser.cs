namespace ScalingFit.Laws.Formulas;

/// <summary>
/// Reads a formula by recursive descent. From loosest to tightest: + and -, * and /, the sign in front, ^ (from the right).
/// <code>
/// formula = [name "="] sum
/// sum     = product {("+" | "-") product}
/// product = signed {("*" | "/") signed}
/// signed  = ("-" | "+") signed | power
/// power   = operand ["^" signed]
/// operand = number | column | name | function "(" sum {"," sum} ")" | "(" sum ")"
/// </code>
/// </summary>
internal sealed class FormulaParser
{
    /// <summary>Brackets within brackets: more than any law has, and less than the stack holds.</summary>
    private const int DeepestNesting = 200;

    private readonly string _formula;
    private readonly List<Token> _tokens;
    private readonly HashSet<string> _columns;
    private int _at;
    private int _depth;

    private FormulaParser(string formula, IReadOnlyList<Variable> variables)
    {
        _formula = formula;
        _tokens = Tokenizer.Read(formula);
        _columns = [.. variables.Select(v => v.Symbol), "N", "D"];

        // C is compute where nothing else says how large a run is; beside N or D it is the next letter after A and B.
        if (!_tokens.Exists(t => t.Kind is TokenKind.Name or TokenKind.Column && t.Text is "N" or "D")) _columns.Add("C");
    }

    private Token Current => _tokens[_at];

    /// <summary>Reads a formula.</summary>
    /// <param name="formula">The text.</param>
    /// <param name="variables">The identifiers that are columns, beside N and D.</param>
    /// <exception cref="FormulaException">It cannot be read.</exception>
    public static FormulaNode Read(string formula, IReadOnlyList<Variable> variables)
    {
        var parser = new FormulaParser(formula, variables);
        if (parser.Current.Kind == TokenKind.End) throw parser.Error(0, "The formula is empty. Write one such as L = E + A/N^alpha + B/D^beta.");
        parser.SkipResponse();
        FormulaNode root = parser.Sum();
        Token rest = parser.Current;
        if (rest.Kind == TokenKind.End) return root;
        throw parser.Error(rest.Position, rest.Text switch
        {
            ")" => "This bracket closes none: take it away, or open one before.",
            "," => "A comma separates the arguments of a function only. Numbers are written with a decimal point, as in 0.34.",
            _ => "Only one = can stand in a formula, behind the name of what is predicted.",
        });
    }

    private void SkipResponse()
    {
        int equals = _tokens.FindIndex(t => t.Is('='));
        if (equals < 0) return;
        if (equals == 1 && _tokens[0].Kind is TokenKind.Name or TokenKind.Column)
        {
            _at = 2;
            return;
        }

        if (equals == 0) throw Error(_tokens[0].Position, "A name is missing in front of the =, as in L = E + A/N^alpha.");
        throw Error(_tokens[1].Position, "In front of the = stands one name and nothing else: write L = ..., without arguments or factors.");
    }

    private FormulaNode Sum()
    {
        FormulaNode left = Product();
        while (Current.Is('+') || Current.Is('-'))
        {
            Token sign = Take();
            left = new FormulaNode.Binary(sign.Position, sign.Text[0], left, Product());
        }

        return left;
    }

    private FormulaNode Product()
    {
        FormulaNode left = Signed();
        while (true)
        {
            if (Current.Is('*') || Current.Is('/'))
            {
                Token sign = Take();
                left = new FormulaNode.Binary(sign.Position, sign.Text[0], left, Signed());
            }
            else if (Current.Is('(') || Current.Kind is TokenKind.Number or TokenKind.Name or TokenKind.Column)
            {
                throw Error(Current.Position, "An operator is missing here. Multiplication must be written, as in 2*N.");
            }
            else
            {
                return left;
            }
        }
    }

    private FormulaNode Signed()
    {
        if (!Current.Is('-') && !Current.Is('+')) return Power();
        Token sign = Take();
        Enter(sign);
        FormulaNode of = Signed();
        _depth--;
        return sign.Is('-') ? new FormulaNode.Negative(sign.Position, of) : of;
    }

    private FormulaNode Power()
    {
        FormulaNode value = Operand();
        if (!Current.Is('^')) return value;
        Token sign = Take();
        Enter(sign);
        FormulaNode power = Signed();
        _depth--;
        return new FormulaNode.Binary(sign.Position, '^', value, power);
    }

    private FormulaNode Operand()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new FormulaNode.Number(token.Position, token.Value);
            case TokenKind.Column:
                Take();
                return new FormulaNode.Column(token.Position, token.Text);
            case TokenKind.Name:
                Take();
                return Named(token);
        }

        if (!token.Is('(')) throw Error(token.Position, token.Kind == TokenKind.End ? "The formula breaks off: a number, a name or a bracket is missing at its end." : $"A number, a name or a bracket is missing before this {token.Text}.");
        Take();
        Enter(token);
        FormulaNode inside = Sum();
        Close(token);
        return inside;
    }

    private FormulaNode Named(Token name)
    {
        int count = Functions.ArgumentsOf(name.Text);
        if (count > 0) return Current.Is('(') ? Call(name, count) : throw Error(name.Position, $"{name.Text} is a function: write what it is of in brackets, as in {name.Text}({(count == 1 ? "N" : "N, D")}).");
        if (Current.Is('('))
        {
            throw Error(name.Position, $"There is no function {name.Text}; there are {Functions.All}. If {name.Text} is to be multiplied, write {name.Text}*(...).");
        }

        if (_columns.Contains(name.Text)) return new FormulaNode.Column(name.Position, name.Text);
        return GreekNames.NameOf(name.Text) is "pi" ? new FormulaNode.Number(name.Position, Math.PI) : new FormulaNode.Parameter(name.Position, name.Text);
    }

    private FormulaNode.Call Call(Token name, int count)
    {
        Token open = Take();
        Enter(open);
        var arguments = new List<FormulaNode>();
        if (!Current.Is(')'))
        {
            arguments.Add(Sum());
            while (Current.Is(','))
            {
                Take();
                arguments.Add(Sum());
            }
        }

        Close(open);
        if (arguments.Count == count) return new FormulaNode.Call(name.Position, name.Text, [.. arguments]);
        throw Error(name.Position, $"{name.Text} takes {(count == 1 ? "one argument" : "two arguments, separated by a comma")}; here it has {arguments.Count}.");
    }

    private void Enter(Token token)
    {
        if (++_depth > DeepestNesting) throw Error(token.Position, "The formula is nested too deeply to be a law.");
    }

    private void Close(Token open)
    {
        if (!Current.Is(')')) throw Error(Current.Kind == TokenKind.End ? open.Position : Current.Position, Current.Kind == TokenKind.End ? "This bracket is not closed: a ) is missing." : $"A ) is expected before this {Current.Text}.");
        Take();
        _depth--;
    }

    private Token Take() => _tokens[_at++];

    private FormulaException Error(int position, string reason) => new(_formula, position, reason);
}
