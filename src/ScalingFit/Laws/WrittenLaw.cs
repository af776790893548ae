using System.Globalization;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws;

/// <summary>Makes a definition of a law that a user wrote.</summary>
internal static class WrittenLaw
{
    /// <param name="name">What it is called.</param>
    /// <param name="law">The expression.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="variables">What runs must have.</param>
    /// <param name="reference">Where it comes from.</param>
    /// <param name="formula">The equation as it is printed; written from the expression where none is given.</param>
    /// <param name="inputs">What the expression takes in instead of the variables; null for these as they are.</param>
    /// <param name="check">What the variables of a run must satisfy together; null for nothing.</param>
    /// <exception cref="ArgumentException">Names repeat, or the law uses no variable or no parameter.</exception>
    public static LawDefinition Define(string name, ILaw law, LawParameter[] parameters, Variable[] variables, string reference, string? formula = null, LawInputs? inputs = null, Action<RunSet>? check = null)
    {
        Distinct(parameters.Select(p => p.Name), "parameter");
        Distinct(variables.Select(v => v.Symbol), "variable");
        foreach (LawParameter parameter in parameters) RequireStarts(parameter);
        bool[] positive = Array.ConvertAll(parameters, p => p.IsPositive);
        var graph = new ExpressionGraph(positive, inputs?.ArePositive ?? Array.ConvertAll(variables, v => v.Range == VariableRange.Positive));
        int root = law.Evaluate<Expression>(graph.Parameters, graph.Variables).In(graph);
        var form = new GraphForm(graph, root, positive, centre: true);
        GraphForm.Step last = form.Steps[form.Root];
        if (!last.IsRow) throw new ArgumentException($"{name} does not depend on any of its variables.", nameof(law));
        int idle = form.UnusedVariable();

        // One of several variables that are tied to each other may follow from the others.
        if (idle >= 0 && inputs is null && check is null) throw new ArgumentException($"{name} does not depend on its variable {variables[idle].Symbol}.", nameof(variables));
        int unused = Enumerable.Range(0, parameters.Length).FirstOrDefault(m => !last.Support.Contains(m), -1);
        if (unused >= 0) throw new ArgumentException($"{name} does not depend on its parameter {parameters[unused].Name}.", nameof(parameters));

        var text = new ExpressionText(graph, [.. parameters.Select(p => p.Symbol)], inputs?.Symbols ?? [.. variables.Select(v => v.Symbol)]);
        return new LawDefinition
        {
            Name = name,
            Formula = formula ?? "L = " + text.Of(root),
            Reference = reference,
            Parameters = parameters,
            Variables = variables,
            Form = form,
            Inputs = inputs?.Of,
            Check = check,
            TermNames = [.. form.Terms.Select(text.Of)],
        };
    }

    private static void Distinct(IEnumerable<string> names, string what)
    {
        string? twice = names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"The {what} {twice} is declared twice.", what);
    }

    private static void RequireStarts(LawParameter parameter)
    {
        foreach (double? start in new[] { parameter.LowestStart, parameter.HighestStart })
        {
            if (start is not { } value || (double.IsFinite(value) && (!parameter.IsPositive || value > 0))) continue;
            throw new ArgumentException($"{parameter.Name} cannot start from {value.ToString(CultureInfo.InvariantCulture)}: it must be {(parameter.IsPositive ? "positive and " : "")}finite.", nameof(parameter));
        }

        if (parameter.LowestStart > parameter.HighestStart) throw new ArgumentException($"{parameter.Name} has a {nameof(LawParameter.LowestStart)} above its {nameof(LawParameter.HighestStart)}.", nameof(parameter));
    }
}
