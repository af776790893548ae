namespace ScalingFit.Numerics.Expressions;

/// <summary>
/// An expression in parameters and variables as a list of nodes, each after its inputs and none twice. Simplified as it grows, so that every way of writing A/N^α becomes A·exp(-α·ln N).
/// </summary>
internal sealed class ExpressionGraph
{
    /// <summary>Whole powers beyond this are left to logarithms.</summary>
    private const double LargestWholePower = 64;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _known = [];
    private readonly List<bool> _positiveParameters = [];
    private readonly List<bool> _positiveVariables = [];

    /// <param name="positiveParameters">Whether each parameter is positive.</param>
    /// <param name="positiveVariables">Whether each variable is positive, which lets logarithms of products be taken apart.</param>
    public ExpressionGraph(bool[] positiveParameters, bool[] positiveVariables)
    {
        Parameters = Array.ConvertAll(positiveParameters, AddParameter);
        Variables = Array.ConvertAll(positiveVariables, AddVariable);
    }

    /// <summary>One node: an operation and its inputs, the number of a parameter or variable, or a constant.</summary>
    internal readonly record struct Node(Operation Operation, int Left, int Right, double Value);

    public LawNumber[] Parameters { get; }

    public LawNumber[] Variables { get; }

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>One parameter more, which a law asks for while it is recorded.</summary>
    public LawNumber AddParameter(bool isPositive)
    {
        _positiveParameters.Add(isPositive);
        return new LawNumber(this, Record(new Node(Operation.Parameter, _positiveParameters.Count - 1, -1, 0)));
    }

    /// <summary>One variable more.</summary>
    public LawNumber AddVariable(bool isPositive)
    {
        _positiveVariables.Add(isPositive);
        return new LawNumber(this, Record(new Node(Operation.Variable, _positiveVariables.Count - 1, -1, 0)));
    }

    public bool IsPositiveParameter(int parameter) => _positiveParameters[parameter];

    public int Constant(double value) => Record(new Node(Operation.Constant, -1, -1, value));

    public int Negative(int node) => Multiply(Constant(-1), node);

    public int Add(int a, int b)
    {
        if (IsConstant(a, out double x) && IsConstant(b, out double y)) return Constant(x + y);
        if (IsConstant(a, 0)) return b;
        if (IsConstant(b, 0)) return a;
        return Record(new Node(Operation.Add, a, b, 0));
    }

    public int Multiply(int a, int b)
    {
        if (IsConstant(a, out double x) && IsConstant(b, out double y)) return Constant(x * y);

        // Constants first, and taken together.
        if (IsConstant(b, out _)) (a, b) = (b, a);
        if (IsConstant(a, 0)) return a;
        if (IsConstant(a, 1)) return b;
        Node right = _nodes[b];
        if (IsConstant(a, out double outer) && right.Operation == Operation.Multiply && IsConstant(right.Left, out double inner)) return Multiply(Constant(outer * inner), right.Right);

        // A constant inside a product comes out of it: c (x y) rather than x (c y).
        Node left = _nodes[a];
        if (!IsConstant(a, out _) && left.Operation == Operation.Multiply && IsConstant(left.Left, out _)) return Multiply(left.Left, Multiply(left.Right, b));
        if (!IsConstant(a, out _) && right.Operation == Operation.Multiply && IsConstant(right.Left, out _)) return Multiply(right.Left, Multiply(a, right.Right));

        // e^x e^y = e^(x + y), also behind a factor: what is left is one exponential.
        if (left.Operation == Operation.Exp && right.Operation == Operation.Exp) return Apply(Operation.Exp, Add(left.Left, right.Left));
        if (right.Operation == Operation.Exp && left.Operation == Operation.Multiply && _nodes[left.Right].Operation == Operation.Exp)
        {
            return Multiply(left.Left, Apply(Operation.Exp, Add(_nodes[left.Right].Left, right.Left)));
        }

        return Record(new Node(Operation.Multiply, a, b, 0));
    }

    public int Choose(Operation operation, int a, int b)
    {
        if (IsConstant(a, out double x) && IsConstant(b, out double y)) return Constant(operation == Operation.Min ? Math.Min(x, y) : Math.Max(x, y));
        return a == b ? a : Record(new Node(operation, a, b, 0));
    }

    public int Apply(Operation operation, int a)
    {
        if (IsConstant(a, out double x)) return Constant(Apply(operation, x));
        Node node = _nodes[a];
        switch (operation, node.Operation)
        {
            case (Operation.Reciprocal, Operation.Reciprocal):
            case (Operation.Log, Operation.Exp):
                return node.Left;
            case (Operation.Reciprocal, Operation.Exp):
                return Apply(Operation.Exp, Negative(node.Left));
            case (Operation.Exp, Operation.Log) when IsPositive(node.Left):
                return node.Left;
            case (Operation.Log, Operation.Reciprocal) when IsPositive(node.Left):
                return Negative(Apply(Operation.Log, node.Left));
            case (Operation.Log, Operation.Sqrt) when IsPositive(node.Left):
                return Multiply(Constant(0.5), Apply(Operation.Log, node.Left));
            case (Operation.Log, Operation.Multiply) when IsPositive(node.Left) && IsPositive(node.Right):
                return Add(Apply(Operation.Log, node.Left), Apply(Operation.Log, node.Right));
            default:
                return Record(new Node(operation, a, -1, 0));
        }
    }

    public int Power(int value, int power)
    {
        if (!IsConstant(power, out double p)) return Apply(Operation.Exp, Multiply(power, Apply(Operation.Log, value)));
        if (p == 0.5) return Apply(Operation.Sqrt, value);
        if (p != Math.Round(p) || Math.Abs(p) > LargestWholePower) return Apply(Operation.Exp, Multiply(power, Apply(Operation.Log, value)));
        if (p == 0) return Constant(1);
        int product = WholePower(value, (int)Math.Abs(p));
        return p > 0 ? product : Apply(Operation.Reciprocal, product);
    }

    /// <summary>By squaring, so that a base of either sign will do.</summary>
    private int WholePower(int value, int power)
    {
        if (power == 1) return value;
        int half = WholePower(value, power / 2);
        int square = Multiply(half, half);
        return power % 2 == 0 ? square : Multiply(square, value);
    }

    /// <summary>Whether a node is positive whatever the numbers: constants, positive parameters and variables, exponentials, and sums, products and the like of such.</summary>
    public bool IsPositive(int index)
    {
        Node node = _nodes[index];
        return node.Operation switch
        {
            Operation.Constant => node.Value > 0,
            Operation.Parameter => _positiveParameters[node.Left],
            Operation.Variable => _positiveVariables[node.Left],
            Operation.Exp => true,
            Operation.Sqrt or Operation.Reciprocal => IsPositive(node.Left),
            Operation.Add or Operation.Multiply or Operation.Min or Operation.Max => IsPositive(node.Left) && IsPositive(node.Right),
            _ => false,
        };
    }

    public static double Apply(Operation operation, double x) => operation switch
    {
        Operation.Reciprocal => 1 / x,
        Operation.Exp => Math.Exp(x),
        Operation.Log => Math.Log(x),
        Operation.Sqrt => Math.Sqrt(x),
        Operation.Sin => Math.Sin(x),
        Operation.Cos => Math.Cos(x),
        Operation.Atan => Math.Atan(x),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation of one input."),
    };

    /// <summary>The value of every node up to the last one asked for.</summary>
    /// <param name="parameters">Natural values.</param>
    /// <param name="variables">Natural values.</param>
    /// <param name="last">The node wanted.</param>
    /// <param name="values">Room for a value a node.</param>
    /// <returns>The value of that node.</returns>
    public double Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> variables, int last, Span<double> values)
    {
        for (int k = 0; k <= last; k++)
        {
            Node node = _nodes[k];
            values[k] = node.Operation switch
            {
                Operation.Constant => node.Value,
                Operation.Parameter => parameters.IsEmpty ? double.NaN : parameters[node.Left],
                Operation.Variable => variables.IsEmpty ? double.NaN : variables[node.Left],
                Operation.Add => values[node.Left] + values[node.Right],
                Operation.Multiply => values[node.Left] * values[node.Right],
                Operation.Min => Math.Min(values[node.Left], values[node.Right]),
                Operation.Max => Math.Max(values[node.Left], values[node.Right]),
                _ => Apply(node.Operation, values[node.Left]),
            };
        }

        return values[last];
    }

    private bool IsConstant(int node, out double value)
    {
        value = _nodes[node].Value;
        return _nodes[node].Operation == Operation.Constant;
    }

    private bool IsConstant(int node, double value) => _nodes[node].Operation == Operation.Constant && _nodes[node].Value.Equals(value);

    private int Record(Node node)
    {
        if (_known.TryGetValue(node, out int index)) return index;
        _nodes.Add(node);
        _known.Add(node, _nodes.Count - 1);
        return _nodes.Count - 1;
    }
}
