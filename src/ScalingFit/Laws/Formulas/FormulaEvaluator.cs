namespace ScalingFit.Laws.Formulas;

/// <summary>Records a formula that was read, in the same way as a lambda is recorded.</summary>
/// <param name="formula">The text, for messages.</param>
/// <param name="parameters">Its parameters by name.</param>
/// <param name="columns">Its columns by symbol.</param>
internal sealed class FormulaEvaluator(string formula, LawNumbers parameters, LawNumbers columns)
{
    /// <exception cref="FormulaException">A part that is a plain number has no finite value.</exception>
    public LawNumber Evaluate(FormulaNode node)
    {
        LawNumber value = node switch
        {
            FormulaNode.Number number => number.Value,
            FormulaNode.Parameter parameter => parameters[parameter.Name],
            FormulaNode.Column column => columns[column.Symbol],
            FormulaNode.Negative negative => -Evaluate(negative.Of),
            FormulaNode.Binary binary => Combine(binary),
            FormulaNode.Call call => Call(call),
            _ => throw new NotSupportedException($"{node} is of no known sort."),
        };
        if (value.IsConstant(out double constant) && !double.IsFinite(constant)) throw new FormulaException(formula, node.Position, "This part is the same for all runs and has no finite value.");
        return value;
    }

    private LawNumber Combine(FormulaNode.Binary node)
    {
        LawNumber left = Evaluate(node.Left);
        LawNumber right = Evaluate(node.Right);
        if (node.Sign == '/' && right.IsConstant(out double divisor) && divisor == 0) throw new FormulaException(formula, node.Position, "This divides by zero.");
        if (node.Sign == '^') RequireBase(left, right, node.Position);
        return node.Sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => left / right,
            _ => LawNumber.Pow(left, right),
        };
    }

    private LawNumber Call(FormulaNode.Call node)
    {
        LawNumber[] arguments = Array.ConvertAll(node.Arguments, Evaluate);
        if (string.Equals(node.Function, Functions.Power, StringComparison.Ordinal)) RequireBase(arguments[0], arguments[1], node.Position);
        return Functions.Call(node.Function, arguments);
    }

    /// <summary>Of a base that is a plain number and not positive only powers that are numbers too can have a value.</summary>
    private void RequireBase(LawNumber value, LawNumber power, int position)
    {
        if (value.IsConstant(out double number) && !(number > 0) && !power.IsConstant(out _)) throw new FormulaException(formula, position, "Only a positive number can be raised to a power that varies.");
    }
}
