namespace ScalingFit.Numerics.Expressions;

/// <summary>
/// Value, gradient and Hessian of an expression by some of its variables, exactly: a Taylor polynomial of the second degree is carried from node to node. Parameters and the other variables stay at their values.
/// </summary>
internal sealed class ExpressionJet
{
    private readonly ExpressionGraph _graph;
    private readonly int _root;
    private readonly int _count;
    private readonly double[] _parameters;
    private readonly double[] _variables;
    private readonly int[] _moving;
    private readonly bool[] _depends;
    private readonly double[] _values;
    private readonly double[][] _gradients;
    private readonly double[][] _hessians;

    /// <param name="graph">The nodes.</param>
    /// <param name="root">The node wanted.</param>
    /// <param name="parameters">Natural values.</param>
    /// <param name="variables">Natural values; those that move are filled in later.</param>
    /// <param name="moving">For each coordinate the variable that it is; -1 for a coordinate that the expression does not depend on.</param>
    public ExpressionJet(ExpressionGraph graph, int root, double[] parameters, double[] variables, int[] moving)
    {
        _graph = graph;
        _root = root;
        _count = moving.Length;
        _parameters = parameters;
        _variables = (double[])variables.Clone();
        _moving = moving;
        _depends = new bool[root + 1];
        _values = new double[root + 1];
        _gradients = new double[root + 1][];
        _hessians = new double[root + 1][];
        for (int k = 0; k <= root; k++)
        {
            ExpressionGraph.Node node = graph.Nodes[k];
            _depends[k] = node.Operation switch
            {
                Operation.Constant or Operation.Parameter => false,
                Operation.Variable => Array.IndexOf(moving, node.Left) >= 0,
                _ => _depends[node.Left] || (node.Right >= 0 && _depends[node.Right]),
            };
            _gradients[k] = _depends[k] ? new double[_count] : [];
            _hessians[k] = _depends[k] ? new double[_count * _count] : [];
        }
    }

    /// <summary>The value alone.</summary>
    public double Value(ReadOnlySpan<double> point)
    {
        Place(point);
        return _graph.Evaluate(_parameters, _variables, _root, _values);
    }

    /// <summary>Adds a multiple of gradient and Hessian to what is there.</summary>
    /// <param name="point">The coordinates.</param>
    /// <param name="weight">The multiple.</param>
    /// <param name="gradient">One number a coordinate.</param>
    /// <param name="hessian">A square of them, row by row.</param>
    /// <returns>The value, not multiplied.</returns>
    public double Add(ReadOnlySpan<double> point, double weight, Span<double> gradient, Span<double> hessian)
    {
        double value = Value(point);
        for (int k = 0; k <= _root; k++)
        {
            if (_depends[k]) Derive(k, _graph.Nodes[k]);
        }

        if (!_depends[_root]) return value;
        for (int i = 0; i < _count; i++) gradient[i] += weight * _gradients[_root][i];
        for (int i = 0; i < _count * _count; i++) hessian[i] += weight * _hessians[_root][i];
        return value;
    }

    private void Place(ReadOnlySpan<double> point)
    {
        for (int j = 0; j < _count; j++)
        {
            if (_moving[j] >= 0) _variables[_moving[j]] = point[j];
        }
    }

    private void Derive(int k, ExpressionGraph.Node node)
    {
        double[] gradient = _gradients[k];
        double[] hessian = _hessians[k];
        Array.Clear(gradient);
        Array.Clear(hessian);
        switch (node.Operation)
        {
            case Operation.Variable:
                for (int j = 0; j < _count; j++) gradient[j] = _moving[j] == node.Left ? 1 : 0;
                break;
            case Operation.Add:
                Take(k, node.Left, 1, 0);
                Take(k, node.Right, 1, 0);
                break;
            case Operation.Multiply:
                Take(k, node.Left, _values[node.Right], 0);
                Take(k, node.Right, _values[node.Left], 0);
                if (_depends[node.Left] && _depends[node.Right]) Cross(hessian, _gradients[node.Left], _gradients[node.Right]);
                break;
            case Operation.Min:
                Take(k, _values[node.Left] <= _values[node.Right] ? node.Left : node.Right, 1, 0);
                break;
            case Operation.Max:
                Take(k, _values[node.Left] >= _values[node.Right] ? node.Left : node.Right, 1, 0);
                break;
            default:
                (double first, double second) = Slopes(node.Operation, _values[node.Left], _values[k]);
                Take(k, node.Left, first, second);
                break;
        }
    }

    /// <summary>f(u): the gradient f' ∇u and the Hessian f' ∇²u + f'' ∇u ∇u'.</summary>
    private void Take(int into, int from, double first, double second)
    {
        if (!_depends[from]) return;
        double[] inner = _gradients[from];
        for (int i = 0; i < _count; i++) _gradients[into][i] += first * inner[i];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < _count; j++) _hessians[into][(i * _count) + j] += (first * _hessians[from][(i * _count) + j]) + (second * inner[i] * inner[j]);
        }
    }

    private void Cross(double[] hessian, double[] a, double[] b)
    {
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < _count; j++) hessian[(i * _count) + j] += (a[i] * b[j]) + (a[j] * b[i]);
        }
    }

    private static (double First, double Second) Slopes(Operation operation, double x, double value) => operation switch
    {
        Operation.Reciprocal => (-value * value, 2 * value * value * value),
        Operation.Exp => (value, value),
        Operation.Log => (1 / x, -1 / (x * x)),
        Operation.Sqrt => (0.5 / value, -0.25 / (value * x)),
        Operation.Sin => (Math.Cos(x), -value),
        Operation.Cos => (-Math.Sin(x), -value),
        Operation.Atan => (1 / (1 + (x * x)), -2 * x / ((1 + (x * x)) * (1 + (x * x)))),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation of one input."),
    };
}
