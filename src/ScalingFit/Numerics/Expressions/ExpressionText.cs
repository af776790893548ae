using System.Globalization;

namespace ScalingFit.Numerics.Expressions;

/// <summary>An expression as text, with powers, quotients and differences put back together.</summary>
internal sealed class ExpressionText(ExpressionGraph graph, IReadOnlyList<string> parameters, IReadOnlyList<string> variables)
{
    private const int Sum = 0;
    private const int Product = 1;
    private const int Base = 2;

    /// <summary>Nodes of the longest text that is written out. What is used several times is written each time, so that a few steps of an iteration would fill pages.</summary>
    private const double Longest = 500;

    /// <summary>The expression; one that is too long to read as f of what it depends on.</summary>
    public string Of(int node) => LengthOf(node) <= Longest ? Of(node, Sum) : $"f({string.Join(", ", Names(node))})";

    private double LengthOf(int node)
    {
        var lengths = new double[node + 1];
        for (int k = 0; k <= node; k++)
        {
            ExpressionGraph.Node at = graph.Nodes[k];
            lengths[k] = 1;
            if (IsLeaf(at)) continue;
            lengths[k] += lengths[at.Left];
            if (at.Right >= 0) lengths[k] += lengths[at.Right];
        }

        return lengths[node];
    }

    /// <summary>The parameters and the variables that a node depends on, in their order.</summary>
    private List<string> Names(int node)
    {
        var isUsed = new bool[node + 1];
        isUsed[node] = true;
        for (int k = node; k >= 0; k--)
        {
            ExpressionGraph.Node at = graph.Nodes[k];
            if (!isUsed[k] || IsLeaf(at)) continue;
            isUsed[at.Left] = true;
            if (at.Right >= 0) isUsed[at.Right] = true;
        }

        var names = new List<string>();
        for (int k = 0; k <= node; k++)
        {
            if (isUsed[k] && graph.Nodes[k].Operation is Operation.Parameter or Operation.Variable) names.Add(Of(k, Sum));
        }

        return names;
    }

    private static bool IsLeaf(ExpressionGraph.Node node) => node.Operation is Operation.Constant or Operation.Parameter or Operation.Variable;

    private string Of(int index, int level)
    {
        ExpressionGraph.Node node = graph.Nodes[index];
        switch (node.Operation)
        {
            case Operation.Constant: return node.Value < 0 ? Bracket(Number(node.Value), level > Sum) : Number(node.Value);
            case Operation.Parameter: return parameters[node.Left];
            case Operation.Variable: return variables[node.Left];
            case Operation.Add:
                (bool negative, string right) = Signed(node.Right);
                return Bracket($"{Of(node.Left, Sum)} {(negative ? "-" : "+")} {right}", level > Sum);
            case Operation.Exp when PowersOf(node.Left) is { Count: > 1 }:
            case Operation.Multiply:
                (bool minus, string product) = Signed(index);
                return minus ? Bracket("-" + product, level > Sum) : Bracket(product, level > Product);
            case Operation.Reciprocal: return Bracket("1/" + Of(node.Left, Base), level > Product);
            case Operation.Exp when PowerOf(node.Left) is { } power: return Bracket(Power(power.Base, power.Exponent), level > Product);
            case Operation.Log: return $"ln({Of(node.Left)})";
            case Operation.Min or Operation.Max: return $"{Name(node.Operation)}({Of(node.Left)}, {Of(node.Right)})";
            default: return $"{Name(node.Operation)}({Of(node.Left)})";
        }
    }

    /// <summary>A product without its sign, and the sign; factors that are reciprocals or falling powers stand under a bar.</summary>
    private (bool Negative, string Text) Signed(int index)
    {
        var above = new List<string>();
        var below = new List<string>();
        bool negative = false;
        Collect(index);
        string text = above.Count == 0 ? "1" : string.Join("·", above);
        if (below.Count == 1) text += "/" + below[0];
        if (below.Count > 1) text += $"/({string.Join("·", below)})";
        return (negative, text);

        void Collect(int k)
        {
            ExpressionGraph.Node node = graph.Nodes[k];
            switch (node.Operation)
            {
                case Operation.Multiply:
                    Collect(node.Left);
                    Collect(node.Right);
                    break;
                case Operation.Constant:
                    negative ^= node.Value < 0;
                    if (Math.Abs(node.Value) != 1) above.Add(Number(Math.Abs(node.Value)));
                    break;
                case Operation.Reciprocal:
                    below.Add(Of(node.Left, Base));
                    break;
                case Operation.Exp when PowersOf(node.Left) is { } powers:
                    foreach ((int @base, int exponent) in powers) (IsNegative(exponent, out int positive) ? below : above).Add(Power(@base, positive));
                    break;
                default:
                    above.Add(Of(k, Product));
                    break;
            }
        }
    }

    /// <summary>Bases and exponents where an exponential is of a sum of products with one logarithm each: a product of powers.</summary>
    private List<(int Base, int Exponent)>? PowersOf(int argument)
    {
        ExpressionGraph.Node node = graph.Nodes[argument];
        if (PowerOf(argument) is { } power) return [power];
        if (node.Operation == Operation.Add) return PowersOf(node.Left) is { } left && PowersOf(node.Right) is { } right ? [.. left, .. right] : null;
        if (node.Operation != Operation.Multiply || graph.Nodes[node.Left].Operation != Operation.Constant) return null;
        return PowersOf(node.Right) is { } inner ? inner.ConvertAll(p => (p.Base, graph.Multiply(node.Left, p.Exponent))) : null;
    }

    /// <summary>Base and exponent where an exponential is of a product with one logarithm.</summary>
    private (int Base, int Exponent)? PowerOf(int argument)
    {
        ExpressionGraph.Node node = graph.Nodes[argument];
        if (node.Operation != Operation.Multiply) return null;
        if (graph.Nodes[node.Right].Operation == Operation.Log) return (graph.Nodes[node.Right].Left, node.Left);
        if (graph.Nodes[node.Left].Operation == Operation.Log) return (graph.Nodes[node.Left].Left, node.Right);

        // A constant stands before the rest of the product: c (y ln x) = (c y) ln x.
        if (graph.Nodes[node.Left].Operation == Operation.Constant && PowerOf(node.Right) is { } inner) return (inner.Base, graph.Multiply(node.Left, inner.Exponent));
        return null;
    }

    private bool IsNegative(int exponent, out int positive)
    {
        ExpressionGraph.Node node = graph.Nodes[exponent];
        bool negative = (node.Operation == Operation.Constant && node.Value < 0)
            || (node.Operation == Operation.Multiply && graph.Nodes[node.Left].Operation == Operation.Constant && graph.Nodes[node.Left].Value < 0);
        positive = negative ? graph.Negative(exponent) : exponent;
        return negative;
    }

    private string Power(int @base, int exponent) => $"{Of(@base, Base)}^{Of(exponent, Base)}";

    private static string Bracket(string text, bool needed) => needed ? $"({text})" : text;

    private static string Number(double value) => value.ToString("G12", CultureInfo.InvariantCulture);

    private static string Name(Operation operation) => operation.ToString().ToLowerInvariant();
}
