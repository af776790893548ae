using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws.Formulas;

// What stands inside a power or a function, and the questions that the walk asks of nodes.
internal sealed partial class KindInference
{
    /// <summary>A node inside a power or a function.</summary>
    /// <param name="index">The node.</param>
    /// <param name="needsPositive">Whether the function takes positive numbers only, or divides by them.</param>
    private void Inside(int index, bool needsPositive)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        switch (node.Operation)
        {
            case Operation.Constant or Operation.Variable:
                break;
            case Operation.Add or Operation.Min or Operation.Max:
                List<int> parts = Parts(index);
                int column = parts.Select(BareColumn).FirstOrDefault(c => c >= 0, -1);
                foreach (int part in parts)
                {
                    List<int> factors = Factors(part);
                    int alone = factors.FindIndex(f => _graph.Nodes[f].Operation == Operation.Parameter);
                    bool isShift = alone >= 0 && factors.TrueForAll(f => f == factors[alone] || _graph.Nodes[f].Operation == Operation.Constant);
                    if (isShift && column >= 0) Say(_graph.Nodes[factors[alone]].Left, ParameterKind.Multiplier, $"amount beside {_variables[column].Symbol} in", index, column);
                    else if (isShift) Say(_graph.Nodes[factors[alone]].Left, needsPositive ? ParameterKind.Multiplier : ParameterKind.Free, "constant in", index);
                    else if (_graph.Nodes[part].Operation is Operation.Add or Operation.Min or Operation.Max) Inside(part, needsPositive);
                    else InsideProduct(factors, needsPositive, part);
                }

                break;
            default:
                InsideProduct(Factors(index), needsPositive, index);
                break;
        }
    }

    private void InsideProduct(List<int> factors, bool needsPositive, int whole)
    {
        int[] above = [.. factors.Where(f => _graph.Nodes[f].Operation == Operation.Variable)];
        int[] below = [.. factors.Where(f => _graph.Nodes[f].Operation == Operation.Reciprocal && _graph.Nodes[_graph.Nodes[f].Left].Operation == Operation.Variable)];
        int others = factors.Count(HasColumn) - above.Length - below.Length;
        int overColumn = others == 0 && above.Length == 0 && below.Length == 1 ? _graph.Nodes[_graph.Nodes[below[0]].Left].Left : -1;
        int underColumn = others == 0 && above.Length == 1 && below.Length == 0 ? _graph.Nodes[above[0]].Left : -1;
        foreach (int factor in factors)
        {
            ExpressionGraph.Node node = _graph.Nodes[factor];
            int partner = factors.Find(f => f != factor && HasColumn(f));
            bool hasPartner = factors.Exists(f => f != factor && HasColumn(f));
            if (node.Operation == Operation.Parameter)
            {
                if (overColumn >= 0) Say(node.Left, ParameterKind.Multiplier, "scale of", _graph.Nodes[below[0]].Left, overColumn);
                else if (others > 0 && above.Length == 0 && needsPositive) Say(node.Left, ParameterKind.Amplitude, "size of the term", whole);
                else if (hasPartner) Say(node.Left, ParameterKind.Multiplier, "factor on", partner);
                else Say(node.Left, needsPositive ? ParameterKind.Multiplier : ParameterKind.Free, "number in a function");
            }
            else if (DividesBy(factor, out int divisor))
            {
                if (underColumn >= 0) Say(divisor, ParameterKind.Multiplier, "scale of", above[0], underColumn);
                else if (hasPartner) Say(divisor, ParameterKind.Multiplier, "divisor of", partner);
                else Say(divisor, ParameterKind.Multiplier, "divisor in a function");
            }
            else if (node.Operation is Operation.Add or Operation.Min or Operation.Max)
            {
                Inside(factor, needsPositive);
            }
            else if (node.Operation is not (Operation.Constant or Operation.Variable))
            {
                Function(factor);
            }
        }
    }

    /// <summary>The factors of a product, or of 1 over one; the node itself where it is none.</summary>
    private List<int> Factors(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Multiply) return [.. Factors(node.Left), .. Factors(node.Right)];
        return node.Operation == Operation.Reciprocal && _graph.Nodes[node.Left].Operation == Operation.Multiply
            ? [.. Factors(node.Left).Select(f => _graph.Apply(Operation.Reciprocal, f))]
            : [index];
    }

    /// <summary>The parts of a sum, or the two that the smaller or larger is of.</summary>
    private List<int> Parts(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        return node.Operation switch
        {
            Operation.Add => [.. SumParts(node.Left), .. SumParts(node.Right)],
            _ => [node.Left, node.Right],
        };
    }

    private List<int> SumParts(int index) => _graph.Nodes[index].Operation == Operation.Add ? Parts(index) : [index];

    /// <summary>The variable that a node is, or is a plain multiple of; -1 for none.</summary>
    private int BareColumn(int index)
    {
        List<int> factors = Factors(index);
        int[] varying = [.. factors.Where(f => _graph.Nodes[f].Operation != Operation.Constant)];
        return varying.Length == 1 && _graph.Nodes[varying[0]].Operation == Operation.Variable ? _graph.Nodes[varying[0]].Left : -1;
    }

    private bool HasColumn(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        return node.Operation switch
        {
            Operation.Variable => true,
            Operation.Constant or Operation.Parameter => false,
            _ => HasColumn(node.Left) || (node.Right >= 0 && HasColumn(node.Right)),
        };
    }

    /// <summary>1 / a parameter.</summary>
    private bool DividesBy(int index, out int parameter)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        parameter = node.Operation == Operation.Reciprocal && _graph.Nodes[node.Left].Operation == Operation.Parameter ? _graph.Nodes[node.Left].Left : -1;
        return parameter >= 0;
    }

    /// <summary>A logarithm of columns, or a sum of such, which the logarithm of a product is taken apart into.</summary>
    private bool IsLogarithm(int index) => HasColumn(index) && SumParts(index).TrueForAll(part =>
    {
        int[] varying = [.. Factors(part).Where(f => _graph.Nodes[f].Operation != Operation.Constant)];
        return varying.Length == 0 || (varying.Length == 1 && _graph.Nodes[varying[0]].Operation == Operation.Log);
    });

    /// <summary>What the logarithms in such a node are of.</summary>
    private List<int> LogarithmsOf(int index) => [.. SumParts(index).SelectMany(Factors).Where(f => _graph.Nodes[f].Operation == Operation.Log).Select(f => _graph.Nodes[f].Left)];

    /// <summary>Whether a base is a column in some form, shifted or scaled perhaps, rather than a sum of powers.</summary>
    private bool IsPlain(int index, bool inSum)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        return node.Operation switch
        {
            Operation.Add or Operation.Min or Operation.Max => Parts(index).Exists(p => HasColumn(p) && IsPlain(p, inSum: true)),
            Operation.Multiply => Factors(index).TrueForAll(f => IsPlain(f, inSum)),
            Operation.Exp or Operation.Reciprocal or Operation.Sqrt when HasColumn(index) => !inSum,
            _ => true,
        };
    }

    /// <summary>Whether a factor that depends on a column changes its sign along it, or may.</summary>
    private bool MayHaveEitherSign(int index) => HasColumn(index) && SumParts(index).SelectMany(Factors)
        .Any(f => _graph.Nodes[f].Operation is Operation.Log or Operation.Sin or Operation.Cos or Operation.Atan && HasColumn(f));
}
