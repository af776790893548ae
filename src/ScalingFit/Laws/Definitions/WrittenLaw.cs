using System.Globalization;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws;

/// <summary>Makes a definition of a law that a user wrote: as a struct, a lambda or a formula.</summary>
internal static class WrittenLaw
{
    /// <param name="name">What it is called.</param>
    /// <param name="law">The expression.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="variables">What runs must have.</param>
    /// <param name="reference">Where it comes from.</param>
    /// <param name="formula">The equation as it is printed; written from the expression where none is given.</param>
    /// <param name="inputs">What the expression takes in instead of the variables; null for these as they are.</param>
    /// <param name="terms">What the terms that add up to the prediction are called; written from the expression where none are given.</param>
    /// <param name="check">What the variables of a run must satisfy together; null for nothing.</param>
    /// <param name="recognise">Whether a law of the posynomial family runs on the engine of that family.</param>
    /// <exception cref="ArgumentException">Names repeat, or the law uses no variable or no parameter.</exception>
    public static LawDefinition Define(string name, ILaw law, LawParameter[] parameters, Variable[] variables, string reference, string? formula = null, LawInputs? inputs = null, string[]? terms = null, Action<RunSet>? check = null, bool recognise = true)
    {
        ExpressionGraph graph = NewGraph(parameters, variables, inputs);
        int root = law.Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph);
        string[] columns = inputs?.Symbols ?? [.. variables.Select(v => v.Symbol)];
        LawDefinition definition = Define(name, graph, root, parameters, variables, columns, reference, recognise, mayIdle: check is not null);
        if (terms is not null && terms.Length != definition.Form.TermCount) throw new ArgumentException($"{name} is the sum of other terms than {string.Join(", ", terms)}.", nameof(terms));
        return definition with { Formula = formula ?? definition.Formula, Inputs = inputs?.Of, Check = check, TermNames = terms ?? definition.TermNames };
    }

    /// <summary>An empty record of a law with these parameters and inputs, by position.</summary>
    public static ExpressionGraph NewGraph(LawParameter[] parameters, Variable[] variables, LawInputs? inputs = null)
    {
        Distinct(parameters.Select(p => p.Name), "parameter");
        Distinct(variables.Select(v => v.Symbol), "variable");
        foreach (LawParameter parameter in parameters) RequireStarts(parameter, variables);
        return new ExpressionGraph(Array.ConvertAll(parameters, p => p.IsPositive), inputs?.ArePositive ?? Array.ConvertAll(variables, v => v.Range == VariableRange.Positive));
    }

    /// <param name="name">What it is called.</param>
    /// <param name="graph">What was recorded.</param>
    /// <param name="root">The node that predicts.</param>
    /// <param name="parameters">The parameters of the graph.</param>
    /// <param name="variables">The variables of the graph.</param>
    /// <param name="columns">How each input is written in the formula.</param>
    /// <param name="reference">Where it comes from.</param>
    /// <param name="recognise">Whether a law of the posynomial family runs on the engine of that family.</param>
    /// <param name="mayIdle">Whether the law need not depend on every input: one of several that are tied to each other may follow from the others.</param>
    public static LawDefinition Define(string name, ExpressionGraph graph, int root, LawParameter[] parameters, Variable[] variables, string[] columns, string reference, bool recognise, bool mayIdle = false)
    {
        var form = new GraphForm(graph, root, Array.ConvertAll(parameters, p => p.IsPositive), centre: true);
        GraphForm.Step last = form.Steps[form.Root];
        if (!last.IsRow) throw new ArgumentException($"{name} does not depend on any of its variables.", nameof(root));
        int idle = form.UnusedVariable();
        if (idle >= 0 && !mayIdle) throw new ArgumentException($"{name} does not depend on its variable {columns[idle]}.", nameof(variables));
        int unused = Enumerable.Range(0, parameters.Length).FirstOrDefault(m => !last.Support.Contains(m), -1);
        if (unused >= 0) throw new ArgumentException($"{name} does not depend on its parameter {parameters[unused].Name}.", nameof(parameters));

        PosynomialForm? posynomial = null;
        int[] terms = form.Terms;
        if (recognise && PosynomialReader.TryRead(graph, form.Terms, parameters, columns.Length, out posynomial, out int[] nodes)) terms = nodes;
        var text = new ExpressionText(graph, [.. parameters.Select(p => p.Symbol)], columns);
        return new LawDefinition
        {
            Name = name,
            Formula = "L = " + text.Of(root),
            Reference = reference,
            Parameters = parameters,
            Variables = variables,
            Form = posynomial is null ? form : posynomial,
            Expression = form,
            TermNames = [.. terms.Select((t, i) => posynomial?.IsPowered(i) == true ? $"({text.Of(t)})^{parameters[posynomial.Power].Symbol}" : text.Of(t))],
        };
    }

    private static void Distinct(IEnumerable<string> names, string what)
    {
        string? twice = names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"The {what} {twice} is declared twice.", what);
    }

    private static void RequireStarts(LawParameter parameter, Variable[] variables)
    {
        foreach (double? start in new[] { parameter.LowestStart, parameter.HighestStart })
        {
            if (start is not { } value || (double.IsFinite(value) && (!parameter.IsPositive || value > 0))) continue;
            throw new ArgumentException($"{parameter.Name} cannot start from {value.ToString(CultureInfo.InvariantCulture)}: it must be {(parameter.IsPositive ? "positive and " : "")}finite.", nameof(parameter));
        }

        if (parameter.StartsLike is { } like && !variables.Contains(like)) throw new ArgumentException($"{parameter.Name} cannot start like {like}, which the law does not depend on.", nameof(parameter));
        if (parameter.LowestStart > parameter.HighestStart) throw new ArgumentException($"{parameter.Name} has a {nameof(LawParameter.LowestStart)} above its {nameof(LawParameter.HighestStart)}.", nameof(parameter));
    }
}
