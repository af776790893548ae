using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Laws.Formulas;

/// <summary>
/// Makes a law of an expression that names its parameters and columns. It is recorded twice: first to learn the names and, from the places where they stand, the kinds; then, with
/// the kinds known, for good, since how an expression is simplified depends on which parameters are positive.
/// </summary>
internal sealed class LawRecorder
{
    private readonly FormulaOptions _options;
    private readonly List<string> _names = [];
    private readonly List<string> _symbols = [];
    private readonly List<Variable> _variables = [];

    private LawRecorder(FormulaOptions options) => _options = options;

    /// <param name="name">What the law is called.</param>
    /// <param name="law">The expression.</param>
    /// <param name="options">What it does not say.</param>
    /// <param name="check">Looks at the numbers of parameters and columns.</param>
    /// <exception cref="ArgumentException">An option is about something that the law does not have, or a name stands for two things.</exception>
    public static LawDefinition Define(string name, Func<LawNumbers, LawNumbers, LawNumber> law, FormulaOptions options, Action<int, int>? check = null)
    {
        var recorder = new LawRecorder(options);
        return recorder.Define(name, law, check);
    }

    private LawDefinition Define(string name, Func<LawNumbers, LawNumbers, LawNumber> law, Action<int, int>? check)
    {
        var draft = new ExpressionGraph([], []);
        var found = new List<LawNumber>();
        var columns = new List<LawNumber>();
        int draftRoot = law(
            new LawNumbers(n => Find(found, ParameterIndex(n), () => draft.AddParameter(isPositive: false))),
            new LawNumbers(n => Find(columns, ColumnIndex(n), () => draft.AddVariable(_variables[^1].Range == VariableRange.Positive)))).In(draft);
        check?.Invoke(_names.Count, _variables.Count);

        Variable[] variables = [.. _variables];
        string[] texts = Array.ConvertAll(variables, TextOf);
        string? both = texts.Intersect(_symbols, StringComparer.Ordinal).FirstOrDefault();
        if (both is not null) throw new ArgumentException($"{both} is a column; a parameter needs another name.", nameof(law));
        var inference = new KindInference(draft, draftRoot, variables, new ExpressionText(draft, _symbols, texts));
        LawParameter[] parameters = [.. _names.Select((n, m) => Parameter(n, m, inference))];
        if (Complaint(variables) is { } complaint) throw new ArgumentException($"{name} {complaint}", nameof(law));

        int count = parameters.Length;
        ExpressionGraph graph = WrittenLaw.NewGraph(parameters, variables);
        int root = law(
            new LawNumbers(n => ParameterIndex(n) is var m && m < count ? graph.Parameters[m] : throw Changed(n)),
            new LawNumbers(n => ColumnIndex(n) is var c && c < variables.Length ? graph.Variables[c] : throw Changed(n))).In(graph);
        return WrittenLaw.Define(name, graph, root, parameters, variables, texts, _options.Reference, recognise: true);
    }

    private static LawNumber Find(List<LawNumber> known, int index, Func<LawNumber> add)
    {
        if (index == known.Count) known.Add(add());
        return known[index];
    }

    private static InvalidOperationException Changed(string name) => new($"The law asked for {name} only when it was recorded again. It must be the same expression every time.");

    private LawParameter Parameter(string name, int index, KindInference inference)
    {
        LawParameter inferred = inference.Infer(index, name, _symbols[index]);
        return _options.Parameters.FirstOrDefault(p => string.Equals(GreekNames.NameOf(p.Name), name, StringComparison.Ordinal)) ?? inferred;
    }

    private int ParameterIndex(string identifier)
    {
        string name = GreekNames.NameOf(identifier);
        int index = _names.FindIndex(n => string.Equals(n, name, StringComparison.Ordinal));
        if (index >= 0) return index;
        _names.Add(name);
        _symbols.Add(GreekNames.SymbolOf(identifier));
        return _names.Count - 1;
    }

    private int ColumnIndex(string symbol)
    {
        int index = _variables.FindIndex(v => string.Equals(v.Symbol, symbol, StringComparison.Ordinal));
        if (index >= 0) return index;
        _variables.Add(symbol switch
        {
            "N" => Variable.Parameters,
            "D" => Variable.Tokens,
            "C" => Variable.Flops,
            "t" => Variable.Step,
            _ => _options.Variables.FirstOrDefault(v => string.Equals(v.Symbol, symbol, StringComparison.Ordinal)) ?? Variable.Of(symbol),
        });
        return _variables.Count - 1;
    }

    /// <summary>A column as a formula has to write it, so that the law's own text can be read again.</summary>
    private string TextOf(Variable variable)
    {
        bool isPlain = variable.Equals(Variable.Parameters) || variable.Equals(Variable.Tokens) || _options.Variables.Contains(variable)
            || (variable.Equals(Variable.Flops) && !_variables.Contains(Variable.Parameters) && !_variables.Contains(Variable.Tokens));
        bool isIdentifier = (char.IsLetter(variable.Symbol[0]) || variable.Symbol[0] == '_') && variable.Symbol.All(c => char.IsLetterOrDigit(c) || c == '_');
        return isPlain && isIdentifier ? variable.Symbol : $"[{variable.Symbol}]";
    }

    /// <summary>What the options say of columns and parameters that the law does not have; null where all is well.</summary>
    private string? Complaint(Variable[] variables)
    {
        Variable? idle = _options.Variables.FirstOrDefault(v => !variables.Contains(v));
        if (idle is not null) return $"has no column {idle.Symbol}, which {nameof(FormulaOptions)}.{nameof(FormulaOptions.Variables)} lists; it has {string.Join(", ", variables.Select(v => v.Symbol))}.";
        string[] listed = [.. _options.Parameters.Select(p => GreekNames.NameOf(p.Name))];
        string? unknown = listed.FirstOrDefault(n => !_names.Contains(n, StringComparer.Ordinal));
        if (unknown is not null) return $"has no parameter {unknown}, which {nameof(FormulaOptions)}.{nameof(FormulaOptions.Parameters)} lists; it has {string.Join(", ", _names)}.";
        string? twice = listed.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? null : $"has one parameter {twice}, which {nameof(FormulaOptions)}.{nameof(FormulaOptions.Parameters)} lists twice.";
    }
}
