using ScalingFit.Numerics.Expressions;

namespace ScalingFit;

/// <summary>
/// A number in a law that is written as a lambda: <see cref="ScalingLaw"/> records what the lambda does with it, once, and takes values and exact derivatives from the record.
/// </summary>
/// <remarks>Plain numbers convert by themselves. There are no comparisons, only <see cref="Min"/> and <see cref="Max"/>.</remarks>
public readonly struct LawNumber : IScalar<LawNumber>
{
    private readonly double _constant;

    internal LawNumber(ExpressionGraph graph, int node)
    {
        Graph = graph;
        Node = node;
        _constant = 0;
    }

    private LawNumber(double constant)
    {
        Graph = null;
        Node = -1;
        _constant = constant;
    }

    internal ExpressionGraph? Graph { get; }

    internal int Node { get; }

    /// <summary>A plain number.</summary>
    public static implicit operator LawNumber(double value) => new(value);

    /// <summary>The sum.</summary>
    public static LawNumber operator +(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Add(a, b), (a, b) => a + b);

    /// <summary>The difference.</summary>
    public static LawNumber operator -(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Add(a, g.Negative(b)), (a, b) => a - b);

    /// <summary>The product.</summary>
    public static LawNumber operator *(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Multiply(a, b), (a, b) => a * b);

    /// <summary>The quotient.</summary>
    public static LawNumber operator /(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Multiply(a, g.Apply(Operation.Reciprocal, b)), (a, b) => a / b);

    /// <summary>The negative.</summary>
    public static LawNumber operator -(LawNumber value) => value.Graph is { } graph ? new(graph, graph.Negative(value.Node)) : new(-value._constant);

    /// <summary>e to this power.</summary>
    public static LawNumber Exp(LawNumber value) => Apply(Operation.Exp, value);

    /// <summary>The natural logarithm.</summary>
    public static LawNumber Log(LawNumber value) => Apply(Operation.Log, value);

    /// <summary>A base to a power. Whole powers up to 64 of any base; other powers of positive bases.</summary>
    public static LawNumber Pow(LawNumber value, LawNumber power) => Combine(value, power, (g, a, b) => g.Power(a, b), Math.Pow);

    /// <summary>The square root.</summary>
    public static LawNumber Sqrt(LawNumber value) => Apply(Operation.Sqrt, value);

    /// <summary>The sine, of radians.</summary>
    public static LawNumber Sin(LawNumber value) => Apply(Operation.Sin, value);

    /// <summary>The cosine, of radians.</summary>
    public static LawNumber Cos(LawNumber value) => Apply(Operation.Cos, value);

    /// <summary>The angle whose tangent this is, in radians.</summary>
    public static LawNumber Atan(LawNumber value) => Apply(Operation.Atan, value);

    /// <summary>The smaller.</summary>
    public static LawNumber Min(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Choose(Operation.Min, a, b), Math.Min);

    /// <summary>The larger.</summary>
    public static LawNumber Max(LawNumber left, LawNumber right) => Combine(left, right, (g, a, b) => g.Choose(Operation.Max, a, b), Math.Max);

    /// <summary>The node in a graph, which a plain number becomes one of.</summary>
    internal int In(ExpressionGraph graph) => Graph is null ? graph.Constant(_constant) : ReferenceEquals(Graph, graph) ? Node : throw OfAnother();

    /// <summary>Whether it depends on nothing, and its value.</summary>
    internal bool IsConstant(out double value)
    {
        value = Graph is null ? _constant : Graph.Nodes[Node].Value;
        return Graph is null || Graph.Nodes[Node].Operation == Operation.Constant;
    }

    private static LawNumber Apply(Operation operation, LawNumber value) =>
        value.Graph is { } graph ? new(graph, graph.Apply(operation, value.Node)) : new(ExpressionGraph.Apply(operation, value._constant));

    private static LawNumber Combine(LawNumber left, LawNumber right, Func<ExpressionGraph, int, int, int> record, Func<double, double, double> compute)
    {
        ExpressionGraph? graph = left.Graph ?? right.Graph;
        return graph is null ? new(compute(left._constant, right._constant)) : new(graph, record(graph, left.In(graph), right.In(graph)));
    }

    private static InvalidOperationException OfAnother() => new("A number of one law was used in another. A law must be made of the numbers that it is handed.");
}
