using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Expressions;

/// <summary>
/// A law that is any expression, compiled for the block engine: what depends on variables alone becomes a column that is worked out once a fit; what depends on
/// parameters alone is worked out once an evaluation; the rest runs down the rows.
/// </summary>
internal sealed class GraphForm : LawForm
{
    private readonly ExpressionGraph _graph;
    private readonly int _root;
    private readonly List<int> _columnNodes = [];
    private readonly List<PosynomialForm.Term> _centred = [];
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, int> _stepOf = [];
    private readonly bool[] _hasParameter;
    private readonly bool[] _hasVariable;
    private int[]? _linear;

    /// <param name="graph">The nodes.</param>
    /// <param name="root">The node that predicts.</param>
    /// <param name="isLogarithmic">Whether each parameter's coordinate is its logarithm.</param>
    /// <param name="centre">Whether columns may be centred.</param>
    public GraphForm(ExpressionGraph graph, int root, bool[] isLogarithmic, bool centre)
    {
        _graph = graph;
        _root = root;
        IsLogarithmic = isLogarithmic;
        _hasParameter = new bool[graph.Nodes.Count];
        _hasVariable = new bool[graph.Nodes.Count];
        for (int k = 0; k < graph.Nodes.Count; k++)
        {
            ExpressionGraph.Node node = graph.Nodes[k];
            _hasParameter[k] = node.Operation == Operation.Parameter || Any(node, _hasParameter);
            _hasVariable[k] = node.Operation == Operation.Variable || Any(node, _hasVariable);
        }

        Terms = [.. Flatten(root)];
        if (centre) FindCentred();
        Compile(root);
        Steps = [.. _steps];
        IsColumnCentred = [.. _columnNodes.Select((_, c) => _centred.Exists(t => Array.Exists(t.Factors, f => f.Column == c)))];
    }

    /// <summary>One node as the engine runs it. Inputs come before their users.</summary>
    /// <param name="Operation">What it does.</param>
    /// <param name="Left">The step it takes in, or the number of a parameter or column.</param>
    /// <param name="Right">The second step it takes in; -1 without.</param>
    /// <param name="Value">A constant's value.</param>
    /// <param name="IsRow">Whether it has a value for each row, rather than one for all.</param>
    /// <param name="Support">The parameters it depends on.</param>
    /// <param name="IsCurved">Whether it has second derivatives.</param>
    internal sealed record Step(Operation Operation, int Left, int Right, double Value, bool IsRow, int[] Support, bool IsCurved);

    public override int ParameterCount => IsLogarithmic.Length;

    public override int ColumnCount => _columnNodes.Count;

    public override int TermCount => Terms.Length;

    public override IReadOnlyList<PosynomialForm.Term> CentredTerms => _centred;

    /// <summary>The expression.</summary>
    public ExpressionGraph Graph => _graph;

    /// <summary>The node of the expression that predicts.</summary>
    public int RootNode => _root;

    /// <summary>Whether each parameter's coordinate is its logarithm.</summary>
    public bool[] IsLogarithmic { get; }

    /// <summary>Whether a column is one of the centred terms', and of no other part of the law.</summary>
    public bool[] IsColumnCentred { get; }

    public Step[] Steps { get; }

    /// <summary>The step that predicts.</summary>
    public int Root => Steps.Length - 1;

    /// <summary>The steps that add up to the prediction.</summary>
    public int[] TermSteps => Array.ConvertAll(Terms, t => _stepOf[t]);

    /// <summary>The nodes that add up to the prediction.</summary>
    public int[] Terms { get; }

    public override bool MayCentre(int column) => IsColumnCentred[column];

    public override double[][] Columns(IReadOnlyList<double[]> variables)
    {
        int rows = variables.Count == 0 ? 0 : variables[0].Length;
        var columns = new double[ColumnCount][];
        for (int c = 0; c < columns.Length; c++) columns[c] = new double[rows];
        var row = new double[variables.Count];
        var values = new double[_graph.Nodes.Count];
        int last = _columnNodes.Count == 0 ? -1 : _columnNodes.Max();
        for (int i = 0; i < rows && last >= 0; i++)
        {
            for (int v = 0; v < row.Length; v++) row[v] = variables[v][i];
            _graph.Evaluate([], row, last, values);
            for (int c = 0; c < columns.Length; c++) columns[c][i] = values[_columnNodes[c]];
        }

        return columns;
    }

    public override double Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> variables)
    {
        Span<double> values = stackalloc double[_root + 1];
        return _graph.Evaluate(parameters, variables, _root, values);
    }

    /// <summary>The first variable that the law does not depend on; -1 where it depends on all.</summary>
    public int UnusedVariable()
    {
        HashSet<int> used = Reachable(_root);
        for (int k = 0; k < _graph.Nodes.Count; k++)
        {
            if (_graph.Nodes[k].Operation == Operation.Variable && !used.Contains(k)) return _graph.Nodes[k].Left;
        }

        return -1;
    }

    public override void Shrink(Span<double> theta, double by)
    {
        foreach (int m in _linear ??= JointlyLinear(_ => true))
        {
            if (IsLogarithmic[m]) theta[m] += by;
            else theta[m] *= Math.Exp(by);
        }
    }

    /// <summary>The parameters that a term, by its place, depends on.</summary>
    public int[] SupportOf(int term) => Steps[TermSteps[term]].Support;

    public override LawEngine CreateEngine(VectorWidth width) => width switch
    {
        VectorWidth.Wide512 => new GraphEngine<V512>(this),
        VectorWidth.Wide256 => new GraphEngine<V256>(this),
        _ => new GraphEngine<V1>(this),
    };

    /// <summary>The parameters that the prediction is linear in together, given the others; each is one that is positive or free, never both at once.</summary>
    /// <param name="mayBeLinear">Which are to be considered.</param>
    public int[] JointlyLinear(Func<int, bool> mayBeLinear)
    {
        var linear = new List<int>();
        for (int m = 0; m < ParameterCount; m++)
        {
            if (!mayBeLinear(m)) continue;
            linear.Add(m);
            if (Degree(linear) > 1) linear.RemoveAt(linear.Count - 1);
        }

        return [.. linear];
    }

    /// <summary>The degree of the prediction as a polynomial in these parameters; 2 stands for more and for what is no polynomial.</summary>
    private int Degree(List<int> parameters)
    {
        var degree = new int[_root + 1];
        for (int k = 0; k <= _root; k++)
        {
            ExpressionGraph.Node node = _graph.Nodes[k];
            degree[k] = node.Operation switch
            {
                Operation.Parameter => parameters.Contains(node.Left) ? 1 : 0,
                Operation.Constant or Operation.Variable => 0,
                Operation.Add => Math.Max(degree[node.Left], degree[node.Right]),
                Operation.Multiply => Math.Min(2, degree[node.Left] + degree[node.Right]),
                Operation.Min or Operation.Max => degree[node.Left] + degree[node.Right] > 0 ? 2 : 0,
                _ => degree[node.Left] > 0 ? 2 : 0,
            };
        }

        return degree[_root];
    }

    private static bool Any(ExpressionGraph.Node node, bool[] flags) => node.Operation switch
    {
        Operation.Constant or Operation.Parameter or Operation.Variable => false,
        _ => flags[node.Left] || (node.Right >= 0 && flags[node.Right]),
    };

    /// <summary>The terms that add up to the prediction. A sum of variables alone is one term, for it becomes one column.</summary>
    private IEnumerable<int> Flatten(int node) => _graph.Nodes[node].Operation == Operation.Add && _hasParameter[node]
        ? Flatten(_graph.Nodes[node].Left).Concat(Flatten(_graph.Nodes[node].Right))
        : [node];

    /// <summary>
    /// Terms of the prediction that are a positive parameter times exp of a sum of products θ·x with columns x. Centring x changes that parameter's coordinate alone, as long as
    /// the parameter stands nowhere else.
    /// </summary>
    private void FindCentred()
    {
        var uses = new int[_graph.Nodes.Count];
        foreach (int k in Reachable(_root))
        {
            ExpressionGraph.Node node = _graph.Nodes[k];
            if (node.Operation is Operation.Constant or Operation.Parameter or Operation.Variable) continue;
            uses[node.Left]++;
            if (node.Right >= 0) uses[node.Right]++;
        }

        foreach (int term in Terms)
        {
            ExpressionGraph.Node product = _graph.Nodes[term];
            if (product.Operation != Operation.Multiply) continue;
            (int amplitude, int power) = _graph.Nodes[product.Left].Operation == Operation.Parameter ? (product.Left, product.Right) : (product.Right, product.Left);
            if (_graph.Nodes[amplitude].Operation != Operation.Parameter || _graph.Nodes[power].Operation != Operation.Exp) continue;
            int parameter = _graph.Nodes[amplitude].Left;
            if (!IsLogarithmic[parameter] || uses[amplitude] != 1 || uses[term] > 1) continue;
            var factors = new List<(int Parameter, int Node, double Scale)>();
            if (!TryLinear(_graph.Nodes[power].Left, 1, factors)) continue;

            // Columns of their own: the same logarithm elsewhere in the law stays as it is.
            int first = _columnNodes.Count;
            foreach ((int _, int node, double _) in factors) _columnNodes.Add(node);
            _centred.Add(new PosynomialForm.Term(parameter, [.. factors.Select((f, i) => new PosynomialForm.Factor(f.Parameter, first + i, f.Scale))]));
            AddCentredSteps(term, amplitude, factors, first);
        }
    }

    private bool TryLinear(int index, double scale, List<(int Parameter, int Node, double Scale)> factors)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Add) return TryLinear(node.Left, scale, factors) && TryLinear(node.Right, scale, factors);
        if (node.Operation != Operation.Multiply) return false;
        ExpressionGraph.Node left = _graph.Nodes[node.Left];
        ExpressionGraph.Node right = _graph.Nodes[node.Right];
        if (left.Operation == Operation.Constant) return TryLinear(node.Right, scale * left.Value, factors);
        (int p, int x) = left.Operation == Operation.Parameter ? (node.Left, node.Right) : (node.Right, node.Left);
        if (_graph.Nodes[p].Operation != Operation.Parameter || IsLogarithmic[_graph.Nodes[p].Left] || _hasParameter[x] || !_hasVariable[x]) return false;
        factors.Add((_graph.Nodes[p].Left, x, scale));
        return true;
    }

    private void AddCentredSteps(int term, int amplitude, List<(int Parameter, int Node, double Scale)> factors, int firstColumn)
    {
        int sum = -1;
        for (int f = 0; f < factors.Count; f++)
        {
            int parameter = Push(Operation.Parameter, factors[f].Parameter, -1, 0);
            if (factors[f].Scale != 1) parameter = Push(Operation.Multiply, Push(Operation.Constant, -1, -1, factors[f].Scale), parameter, 0);
            int product = Push(Operation.Multiply, parameter, Push(Operation.Variable, firstColumn + f, -1, 0), 0);
            sum = sum < 0 ? product : Push(Operation.Add, sum, product, 0);
        }

        int exponential = Push(Operation.Exp, sum, -1, 0);
        _stepOf[term] = Push(Operation.Multiply, Push(Operation.Parameter, _graph.Nodes[amplitude].Left, -1, 0), exponential, 0);
    }

    private int Compile(int index)
    {
        if (_stepOf.TryGetValue(index, out int known)) return known;
        ExpressionGraph.Node node = _graph.Nodes[index];
        int step;
        if (!_hasParameter[index] && _hasVariable[index])
        {
            _columnNodes.Add(index);
            step = Push(Operation.Variable, _columnNodes.Count - 1, -1, 0);
        }
        else if (node.Operation is Operation.Constant or Operation.Parameter)
        {
            step = Push(node.Operation, node.Left, -1, node.Value);
        }
        else
        {
            int left = Compile(node.Left);
            int right = node.Right < 0 ? -1 : Compile(node.Right);
            step = Push(node.Operation, left, right, 0);
        }

        _stepOf[index] = step;
        return step;
    }

    private int Push(Operation operation, int left, int right, double value)
    {
        bool isLeaf = operation is Operation.Constant or Operation.Parameter or Operation.Variable;
        bool isRow = operation == Operation.Variable || (!isLeaf && (_steps[left].IsRow || (right >= 0 && _steps[right].IsRow)));
        int[] support = operation == Operation.Parameter ? [left] : isLeaf ? [] : [.. _steps[left].Support.Union(right < 0 ? [] : _steps[right].Support).Order()];
        bool curved = operation switch
        {
            Operation.Constant or Operation.Variable => false,
            Operation.Parameter => IsLogarithmic[left],
            Operation.Add or Operation.Min or Operation.Max => _steps[left].IsCurved || _steps[right].IsCurved,
            Operation.Multiply => _steps[left].IsCurved || _steps[right].IsCurved || (_steps[left].Support.Length > 0 && _steps[right].Support.Length > 0),
            _ => support.Length > 0,
        };
        _steps.Add(new Step(operation, left, right, value, isRow, support, curved));
        return _steps.Count - 1;
    }

    private HashSet<int> Reachable(int root)
    {
        var seen = new HashSet<int>();
        var stack = new Stack<int>([root]);
        while (stack.TryPop(out int k))
        {
            if (!seen.Add(k)) continue;
            ExpressionGraph.Node node = _graph.Nodes[k];
            if (node.Operation is Operation.Constant or Operation.Parameter or Operation.Variable) continue;
            stack.Push(node.Left);
            if (node.Right >= 0) stack.Push(node.Right);
        }

        return seen;
    }
}
