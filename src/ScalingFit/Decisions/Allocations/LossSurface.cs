using ScalingFit.Laws;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Decisions.Allocations;

/// <summary>
/// The loss of a fitted law over ln N and ln D, with its slopes: C follows by the compute rule, and other variables stay at given values. Slopes are exact where the law is an expression, and on the side of a kink that they are asked for;
/// of a law declared by its terms, which has no kinks, they are differences. For one thread.
/// </summary>
internal sealed class LossSurface
{
    private readonly FittedLaw _law;
    private readonly double[] _variables;
    private readonly int[] _moving;
    private readonly ExpressionJet? _jet;
    private readonly double[] _point = new double[3];
    private readonly double[] _gradient = new double[3];
    private readonly double[] _hessian = new double[9];

    /// <exception cref="NotSupportedException">The law depends on a schedule, on compute alone, on neither size nor data, or on a variable that has no value.</exception>
    /// <exception cref="ArgumentException">A value is of no variable of the law, or one that it cannot have.</exception>
    public LossSurface(FittedLaw law, IReadOnlyDictionary<string, double> values)
    {
        _law = law;
        LawDefinition definition = law.Law.Definition;
        if (definition.Inputs is not null) throw new NotSupportedException($"{law.Law.Name} depends on more than numbers, and is not allocated.");
        Variable[] variables = definition.Variables;
        _moving = [Array.IndexOf(variables, Variable.Parameters), Array.IndexOf(variables, Variable.Tokens), Array.IndexOf(variables, Variable.Flops)];
        if (_moving[0] < 0 && _moving[1] < 0) throw new NotSupportedException($"{law.Law.Name} depends on neither size nor data{(_moving[2] < 0 ? "" : " but on compute alone")}, so it does not say how to spend a budget on them.");
        foreach (string symbol in values.Keys)
        {
            int place = Array.FindIndex(variables, v => string.Equals(v.Symbol, symbol, StringComparison.Ordinal));
            if (place < 0 || _moving.Contains(place)) throw new ArgumentException($"{law.Law.Name} has no variable \"{symbol}\" to hold beside N, D and C; it has {string.Join(", ", variables.AsEnumerable())}.", nameof(values));
        }

        _variables = Array.ConvertAll(variables, v => ValueOf(v, values));
        Check(definition);
        if (definition.Expression is { } form) _jet = new ExpressionJet(form.Graph, form.RootNode, [.. law.Values], _variables, _moving);
    }

    /// <summary>The sum of the law's floors; 0 for one without.</summary>
    public double Floor => FloorOf(_law);

    public static double FloorOf(FittedLaw law) => law.Law.Parameters.Select((p, m) => p.Kind == ParameterKind.Floor ? law.Values[m] : 0).Sum();

    /// <summary>Whether the law has a kink, where a slope jumps.</summary>
    public static bool HasKinks(FittedLaw law) => law.Law.Definition.Expression is { } form && form.Graph.Nodes.Any(n => n.Operation is Operation.Min or Operation.Max);

    public double Loss(double parameters, double tokens)
    {
        if (_moving[0] >= 0) _variables[_moving[0]] = parameters;
        if (_moving[1] >= 0) _variables[_moving[1]] = tokens;
        if (_moving[2] >= 0) _variables[_moving[2]] = _law.Conventions.ComputeRule.Flops(parameters, tokens);
        return _law.Evaluate(_variables);
    }

    /// <summary>∂L/∂ln N and ∂L/∂ln D.</summary>
    public (double ByParameters, double ByTokens) Slopes(double parameters, double tokens)
    {
        if (_jet is null)
        {
            return (Roots.Slope(x => Loss(parameters * Math.Exp(x), tokens), 0), Roots.Slope(x => Loss(parameters, tokens * Math.Exp(x)), 0));
        }

        _point[0] = parameters;
        _point[1] = tokens;
        _point[2] = _law.Conventions.ComputeRule.Flops(parameters, tokens);
        Array.Clear(_gradient);
        _jet.Add(_point, 1, _gradient, _hessian);
        double byFlops = _point[2] * _gradient[2];
        return ((parameters * _gradient[0]) + byFlops, (tokens * _gradient[1]) + byFlops);
    }

    private double ValueOf(Variable variable, IReadOnlyDictionary<string, double> values)
    {
        if (variable.Equals(Variable.Parameters) || variable.Equals(Variable.Tokens) || variable.Equals(Variable.Flops)) return 1;
        if (!values.TryGetValue(variable.Symbol, out double value)) throw new NotSupportedException($"{_law.Law.Name} also needs a value of {variable}. Give it in {nameof(AllocationOptions)}.{nameof(AllocationOptions.Values)}.");
        return variable.Allows(value) ? value : throw new ArgumentException(FormattableString.Invariant($"{variable} cannot be {value}: it is {variable.Range}."), nameof(values));
    }

    /// <summary>What values must satisfy together is asked of a run, here one that has these.</summary>
    private void Check(LawDefinition definition)
    {
        if (definition.Check is not { } check) return;
        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int c = 0; c < _variables.Length; c++) given[definition.Variables[c].Symbol] = _variables[c];
        check(RunSet.Create([new TrainingRun { Loss = 1, Values = given }], _law.Conventions));
    }
}
