namespace ScalingFit.Numerics.Expressions;

/// <summary>
/// Whether an expression is convex in some of its variables over a box, by the rules of disciplined convex programming (Grant, Boyd and Ye 2006): sound, and silent where the rules do not reach. Powers of a variable are one rule, although they
/// are recorded as exp(p ln x).
/// </summary>
internal static class Curvature
{
    [Flags]
    private enum Shape
    {
        Neither = 0,
        Convex = 1,
        Concave = 2,
        Affine = Convex | Concave,
    }

    /// <summary>Proves an expression convex; false where that cannot be proved.</summary>
    /// <param name="graph">The nodes.</param>
    /// <param name="root">The node asked about.</param>
    /// <param name="parameters">Natural values.</param>
    /// <param name="ranges">The range of every variable; one that stays where it is has a range of one value.</param>
    public static bool IsConvex(ExpressionGraph graph, int root, ReadOnlySpan<double> parameters, ReadOnlySpan<(double Low, double High)> ranges)
    {
        var shapes = new Shape[root + 1];
        var bounds = new (double Low, double High)[root + 1];
        for (int k = 0; k <= root; k++)
        {
            ExpressionGraph.Node node = graph.Nodes[k];
            (bounds[k], shapes[k]) = node.Operation switch
            {
                Operation.Constant => ((node.Value, node.Value), Shape.Affine),
                Operation.Parameter => ((parameters[node.Left], parameters[node.Left]), Shape.Affine),
                Operation.Variable => (ranges[node.Left], Shape.Affine),
                Operation.Add => ((bounds[node.Left].Low + bounds[node.Right].Low, bounds[node.Left].High + bounds[node.Right].High), shapes[node.Left] & shapes[node.Right]),
                Operation.Multiply => Product(bounds[node.Left], shapes[node.Left], bounds[node.Right], shapes[node.Right]),
                Operation.Max => ((Math.Max(bounds[node.Left].Low, bounds[node.Right].Low), Math.Max(bounds[node.Left].High, bounds[node.Right].High)), shapes[node.Left] & shapes[node.Right] & Shape.Convex),
                Operation.Min => ((Math.Min(bounds[node.Left].Low, bounds[node.Right].Low), Math.Min(bounds[node.Left].High, bounds[node.Right].High)), shapes[node.Left] & shapes[node.Right] & Shape.Concave),
                Operation.Exp => ((Math.Exp(bounds[node.Left].Low), Math.Exp(bounds[node.Left].High)), Exponential(graph, node.Left, bounds, shapes)),
                Operation.Log when bounds[node.Left].Low >= 0 => ((Math.Log(bounds[node.Left].Low), Math.Log(bounds[node.Left].High)), shapes[node.Left] & Shape.Concave),
                Operation.Sqrt when bounds[node.Left].Low >= 0 => ((Math.Sqrt(bounds[node.Left].Low), Math.Sqrt(bounds[node.Left].High)), shapes[node.Left] & Shape.Concave),

                // 1/u is convex and falls: of a concave u above 0 it is convex.
                Operation.Reciprocal when bounds[node.Left].Low >= 0 => ((1 / bounds[node.Left].High, 1 / bounds[node.Left].Low), shapes[node.Left].HasFlag(Shape.Concave) ? Shape.Convex : Shape.Neither),
                _ => ((double.NegativeInfinity, double.PositiveInfinity), Shape.Neither),
            };

            // What does not move is affine, however it was worked out.
            if (double.IsFinite(bounds[k].Low) && bounds[k].Low.Equals(bounds[k].High)) shapes[k] = Shape.Affine;
            if (double.IsNaN(bounds[k].Low) || double.IsNaN(bounds[k].High)) bounds[k] = (double.NegativeInfinity, double.PositiveInfinity);
        }

        return shapes[root].HasFlag(Shape.Convex);
    }

    private static ((double Low, double High) Bounds, Shape Shape) Product((double Low, double High) a, Shape ofA, (double Low, double High) b, Shape ofB)
    {
        double[] corners = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        (double, double) bounds = (corners.Min(), corners.Max());
        if (a.Low.Equals(a.High)) return (bounds, Scaled(ofB, a.Low));
        return (bounds, b.Low.Equals(b.High) ? Scaled(ofA, b.Low) : Shape.Neither);
    }

    private static Shape Scaled(Shape shape, double factor)
    {
        if (factor >= 0) return shape;
        Shape turned = Shape.Neither;
        if (shape.HasFlag(Shape.Convex)) turned |= Shape.Concave;
        if (shape.HasFlag(Shape.Concave)) turned |= Shape.Convex;
        return turned;
    }

    /// <summary>exp is convex and rises. exp(p ln x + const) is a power of x: concave in a concave x for p from 0 to 1, convex in an affine one for p of 1 or more.</summary>
    private static Shape Exponential(ExpressionGraph graph, int exponent, (double Low, double High)[] bounds, Shape[] shapes)
    {
        Shape shape = shapes[exponent] & Shape.Convex;
        if (!TryPower(graph, exponent, bounds, out int x, out double p) || bounds[x].Low < 0) return shape;
        if (p is >= 0 and <= 1) return shape | (shapes[x] & Shape.Concave);
        return p > 1 ? shape | (shapes[x] & Shape.Convex) : shape;
    }

    private static bool TryPower(ExpressionGraph graph, int index, (double Low, double High)[] bounds, out int x, out double p)
    {
        (x, p) = (-1, 1);
        ExpressionGraph.Node node = graph.Nodes[index];
        if (node.Operation == Operation.Log)
        {
            x = node.Left;
            return true;
        }

        if (node.Operation is not (Operation.Add or Operation.Multiply)) return false;
        (double Low, double High) left = bounds[node.Left];
        (double Low, double High) right = bounds[node.Right];
        bool constantLeft = left.Low.Equals(left.High);
        if (!constantLeft && !right.Low.Equals(right.High)) return false;
        if (!TryPower(graph, constantLeft ? node.Right : node.Left, bounds, out x, out p)) return false;
        if (node.Operation == Operation.Multiply) p *= constantLeft ? left.Low : right.Low;
        return true;
    }
}
