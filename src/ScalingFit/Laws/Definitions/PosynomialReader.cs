using System.Diagnostics.CodeAnalysis;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws;

/// <summary>
/// Recognises the posynomial family in a recorded expression: a sum of positive parameters, each alone or times exp(Σ ± exponent·ln variable), or a floor and such a sum to a power. What it
/// recognises runs on the engine of the family instead of that of any expression.
/// </summary>
internal sealed class PosynomialReader
{
    /// <summary>The grid of starts has a cell for each combination of exponents: with more exponents than this, points that fill the space are the better starts.</summary>
    private const int MostExponents = 5;

    private readonly ExpressionGraph _graph;
    private readonly LawParameter[] _parameters;
    private readonly List<PosynomialForm.Term> _terms = [];
    private readonly List<int> _nodes = [];
    private int _power = -1;
    private int _outside;

    private PosynomialReader(ExpressionGraph graph, LawParameter[] parameters)
    {
        _graph = graph;
        _parameters = parameters;
    }

    /// <summary>Reads the law; false where it is of another shape.</summary>
    /// <param name="graph">The nodes.</param>
    /// <param name="terms">The nodes that add up to the prediction.</param>
    /// <param name="parameters">The law's parameters, by position.</param>
    /// <param name="variables">How many variables there are.</param>
    /// <param name="form">The law as a member of the family.</param>
    /// <param name="nodes">The node of each of its terms, without the power.</param>
    public static bool TryRead(ExpressionGraph graph, int[] terms, LawParameter[] parameters, int variables, [NotNullWhen(true)] out PosynomialForm? form, out int[] nodes)
    {
        var reader = new PosynomialReader(graph, parameters);
        form = null;
        nodes = [];
        if (!Array.TrueForAll(terms, reader.Take) || !reader.IsSound()) return false;
        var read = new PosynomialForm(parameters.Length, variables, [.. reader._terms]) { Power = reader._power };
        if (read.Exponents.Length is 0 or > MostExponents) return false;
        form = read;
        nodes = [.. reader._nodes];
        return true;
    }

    private bool Take(int node)
    {
        if (!TakeTerm(node)) return _power < 0 && TakePower(node);
        if (_terms[^1].Factors.Length > 0) _outside++;
        return true;
    }

    /// <summary>(Σ terms)^k = exp(k ln Σ terms).</summary>
    private bool TakePower(int index)
    {
        ExpressionGraph.Node exponential = _graph.Nodes[index];
        if (exponential.Operation != Operation.Exp) return false;
        ExpressionGraph.Node product = _graph.Nodes[exponential.Left];
        if (product.Operation != Operation.Multiply) return false;
        (int power, int log) = _graph.Nodes[product.Left].Operation == Operation.Parameter ? (product.Left, product.Right) : (product.Right, product.Left);
        if (_graph.Nodes[power].Operation != Operation.Parameter || _graph.Nodes[log].Operation != Operation.Log) return false;
        _power = _graph.Nodes[power].Left;
        return _parameters[_power].Kind == ParameterKind.Multiplier && TakeSum(_graph.Nodes[log].Left);
    }

    private bool TakeSum(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Add) return TakeSum(node.Left) && TakeSum(node.Right);
        return TakeTerm(index) && _terms[^1].Factors.Length > 0;
    }

    /// <summary>One positive parameter, and exponentials of Σ ± exponent·ln variable.</summary>
    private bool TakeTerm(int index)
    {
        int amplitude = -1;
        var factors = new List<PosynomialForm.Factor>();
        var rest = new Stack<int>([index]);
        while (rest.TryPop(out int k))
        {
            ExpressionGraph.Node node = _graph.Nodes[k];
            switch (node.Operation)
            {
                case Operation.Multiply:
                    rest.Push(node.Right);
                    rest.Push(node.Left);
                    break;
                case Operation.Parameter when amplitude < 0 && _parameters[node.Left].IsPositive:
                    amplitude = node.Left;
                    break;
                case Operation.Exp when TryExponent(node.Left, 1, factors):
                    break;
                default:
                    return false;
            }
        }

        if (amplitude < 0) return false;
        _terms.Add(new PosynomialForm.Term(amplitude, [.. factors]));
        _nodes.Add(index);
        return true;
    }

    private bool TryExponent(int index, double scale, List<PosynomialForm.Factor> factors)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Add) return TryExponent(node.Left, scale, factors) && TryExponent(node.Right, scale, factors);
        if (node.Operation != Operation.Multiply) return false;
        if (_graph.Nodes[node.Left].Operation == Operation.Constant) return TryExponent(node.Right, scale * _graph.Nodes[node.Left].Value, factors);
        foreach ((int ofParameters, int ofLogarithms) in new[] { (node.Left, node.Right), (node.Right, node.Left) })
        {
            var rates = new List<(int Number, double Scale)>();
            var logarithms = new List<(int Number, double Scale)>();
            if (!TryLinear(ofParameters, scale, IsExponent, rates) || !TryLinear(ofLogarithms, 1, IsLogarithm, logarithms)) continue;
            foreach ((int parameter, double rate) in rates)
            {
                foreach ((int variable, double by) in logarithms) factors.Add(new PosynomialForm.Factor(_graph.Nodes[parameter].Left, _graph.Nodes[_graph.Nodes[variable].Left].Left, rate * by));
            }

            return true;
        }

        return false;
    }

    /// <summary>A sum of multiples of nodes of one sort.</summary>
    private bool TryLinear(int index, double scale, Predicate<ExpressionGraph.Node> isOne, List<(int Number, double Scale)> into)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (isOne(node))
        {
            into.Add((index, scale));
            return true;
        }

        if (node.Operation == Operation.Add) return TryLinear(node.Left, scale, isOne, into) && TryLinear(node.Right, scale, isOne, into);
        return node.Operation == Operation.Multiply && _graph.Nodes[node.Left].Operation == Operation.Constant && TryLinear(node.Right, scale * _graph.Nodes[node.Left].Value, isOne, into);
    }

    private bool IsExponent(ExpressionGraph.Node node) => node.Operation == Operation.Parameter && _parameters[node.Left].Kind == ParameterKind.Exponent;

    private bool IsLogarithm(ExpressionGraph.Node node) => node.Operation == Operation.Log && _graph.Nodes[node.Left].Operation == Operation.Variable && _graph.IsPositive(node.Left);

    /// <summary>
    /// Every amplitude belongs to one term, one term at most is constant, all others stand under the power if there is one, and no exponent asks for starts of its own, which the grid would not make.
    /// </summary>
    private bool IsSound()
    {
        int[] amplitudes = [.. _terms.Select(t => t.Amplitude), .. _power < 0 ? Array.Empty<int>() : [_power]];
        return amplitudes.Distinct().Count() == amplitudes.Length
            && _terms.Count(t => t.Factors.Length == 0) <= 1
            && (_power < 0 || _outside == 0)
            && _terms.SelectMany(t => t.Factors.Select(f => f.Parameter)).Append(_power).Where(m => m >= 0).All(m => HasUsualStarts(_parameters[m]));
    }

    private static bool HasUsualStarts(LawParameter parameter) => parameter is { LowestStart: null, HighestStart: null, StartsLike: null };
}
