namespace ScalingFit.Numerics.Expressions;

/// <summary>A number that records what is done with it: a node of an <see cref="ExpressionGraph"/>, or a plain number that has not met one yet.</summary>
internal readonly struct Expression : IScalar<Expression>
{
    private readonly double _constant;

    internal Expression(ExpressionGraph graph, int node)
    {
        Graph = graph;
        Node = node;
        _constant = 0;
    }

    private Expression(double constant)
    {
        Graph = null;
        Node = -1;
        _constant = constant;
    }

    public ExpressionGraph? Graph { get; }

    public int Node { get; }

    public static implicit operator Expression(double value) => new(value);

    public static Expression operator +(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Add(a, b), (a, b) => a + b);

    public static Expression operator -(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Add(a, g.Negative(b)), (a, b) => a - b);

    public static Expression operator *(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Multiply(a, b), (a, b) => a * b);

    public static Expression operator /(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Multiply(a, g.Apply(Operation.Reciprocal, b)), (a, b) => a / b);

    public static Expression operator -(Expression value) => value.Graph is { } graph ? new(graph, graph.Negative(value.Node)) : new(-value._constant);

    public static Expression Exp(Expression value) => Apply(Operation.Exp, value);

    public static Expression Log(Expression value) => Apply(Operation.Log, value);

    public static Expression Sqrt(Expression value) => Apply(Operation.Sqrt, value);

    public static Expression Sin(Expression value) => Apply(Operation.Sin, value);

    public static Expression Cos(Expression value) => Apply(Operation.Cos, value);

    public static Expression Atan(Expression value) => Apply(Operation.Atan, value);

    public static Expression Pow(Expression value, Expression power) => Combine(value, power, (g, a, b) => g.Power(a, b), Math.Pow);

    public static Expression Min(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Choose(Operation.Min, a, b), Math.Min);

    public static Expression Max(Expression left, Expression right) => Combine(left, right, (g, a, b) => g.Choose(Operation.Max, a, b), Math.Max);

    /// <summary>The node in a graph, which a plain number becomes one of.</summary>
    public int In(ExpressionGraph graph) => Graph is null ? graph.Constant(_constant) : Node;

    private static Expression Apply(Operation operation, Expression value) =>
        value.Graph is { } graph ? new(graph, graph.Apply(operation, value.Node)) : new(ExpressionGraph.Apply(operation, value._constant));

    private static Expression Combine(Expression left, Expression right, Func<ExpressionGraph, int, int, int> record, Func<double, double, double> compute)
    {
        ExpressionGraph? graph = left.Graph ?? right.Graph;
        return graph is null ? new(compute(left._constant, right._constant)) : new(graph, record(graph, left.In(graph), right.In(graph)));
    }
}
