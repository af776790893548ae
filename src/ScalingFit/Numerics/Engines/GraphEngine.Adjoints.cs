using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Numerics.Engines;

// The way back: adjoints, and the second derivatives that they weigh.
internal sealed unsafe partial class GraphEngine<V>
{
    /// <summary>The second derivatives of what depends on parameters alone, whose adjoints have been summed over all rows.</summary>
    protected override void Finish(Derivatives into)
    {
        double[] hessian = into.Hessian;
        for (int k = _steps.Length - 1; k >= 0; k--)
        {
            GraphForm.Step step = _steps[k];
            double adjoint = _scalarAdjoints[k];
            if (step.IsRow || adjoint == 0 || !step.IsCurved) continue;
            double value = _values[k].Factor;
            switch (step.Operation)
            {
                case Operation.Parameter:
                    Add(hessian, step.Left, step.Left, adjoint * value);
                    break;
                case Operation.Add:
                    _scalarAdjoints[step.Left] += adjoint;
                    _scalarAdjoints[step.Right] += adjoint;
                    break;
                case Operation.Multiply:
                    AddCross(hessian, step, new Scaled(null, adjoint), 0);
                    _scalarAdjoints[step.Left] += adjoint * _values[step.Right].Factor;
                    _scalarAdjoints[step.Right] += adjoint * _values[step.Left].Factor;
                    break;
                case Operation.Min or Operation.Max:
                    bool left = (_values[step.Left].Factor <= _values[step.Right].Factor) == (step.Operation == Operation.Min);
                    _scalarAdjoints[left ? step.Left : step.Right] += adjoint;
                    break;
                default:
                    (double first, double second) = Slopes(step.Operation, _values[step.Left].Factor, value);
                    int[] support = _steps[step.Left].Support;
                    Scaled[] gradient = _gradients[step.Left];
                    for (int a = 0; a < support.Length; a++)
                    {
                        for (int b = 0; b <= a; b++) Add(hessian, support[a], support[b], adjoint * second * gradient[a].Factor * gradient[b].Factor);
                    }

                    _scalarAdjoints[step.Left] += adjoint * first;
                    break;
            }
        }
    }

    /// <summary>Adds what one step's curvature adds, and hands its adjoint on to its inputs.</summary>
    private void Propagate(int k, double[] hessian, int length)
    {
        GraphForm.Step step = _steps[k];
        Scaled adjoint = _adjoints[k];
        switch (step.Operation)
        {
            case Operation.Add:
                AddAdjoint(step.Left, adjoint, length);
                AddAdjoint(step.Right, adjoint, length);
                return;
            case Operation.Multiply:
                AddCross(hessian, step, adjoint, length);
                AddAdjoint(step.Left, adjoint, _values[step.Right], length);
                AddAdjoint(step.Right, adjoint, _values[step.Left], length);
                return;
            case Operation.Min or Operation.Max:
                AddAdjoint(step.Left, adjoint, Chosen(step, isLeft: true, length), length);
                AddAdjoint(step.Right, adjoint, Chosen(step, isLeft: false, length), length);
                return;
            case Operation.Variable:
                return;
        }

        GraphForm.Step input = _steps[step.Left];
        if (input.Support.Length == 0) return;
        Scaled weight = Times(adjoint, Second(step, _values[step.Left], _values[k], length), length);
        Scaled[] gradient = _gradients[step.Left];
        for (int a = 0; a < gradient.Length; a++)
        {
            for (int b = 0; b <= a; b++) Add(hessian, input.Support[a], input.Support[b], Dot(weight, gradient[a], gradient[b], length));
        }

        AddAdjoint(step.Left, adjoint, _slopes[k], length);
    }

    private Scaled Second(GraphForm.Step step, Scaled input, Scaled value, int length)
    {
        if (step.Operation == Operation.Exp) return value;
        double* target = Next();
        switch (step.Operation)
        {
            case Operation.Log:
                ScaledProduct(-(input.Factor * input.Factor), input.Column, input.Column, target, length);
                Invert(target, length);
                break;
            case Operation.Reciprocal:
                ScaledProduct(2, value.Column, value.Column, target, length);
                Multiply(value.Column, target, length);
                break;
            default:
                for (int i = 0; i < length; i++) target[i] = Slopes(step.Operation, input.Factor * input.Column[i], value.Column[i]).Second;
                break;
        }

        return new Scaled(target, 1);
    }

    /// <summary>Σ adjoint (∇a ∇b' + ∇b ∇a') for a product ab.</summary>
    private void AddCross(double[] hessian, GraphForm.Step step, Scaled adjoint, int length)
    {
        int[] left = _steps[step.Left].Support;
        int[] right = _steps[step.Right].Support;
        for (int a = 0; a < left.Length; a++)
        {
            for (int b = 0; b < right.Length; b++)
            {
                double value = Dot(adjoint, _gradients[step.Left][a], _gradients[step.Right][b], length);
                Add(hessian, left[a], right[b], left[a] == right[b] ? 2 * value : value);
            }
        }
    }

    private void Add(double[] hessian, int m, int n, double value) => hessian[(Math.Max(m, n) * Parameters) + Math.Min(m, n)] += value;

    private void AddAdjoint(int k, Scaled adjoint, Scaled factor, int length)
    {
        if (!_steps[k].IsCurved) return;
        if (_steps[k].IsRow) AddAdjoint(k, Times(adjoint, factor, length), length);
        else _scalarAdjoints[k] += Dot(adjoint, factor, new Scaled(null, 1), length);
    }

    private void AddAdjoint(int k, Scaled adjoint, int length)
    {
        if (!_steps[k].IsCurved) return;
        if (!_steps[k].IsRow)
        {
            _scalarAdjoints[k] += Dot(adjoint, new Scaled(null, 1), new Scaled(null, 1), length);
            return;
        }

        _adjoints[k] = _hasAdjoint[k] ? Sum(_adjoints[k], adjoint, length) : adjoint;
        _hasAdjoint[k] = true;
    }
}
