using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// The block engine of any law that is an expression. Values and sparse gradients of every step run forward down a block's columns; adjoints run back, and give the second derivatives:
///   ∇²ŷ = Σ_steps adjoint · Σ_ab ∂²step/∂a∂b · ∇a ∇b',
/// so that a law written by hand has its exact Hessian too, at the cost of inner products.
/// </summary>
/// <remarks>
/// A column that is a multiple of another is not written: it is the other with a factor. A step that depends on parameters alone is a number, worked out once a block.
/// </remarks>
internal sealed unsafe partial class GraphEngine<V> : BlockEngine<V>
    where V : struct, IVec<V>
{
    private readonly GraphForm _form;
    private readonly GraphForm.Step[] _steps;
    private readonly int[] _termSteps;
    private readonly AlignedBuffer _columns;
    private readonly Scaled[] _values;
    private readonly Scaled[][] _gradients;
    private readonly Scaled[] _slopes;
    private readonly Scaled[] _adjoints;
    private readonly bool[] _hasAdjoint;
    private readonly double[] _scalarAdjoints;
    private readonly double*[] _jacobian;

    /// <summary>Both matrices come from the same loops; here goes the second where it is not wanted.</summary>
    private readonly double[] _unwanted;
    private int _used;
    private bool _isRelative;

    public GraphEngine(GraphForm form)
        : base(form.ParameterCount)
    {
        _form = form;
        _steps = form.Steps;
        _termSteps = form.TermSteps;
        int columns = 3 + form.ParameterCount;
        foreach (GraphForm.Step step in _steps)
        {
            if (step.IsRow) columns += 5 + (3 * step.Support.Length);
        }

        _columns = new AlignedBuffer(columns * Stride);
        _values = new Scaled[_steps.Length];
        _gradients = Array.ConvertAll(_steps, s => new Scaled[s.Support.Length]);
        _slopes = new Scaled[_steps.Length];
        _adjoints = new Scaled[_steps.Length];
        _hasAdjoint = new bool[_steps.Length];
        _scalarAdjoints = new double[_steps.Length];
        _jacobian = new double*[form.ParameterCount];
        _unwanted = new double[form.ParameterCount * form.ParameterCount];
    }

    /// <summary>A column times a factor; the factor alone where there is no column.</summary>
    private readonly struct Scaled(double* column, double factor)
    {
        public readonly double* Column = column;
        public readonly double Factor = factor;

        public bool IsNumber => Column == null;

        public Scaled Times(double factor) => new(Column, Factor * factor);
    }

    protected override bool IsAbsolute => true;

    /// <summary>1/ŷ, where the columns are of ∇ ln ŷ.</summary>
    private double* Inverse => _columns.Pointer;

    private double* Response => _columns.Pointer + Stride;

    private double* Ratio => _columns.Pointer + (2 * Stride);

    protected override void Predict(RowTable rows, int start, int length, ReadOnlySpan<double> theta, ResidualOf of, bool withDerivatives)
    {
        _used = 3;
        for (int k = 0; k < _steps.Length; k++)
        {
            GraphForm.Step step = _steps[k];
            _values[k] = Value(step, rows, start, length, theta);
            if (withDerivatives) Differentiate(k, step, length);
        }

        Scaled root = _values[^1];
        double* y = Response;
        Fill(root, y, length);
        if (of == ResidualOf.Response)
        {
            Combine(1, y, -1, rows.Response + start, 0, ResidualBlock, length);
        }
        else
        {
            Product(y, rows.InverseResponse + start, Ratio, length);
            ResidualsFromRatios(rows, start, length, of, Ratio);
        }

        if (!withDerivatives) return;
        bool relative = of != ResidualOf.Response;
        if (relative)
        {
            Scale(y, 1, Inverse, length);
            Invert(Inverse, length);
        }

        for (int m = 0; m < Parameters; m++) _jacobian[m] = null;
        int[] support = _steps[^1].Support;
        for (int s = 0; s < support.Length; s++)
        {
            Scaled gradient = _gradients[^1][s];
            double* column = Next();
            if (!relative) Fill(gradient, column, length);
            else if (gradient.IsNumber) Scale(Inverse, gradient.Factor, column, length);
            else ScaledProduct(gradient.Factor, gradient.Column, Inverse, column, length);
            _jacobian[support[s]] = column;
        }

        _isRelative = relative;
        for (int m = 0; m < Parameters; m++)
        {
            if (_jacobian[m] != null) continue;
            _jacobian[m] = Next();
            new Span<double>(_jacobian[m], length).Clear();
        }
    }

    protected override void GradientColumns(RowTable rows, int start, int length, double** columns)
    {
        for (int m = 0; m < Parameters; m++) columns[m] = _jacobian[m];
    }

    protected override void AccumulateGradient(RowTable rows, int start, int length, Span<double> gradient)
    {
        for (int m = 0; m < Parameters; m++) gradient[m] += Dot(V_, _jacobian[m], length);
    }

    protected override void Accumulate(RowTable rows, int start, int length, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser)
    {
        if (start == 0) Array.Clear(_scalarAdjoints);
        double** j = stackalloc double*[Parameters];
        GradientColumns(rows, start, length, j);
        fixed (double* hessian = into.Hessian, majoriser = withMajoriser ? into.Majoriser : _unwanted) OuterProducts(j, hessian, majoriser, length);

        AccumulateGradient(rows, start, length, into.Gradient);
        if (!_steps[^1].IsCurved) return;

        Array.Clear(_hasAdjoint);
        double* seed = Next();
        if (_isRelative) Product(V_, Inverse, seed, length);
        else Scale(V_, 1, seed, length);
        AddAdjoint(_steps.Length - 1, new Scaled(seed, 1), length);
        for (int k = _steps.Length - 1; k >= 0; k--)
        {
            if (_hasAdjoint[k] && _steps[k].IsRow) Propagate(k, into.Hessian, length);
        }
    }

    protected override void Shares(int real, ReadOnlySpan<double> theta, Span<ShareRange> shares)
    {
        for (int t = 0; t < _termSteps.Length; t++)
        {
            Scaled term = _values[_termSteps[t]];
            for (int i = 0; i < real; i++)
            {
                double value = term.IsNumber ? term.Factor : term.Factor * term.Column[i];
                shares[t].Take(Math.Abs(value / Response[i]));
            }
        }
    }

    private Scaled Value(GraphForm.Step step, RowTable rows, int start, int length, ReadOnlySpan<double> theta)
    {
        switch (step.Operation)
        {
            case Operation.Constant: return new Scaled(null, step.Value);
            case Operation.Parameter: return new Scaled(null, _form.IsLogarithmic[step.Left] ? Math.Exp(theta[step.Left]) : theta[step.Left]);
            case Operation.Variable: return new Scaled(rows.Variable(step.Left) + start, 1);
        }

        Scaled a = _values[step.Left];
        if (!step.IsRow)
        {
            double number = step.Operation switch
            {
                Operation.Add => a.Factor + _values[step.Right].Factor,
                Operation.Multiply => a.Factor * _values[step.Right].Factor,
                Operation.Min => Math.Min(a.Factor, _values[step.Right].Factor),
                Operation.Max => Math.Max(a.Factor, _values[step.Right].Factor),

                // ln of a parameter that is fitted as its logarithm is its coordinate, without the way there and back.
                Operation.Log when _steps[step.Left].Operation == Operation.Parameter && _form.IsLogarithmic[_steps[step.Left].Left] => theta[_steps[step.Left].Left],
                _ => ExpressionGraph.Apply(step.Operation, a.Factor),
            };
            return new Scaled(null, number);
        }

        switch (step.Operation)
        {
            case Operation.Add:
                return Sum(a, _values[step.Right], length);
            case Operation.Multiply:
                return Times(a, _values[step.Right], length);
        }

        double* target = Next();
        switch (step.Operation)
        {
            case Operation.Exp: ExpScaled(a.Factor, a.Column, target, length); break;
            case Operation.Log: LogScaled(a.Factor, a.Column, target, length); break;
            case Operation.Sqrt: SqrtScaled(a.Factor, a.Column, target, length); break;
            case Operation.Reciprocal:
                Scale(a.Column, a.Factor, target, length);
                Invert(target, length);
                break;
            case Operation.Min or Operation.Max:
                Scaled b = _values[step.Right];
                for (int i = 0; i < length; i++)
                {
                    double x = At(a, i);
                    double y = At(b, i);
                    target[i] = step.Operation == Operation.Min ? Math.Min(x, y) : Math.Max(x, y);
                }

                break;
            default:
                for (int i = 0; i < length; i++) target[i] = ExpressionGraph.Apply(step.Operation, a.Factor * a.Column[i]);
                break;
        }

        return new Scaled(target, 1);
    }

    /// <summary>The step's gradient by each parameter it depends on; for steps of one input their slope first.</summary>
    private void Differentiate(int k, GraphForm.Step step, int length)
    {
        Scaled[] gradient = _gradients[k];
        switch (step.Operation)
        {
            case Operation.Constant or Operation.Variable:
                return;
            case Operation.Parameter:
                gradient[0] = new Scaled(null, _form.IsLogarithmic[step.Left] ? _values[k].Factor : 1);
                return;
            case Operation.Add:
                Merge(step, gradient, new Scaled(null, 1), new Scaled(null, 1), length);
                return;
            case Operation.Multiply:
                Merge(step, gradient, _values[step.Right], _values[step.Left], length);
                return;
            case Operation.Min or Operation.Max:
                Merge(step, gradient, Chosen(step, isLeft: true, length), Chosen(step, isLeft: false, length), length);
                return;
        }

        if (step.Support.Length == 0) return;
        Scaled slope = Slope(step, _values[step.Left], _values[k], length);
        _slopes[k] = slope;
        for (int s = 0; s < gradient.Length; s++) gradient[s] = Times(slope, _gradients[step.Left][s], length);
    }

    /// <summary>fa·∇a + fb·∇b over the parameters of both.</summary>
    private void Merge(GraphForm.Step step, Scaled[] gradient, Scaled ofLeft, Scaled ofRight, int length)
    {
        int[] left = _steps[step.Left].Support;
        int[] right = _steps[step.Right].Support;
        for (int s = 0; s < gradient.Length; s++)
        {
            int a = Array.IndexOf(left, step.Support[s]);
            int b = Array.IndexOf(right, step.Support[s]);
            if (b < 0) gradient[s] = Times(ofLeft, _gradients[step.Left][a], length);
            else if (a < 0) gradient[s] = Times(ofRight, _gradients[step.Right][b], length);
            else gradient[s] = Sum(Times(ofLeft, _gradients[step.Left][a], length), Times(ofRight, _gradients[step.Right][b], length), length);
        }
    }

    /// <summary>1 on the rows where one input of a minimum or maximum is the one taken.</summary>
    private Scaled Chosen(GraphForm.Step step, bool isLeft, int length)
    {
        Scaled a = _values[step.Left];
        Scaled b = _values[step.Right];
        bool wantsSmaller = step.Operation == Operation.Min;
        if (!step.IsRow) return new Scaled(null, (a.Factor <= b.Factor) == wantsSmaller == isLeft ? 1 : 0);
        double* mask = Next();
        for (int i = 0; i < length; i++) mask[i] = (At(a, i) <= At(b, i)) == wantsSmaller == isLeft ? 1 : 0;
        return new Scaled(mask, 1);
    }

    private Scaled Slope(GraphForm.Step step, Scaled input, Scaled value, int length)
    {
        if (!step.IsRow) return new Scaled(null, Slopes(step.Operation, input.Factor, value.Factor).First);
        if (step.Operation == Operation.Exp) return value;
        double* target = Next();
        switch (step.Operation)
        {
            case Operation.Log:
                Scale(input.Column, input.Factor, target, length);
                Invert(target, length);
                break;
            case Operation.Sqrt:
                Scale(value.Column, 2, target, length);
                Invert(target, length);
                break;
            case Operation.Reciprocal:
                ScaledProduct(-1, value.Column, value.Column, target, length);
                break;
            default:
                for (int i = 0; i < length; i++) target[i] = Slopes(step.Operation, input.Factor * input.Column[i], value.Column[i]).First;
                break;
        }

        return new Scaled(target, 1);
    }

    private static (double First, double Second) Slopes(Operation operation, double x, double value) => operation switch
    {
        Operation.Exp => (value, value),
        Operation.Log => (1 / x, -1 / (x * x)),
        Operation.Sqrt => (0.5 / value, -0.25 / (value * x)),
        Operation.Reciprocal => (-value * value, 2 * value * value * value),
        Operation.Sin => (Math.Cos(x), -value),
        Operation.Cos => (-Math.Sin(x), -value),
        Operation.Atan => (1 / (1 + (x * x)), -2 * x / ((1 + (x * x)) * (1 + (x * x)))),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation of one input."),
    };

    private double* Next() => _columns.Pointer + (_used++ * Stride);

    private Scaled Sum(Scaled a, Scaled b, int length)
    {
        if (a.IsNumber && b.IsNumber) return new Scaled(null, a.Factor + b.Factor);
        if (a.IsNumber) (a, b) = (b, a);
        double* target = Next();
        if (b.IsNumber) Shift(a.Factor, a.Column, b.Factor, target, length);
        else Combine(a.Factor, a.Column, b.Factor, b.Column, 0, target, length);
        return new Scaled(target, 1);
    }

    private Scaled Times(Scaled a, Scaled b, int length)
    {
        if (a.IsNumber) return b.Times(a.Factor);
        if (b.IsNumber) return a.Times(b.Factor);
        double* target = Next();
        Product(a.Column, b.Column, target, length);
        return new Scaled(target, a.Factor * b.Factor);
    }

    /// <summary>Σ abc; the product where all are numbers.</summary>
    private static double Dot(Scaled a, Scaled b, Scaled c, int length)
    {
        double factor = a.Factor * b.Factor * c.Factor;
        if (factor == 0 || a.IsNumber) return factor;
        if (b.IsNumber) (b, c) = (c, b);
        return factor * (b.IsNumber ? Sum(a.Column, length) : c.IsNumber ? Dot(a.Column, b.Column, length) : Dot3(a.Column, b.Column, c.Column, length));
    }

    private static double At(Scaled a, int i) => a.IsNumber ? a.Factor : a.Factor * a.Column[i];

    private static void Fill(Scaled a, double* target, int length)
    {
        if (a.IsNumber) new Span<double>(target, length).Fill(a.Factor);
        else Scale(a.Column, a.Factor, target, length);
    }
}
