using System.Globalization;
using ScalingFit.Laws;

namespace ScalingFit;

/// <summary>
/// A law with numbers for its parameters and the conventions they refer to. The result of a fit has one; published parameter sets and
/// bootstrap draws are ones; so whatever can be asked of a fit without its data can be asked of all of them.
/// </summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class FittedLaw
{
    private readonly double[] _values;

    internal FittedLaw(ScalingLaw law, double[] values, RunConventions conventions, string source, Publication? publication = null)
    {
        Publication = publication;
        Law = law;
        _values = values;
        Conventions = conventions;
        Source = source;
    }

    /// <summary>The law.</summary>
    public ScalingLaw Law { get; }

    /// <summary>The parameters' values, in the order of <see cref="ScalingLaw.Parameters"/>.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>What N, D, C and the loss refer to.</summary>
    public RunConventions Conventions { get; }

    /// <summary>Where the numbers come from.</summary>
    public string Source { get; }

    /// <summary>For numbers from a paper, which paper, on what data, in what units and how far rounded; null for others, and once a number has been moved.</summary>
    public Publication? Publication { get; }

    /// <summary>The value of a parameter.</summary>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    public double this[string parameter] => _values[Law.IndexOf(parameter)];

    /// <summary>The same law with one parameter moved and the rest as they are.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its new value.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or the value is out of its range.</exception>
    public FittedLaw With(string parameter, double value)
    {
        int index = Law.IndexOf(parameter);
        bool isTied = Law.Tied.ContainsKey(parameter) || Law.Tied.Values.Contains(parameter, StringComparer.Ordinal);

        // One of two that are tied cannot move alone: the result is no longer tied.
        ScalingLaw law = isTied ? new ScalingLaw(Law.Definition) : Law;
        ScalingLaw moving = law.With(parameter, value);
        if (law.Held.ContainsKey(parameter)) law = moving;
        var values = (double[])_values.Clone();
        values[index] = value;
        string moved = $"{parameter} = {value.ToString(CultureInfo.InvariantCulture)}";
        return new FittedLaw(law, values, Conventions, Source.Length == 0 ? moved : $"{Source}, {moved}");
    }

    /// <summary>The loss that the law gives a run of this size on this much data.</summary>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <returns>The loss, in the unit of the conventions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">The law depends on more than size, data and compute.</exception>
    public double Predict(double parameters, double tokens)
    {
        Require.Positive(parameters, nameof(parameters));
        Require.Positive(tokens, nameof(tokens));
        RequireOneGroup();
        if (Law.Definition.Inputs is not null) throw new NotSupportedException($"{Law.Name} depends on more than size and data. Predict for a {nameof(TrainingRun)} that has it.");
        Span<double> variables = stackalloc double[Law.Variables.Count];
        for (int c = 0; c < variables.Length; c++)
        {
            Variable variable = Law.Definition.Variables[c];
            variables[c] = variable.Equals(Variable.Parameters) ? parameters
                : variable.Equals(Variable.Tokens) ? tokens
                : variable.Equals(Variable.Flops) ? Conventions.ComputeRule.Flops(parameters, tokens)
                : throw new NotSupportedException($"{Law.Name} also needs a value of {variable}. Predict for a {nameof(TrainingRun)} that has one.");
        }

        return Evaluate(variables);
    }

    /// <summary>The loss that the law gives a run, whatever variables it depends on.</summary>
    /// <param name="run">The run; its loss plays no part.</param>
    /// <returns>The loss, in the unit of the conventions.</returns>
    /// <exception cref="ArgumentException">The run lacks a variable of the law.</exception>
    public double Predict(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Law.Groups.Count > 0)
        {
            return run.Group is { } group ? ForGroup(group).Predict(run) : throw new ArgumentException($"The run has no group; {Law.Name} has {string.Join(", ", Law.Groups)}.", nameof(run));
        }

        RunSet one = RunSet.Create([run], Conventions);
        return Evaluate(Array.ConvertAll(Law.Definition.InputsOf(one), c => c[0]));
    }

    /// <summary>The losses that the law gives all runs of a table, one a row: for many rows of a loss curve far cheaper than one by one.</summary>
    /// <param name="runs">The runs; their losses play no part.</param>
    /// <returns>The losses, in the unit of the conventions.</returns>
    /// <exception cref="ArgumentException">A run lacks a variable of the law.</exception>
    /// <exception cref="RunDataException">A variable has values that it cannot have.</exception>
    public IReadOnlyList<double> Predict(RunSet runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (Law.Groups.Count > 0) return [.. runs.Select(Predict)];
        double[][] inputs = Law.Definition.InputsOf(runs);
        var losses = new double[runs.Count];
        var row = new double[inputs.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            for (int c = 0; c < row.Length; c++) row[c] = inputs[c][i];
            losses[i] = Evaluate(row);
        }

        return losses;
    }

    /// <summary>The loss that the law gives these values of its variables, such as <c>law.Predict(("N", 1e9), ("experts", 64))</c>.</summary>
    /// <param name="values">Each variable's symbol and value, in any order.</param>
    /// <returns>The loss, in the unit of the conventions.</returns>
    /// <exception cref="ArgumentException">A variable of the law is missing, is not one of the law's, or is given twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is one that its variable cannot have.</exception>
    /// <exception cref="RunDataException">The values are ones that the variables cannot have together, such as shares that do not add up to 1.</exception>
    /// <exception cref="NotSupportedException">The law is of several groups, or depends on a schedule.</exception>
    public double Predict(params ReadOnlySpan<(string Symbol, double Value)> values)
    {
        RequireOneGroup();
        LawDefinition definition = Law.Definition;
        if (definition.Inputs is not null) throw new NotSupportedException($"{Law.Name} depends on more than numbers. Predict for a {nameof(TrainingRun)} that has it.");
        var inputs = new double[definition.Variables.Length];
        Array.Fill(inputs, double.NaN);
        foreach ((string symbol, double value) in values)
        {
            int place = Array.FindIndex(definition.Variables, v => string.Equals(v.Symbol, symbol, StringComparison.Ordinal));
            if (place < 0) throw new ArgumentException($"{Law.Name} has no variable \"{symbol}\"; it has {VariableNames()}.", nameof(values));
            if (!double.IsNaN(inputs[place])) throw new ArgumentException($"{symbol} is given twice.", nameof(values));
            if (!definition.Variables[place].Allows(value)) throw new ArgumentOutOfRangeException(nameof(values), value.ToString(CultureInfo.InvariantCulture), $"{definition.Variables[place]} cannot be {value.ToString(CultureInfo.InvariantCulture)}, which is {definition.Variables[place].Misfit}.");
            inputs[place] = value;
        }

        int missing = Array.FindIndex(inputs, double.IsNaN);
        if (missing >= 0) throw new ArgumentException($"{definition.Variables[missing]} has no value. {Law.Name} needs {VariableNames()}.", nameof(values));
        if (definition.Check is { } check)
        {
            // What values must satisfy together is asked of a run, here one that has these.
            var given = new Dictionary<string, double>(StringComparer.Ordinal);
            for (int c = 0; c < inputs.Length; c++) given[definition.Variables[c].Symbol] = inputs[c];
            check(RunSet.Create([new TrainingRun { Loss = 1, Values = given }], Conventions));
        }

        return Evaluate(inputs);
    }

    /// <summary>The law of one group, with its own parameters and those that all share.</summary>
    /// <param name="group">The group's label.</param>
    /// <exception cref="ArgumentException">The law has no such group.</exception>
    public FittedLaw ForGroup(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        LawGroups groups = Law.Definition.Groups ?? throw new ArgumentException($"{Law.Name} is a law of one group.", nameof(group));
        int g = Array.IndexOf(groups.Labels, group);
        if (g < 0) throw new ArgumentException($"{Law.Name} has no group \"{group}\"; it has {string.Join(", ", groups.Labels)}.", nameof(group));
        return new FittedLaw(groups.Law, Array.ConvertAll(groups.Map[g], m => _values[m]), Conventions, $"{Source}, group {group}");
    }

    internal void RequireOneGroup()
    {
        if (Law.Groups.Count > 0) throw new NotSupportedException($"{Law.Name} answers for one group at a time: choose one with {nameof(ForGroup)}.");
    }

    /// <summary>The losses of many runs.</summary>
    /// <param name="parameters">N of each run.</param>
    /// <param name="tokens">D of each run.</param>
    /// <param name="losses">Receives the losses.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public void Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tokens, Span<double> losses)
    {
        if (parameters.Length != tokens.Length || losses.Length != tokens.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The spans differ in length: {parameters.Length} {nameof(parameters)}, {tokens.Length} {nameof(tokens)}, {losses.Length} {nameof(losses)}."),
                nameof(losses));
        }

        for (int i = 0; i < losses.Length; i++) losses[i] = Predict(parameters[i], tokens[i]);
    }

    /// <summary>The equation with its numbers, to six digits.</summary>
    public override string ToString()
    {
        IEnumerable<string> numbers = Law.Parameters.Select((p, m) => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} = {_values[m]:G6}"));
        string source = Source.Length == 0 ? "" : $" [{Source}]";
        return $"{Law.Formula} with {string.Join(", ", numbers)}{source}";
    }

    private string VariableNames() => string.Join(", ", Law.Variables.Select(v => v.ToString()));

    /// <summary>The law at natural values of what its form takes in.</summary>
    internal double Evaluate(ReadOnlySpan<double> variables) => Law.Definition.Form.Predict(_values, variables);
}
