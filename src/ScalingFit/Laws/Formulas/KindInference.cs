using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws.Formulas;

/// <summary>
/// What each parameter of a recorded law does, from the places where it stands. docs/formulas.md has the table. A parameter that stands in several places is free if one of
/// them lets it have either sign, or else what the first place says that needs it positive, or else an exponent.
/// </summary>
internal sealed partial class KindInference
{
    private readonly ExpressionGraph _graph;
    private readonly Variable[] _variables;
    private readonly ExpressionText _text;
    private readonly List<Use> _uses = [];
    private int _floor = -1;

    /// <param name="graph">The law, recorded with all parameters of unknown sign.</param>
    /// <param name="root">The node that predicts.</param>
    /// <param name="variables">The variables, by position.</param>
    /// <param name="text">Writes nodes.</param>
    public KindInference(ExpressionGraph graph, int root, Variable[] variables, ExpressionText text)
    {
        _graph = graph;
        _variables = variables;
        _text = text;
        Term(root, isScaled: false, root);
    }

    /// <summary>One place where a parameter stands.</summary>
    /// <param name="Parameter">Which.</param>
    /// <param name="Kind">What it does there.</param>
    /// <param name="Phrase">The same in words, but for what follows.</param>
    /// <param name="Of">The node that the words are about; -1 for none.</param>
    /// <param name="Like">The variable that it is compared with; -1 for none.</param>
    private readonly record struct Use(int Parameter, ParameterKind Kind, string Phrase, int Of, int Like);

    /// <summary>The parameter as it is inferred. Ask in the order of the formula: the first floor is the floor.</summary>
    public LawParameter Infer(int parameter, string name, string symbol)
    {
        Use[] uses = [.. _uses.Where(u => u.Parameter == parameter)];
        Use use = Array.Exists(uses, u => u.Kind == ParameterKind.Free) ? Array.Find(uses, u => u.Kind == ParameterKind.Free)
            : Array.Exists(uses, u => u.Kind != ParameterKind.Exponent) ? Array.Find(uses, u => u.Kind != ParameterKind.Exponent)
            : uses.Length > 0 ? uses[0] : new Use(parameter, ParameterKind.Free, "free number", -1, -1);
        if (use.Kind == ParameterKind.Floor && _floor < 0) _floor = parameter;
        if (use.Kind == ParameterKind.Floor && _floor != parameter) use = use with { Kind = ParameterKind.Free, Phrase = "constant beside the floor" };
        int like = use.Kind == ParameterKind.Multiplier ? uses.Select(u => u.Like).FirstOrDefault(l => l >= 0, -1) : -1;
        return new LawParameter
        {
            Name = name,
            Symbol = symbol,
            Kind = use.Kind,
            Meaning = use.Of < 0 ? use.Phrase : $"{use.Phrase} {_text.Of(use.Of)}",
            StartsLike = like < 0 ? null : _variables[like],
        };
    }

    /// <summary>A part of the sum that predicts.</summary>
    /// <param name="index">Its node.</param>
    /// <param name="isScaled">Whether something that depends on a column multiplies it.</param>
    /// <param name="whole">The node of the whole term.</param>
    private void Term(int index, bool isScaled, int whole)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        switch (node.Operation)
        {
            case Operation.Constant or Operation.Variable:
                break;
            case Operation.Parameter:
                if (isScaled) Say(node.Left, ParameterKind.Amplitude, "size of the term", whole);
                else Say(node.Left, ParameterKind.Floor, "floor");
                break;
            case Operation.Add or Operation.Min or Operation.Max:
                Term(node.Left, isScaled, isScaled ? whole : node.Left);
                Term(node.Right, isScaled, isScaled ? whole : node.Right);
                break;
            case Operation.Multiply or Operation.Reciprocal when Factors(index).Count > 1:
                TermProduct(index, isScaled, isScaled ? whole : index);
                break;
            default:
                Function(index);
                break;
        }
    }

    private void TermProduct(int index, bool isScaled, int whole)
    {
        List<int> factors = Factors(index);
        foreach (int factor in factors)
        {
            int[] others = [.. factors.Where(f => f != factor)];
            bool scaled = isScaled || Array.Exists(others, HasColumn);
            ExpressionGraph.Node node = _graph.Nodes[factor];
            if (node.Operation == Operation.Parameter)
            {
                if (scaled && Array.Exists(others, MayHaveEitherSign)) Say(node.Left, ParameterKind.Free, "slope in", whole);
                else if (scaled) Say(node.Left, ParameterKind.Amplitude, "size of the term", whole);
                else if (Array.TrueForAll(others, f => _graph.Nodes[f].Operation == Operation.Constant && _graph.Nodes[f].Value > 0)) Say(node.Left, ParameterKind.Floor, "floor");
                else Say(node.Left, ParameterKind.Free, "free number in", whole);
            }
            else if (DividesBy(factor, out int divisor))
            {
                Say(divisor, ParameterKind.Multiplier, "divisor of the term", whole);
            }
            else
            {
                Term(factor, scaled, node.Operation is Operation.Add or Operation.Min or Operation.Max ? whole : factor);
            }
        }
    }

    private void Function(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Exp) Exponential(node.Left);
        else Inside(node.Left, node.Operation is Operation.Log or Operation.Sqrt or Operation.Reciprocal);
    }

    /// <summary>What e is raised to: a sum whose parts are exponents of logarithms, or rates of something else.</summary>
    private void Exponential(int index)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        if (node.Operation == Operation.Add)
        {
            Exponential(node.Left);
            Exponential(node.Right);
            return;
        }

        List<int> factors = Factors(index);
        int[] logarithms = [.. factors.Where(IsLogarithm)];
        if (logarithms.Length > 0)
        {
            ParameterKind kind = Array.TrueForAll(logarithms, l => LogarithmsOf(l).TrueForAll(b => IsPlain(b, inSum: false))) ? ParameterKind.Exponent : ParameterKind.Multiplier;
            string phrase = kind == ParameterKind.Exponent ? "exponent of" : "outer power of";
            int of = LogarithmsOf(logarithms[0])[0];
            foreach (int factor in factors.Except(logarithms)) Coefficient(factor, kind, phrase, of);
            foreach (int logarithm in logarithms) LogarithmsOf(logarithm).ForEach(b => Inside(b, needsPositive: true));
        }
        else if (factors.Count == 2 && _graph.Nodes[factors[0]].Operation == Operation.Constant && _graph.Nodes[factors[1]].Operation == Operation.Add)
        {
            Exponential(factors[1]);
        }
        else
        {
            InsideProduct(factors, needsPositive: false, index);
        }
    }

    private void Coefficient(int index, ParameterKind kind, string phrase, int of)
    {
        ExpressionGraph.Node node = _graph.Nodes[index];
        switch (node.Operation)
        {
            case Operation.Parameter:
                Say(node.Left, kind, phrase, of);
                break;
            case Operation.Add or Operation.Multiply or Operation.Min or Operation.Max:
                Coefficient(node.Left, kind, phrase, of);
                Coefficient(node.Right, kind, phrase, of);
                break;
            case Operation.Reciprocal when DividesBy(index, out int divisor):
                Say(divisor, ParameterKind.Multiplier, "divisor in the " + phrase, of);
                break;
            case Operation.Constant or Operation.Variable:
                break;
            default:
                Function(index);
                break;
        }
    }

    private void Say(int parameter, ParameterKind kind, string phrase, int of = -1, int like = -1) => _uses.Add(new Use(parameter, kind, phrase, of, like));
}
