using System.Collections;
using System.Globalization;
using ScalingFit.Runs;

namespace ScalingFit;

/// <summary>
/// A table of training runs with the conventions its numbers follow: checked once, complete in N, D and C wherever two of them were
/// given, and immutable.
/// </summary>
public sealed class RunSet : IReadOnlyList<TrainingRun>
{
    /// <summary>Numbers beyond these are mistakes, and their squares are not numbers.</summary>
    private const double Smallest = 1e-100;
    private const double Largest = 1e100;

    private readonly TrainingRun[] _runs;
    private readonly Derivation[] _derivations;
    private readonly int[] _rows;

    private RunSet(TrainingRun[] runs, RunConventions conventions, string source, IReadOnlyList<Exclusion> exclusions, Derivation[] derivations, int[] rows)
    {
        _runs = runs;
        Conventions = conventions;
        Source = source;
        Exclusions = exclusions;
        _derivations = derivations;
        _rows = rows;
    }

    /// <summary>What the numbers mean.</summary>
    public RunConventions Conventions { get; }

    /// <summary>Where the runs come from, in a few words; empty where unknown.</summary>
    public string Source { get; }

    /// <summary>What was left out by <see cref="Where"/>, in order, with the reasons.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _runs.Length;

    /// <summary>How many runs the rows belong to: rows of one name are checkpoints of one run, a row without a name is a run of its own.</summary>
    public int RunCount => RowsByRun().Length;

    /// <summary>How many rows had their tokens worked out from compute and parameters.</summary>
    public int TokensDerivedCount => _derivations.Count(d => d == Derivation.Tokens);

    /// <summary>How many rows had their compute worked out from parameters and tokens.</summary>
    public int FlopsDerivedCount => _derivations.Count(d => d == Derivation.Flops);

    /// <summary>How many rows had their parameters worked out from compute and tokens.</summary>
    public int ParametersDerivedCount => _derivations.Count(d => d == Derivation.Parameters);

    /// <summary>The row at a position, counted from 0.</summary>
    public TrainingRun this[int index] => _runs[index];

    /// <summary>Checks a table and makes a run set of it.</summary>
    /// <param name="runs">The rows.</param>
    /// <param name="conventions">What the numbers mean; the default is <see cref="RunConventions.Default"/>.</param>
    /// <param name="source">Where they come from, printed with every result.</param>
    /// <exception cref="RunDataException">The table is empty, or a value is missing, not finite, zero or negative. All such rows are listed.</exception>
    public static RunSet Create(IEnumerable<TrainingRun> runs, RunConventions? conventions = null, string source = "")
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(source);
        conventions ??= RunConventions.Default;
        TrainingRun[] rows = [.. runs];
        if (rows.Length == 0) throw new RunDataException("The table has no runs. Give at least as many as the law has parameters.");

        var problems = new List<RunProblem>();
        for (int i = 0; i < rows.Length; i++) Check(rows[i], i + 1, conventions, problems);
        bool someDeviations = rows.Any(r => r?.LossStandardDeviation is not null);
        for (int i = 0; i < rows.Length && someDeviations; i++)
        {
            if (rows[i] is { LossStandardDeviation: null }) problems.Add(new RunProblem { Row = i + 1, Name = rows[i].Name, Column = "loss standard deviation", Reason = "not given, while other rows have one" });
        }

        if (problems.Count > 0)
        {
            string count = problems.Count.ToString(CultureInfo.InvariantCulture);
            throw new RunDataException($"{count} value{(problems.Count == 1 ? "" : "s")} cannot be used. Correct the rows, or leave them out and say why.", problems);
        }

        var derivations = new Derivation[rows.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = Complete(rows[i], conventions.ComputeRule, out derivations[i]);
        return new RunSet(rows, conventions, source, [], derivations, [.. Enumerable.Range(1, rows.Length)]);
    }

    /// <summary>Makes a run set from columns.</summary>
    /// <param name="parameters">N, a value a run.</param>
    /// <param name="tokens">D, a value a run.</param>
    /// <param name="loss">The loss, a value a run.</param>
    /// <param name="conventions">What the numbers mean.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="RunDataException">As for <see cref="Create"/>.</exception>
    public static RunSet FromColumns(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tokens, ReadOnlySpan<double> loss, RunConventions? conventions = null)
    {
        if (parameters.Length != loss.Length || tokens.Length != loss.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The columns differ in length: {parameters.Length} {nameof(parameters)}, {tokens.Length} {nameof(tokens)}, {loss.Length} {nameof(loss)}."),
                nameof(loss));
        }

        var runs = new TrainingRun[loss.Length];
        for (int i = 0; i < runs.Length; i++) runs[i] = new TrainingRun { Parameters = parameters[i], Tokens = tokens[i], Loss = loss[i] };
        return Create(runs, conventions);
    }

    /// <summary>Puts several tables together, such as one a file, in their order. Rows are numbered on from table to table.</summary>
    /// <param name="tables">The tables; all of the same conventions, and with known standard deviations of the losses all or none.</param>
    /// <exception cref="ArgumentException">There is none, or they follow different conventions (SF1009).</exception>
    /// <exception cref="RunDataException">Some have standard deviations of the losses and some have none.</exception>
    public static RunSet Combine(params IEnumerable<RunSet> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        RunSet[] parts = [.. tables];
        if (parts.Length == 0) throw new ArgumentException("There is no table to put together.", nameof(tables));
        foreach (RunSet part in parts) Require.Comparable(parts[0].Conventions, part.Conventions, nameof(tables), "SF1009");
        string source = string.Join("; ", parts.Select(p => p.Source).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal));
        RunSet all = Create(parts.SelectMany(p => p), parts[0].Conventions, source);

        // What was worked out stays worked out, and what was left out stays left out.
        return new RunSet(all._runs, all.Conventions, source, [.. parts.SelectMany(p => p.Exclusions)], [.. parts.SelectMany(p => p._derivations)], all._rows);
    }

    /// <summary>Keeps the runs that satisfy a condition. The reason is printed with every result.</summary>
    /// <param name="keep">The condition.</param>
    /// <param name="because">Why the others are left out.</param>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    /// <exception cref="RunDataException">No run is left.</exception>
    public RunSet Where(Func<TrainingRun, bool> keep, string because)
    {
        ArgumentNullException.ThrowIfNull(keep);
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        return Keep([.. Enumerable.Range(0, _runs.Length).Where(i => keep(_runs[i]))], because);
    }

    /// <summary>The rows at these positions, in their order; the others count as left out because of the reason.</summary>
    internal RunSet Keep(int[] kept, string because)
    {
        if (kept.Length == 0) throw new RunDataException($"No run is left of {Count.ToString(CultureInfo.InvariantCulture)} after excluding because: {because}.");
        if (kept.Length == _runs.Length) return this;
        var exclusion = new Exclusion { Count = _runs.Length - kept.Length, Because = because };
        return new RunSet(Pick(_runs, kept), Conventions, Source, [.. Exclusions, exclusion], Pick(_derivations, kept), Pick(_rows, kept));
    }

    /// <summary>The same rows, each counting so many times what it did.</summary>
    /// <param name="factors">A positive factor a row.</param>
    internal RunSet Weighted(double[] factors) =>
        new(Array.ConvertAll([.. Enumerable.Range(0, Count)], i => _runs[i] with { Weight = _runs[i].Weight * factors[i] }), Conventions, Source, Exclusions, _derivations, _rows);

    /// <summary>The same rows under another compute rule: what was worked out by the old one is worked out anew.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="tokensFromFlops">Whether tokens that were given beside size and compute are worked out too.</param>
    internal RunSet Counted(ComputeRule rule, bool tokensFromFlops)
    {
        var runs = new TrainingRun[Count];
        var derivations = new Derivation[Count];
        for (int i = 0; i < Count; i++)
        {
            TrainingRun given = _derivations[i] switch
            {
                Derivation.Parameters => _runs[i] with { Parameters = null },
                Derivation.Tokens => _runs[i] with { Tokens = null },
                Derivation.Flops => _runs[i] with { Flops = null },
                _ => tokensFromFlops && GivesAll(i) ? _runs[i] with { Tokens = null } : _runs[i],
            };
            runs[i] = Complete(given, rule, out derivations[i]);
        }

        return new RunSet(runs, Conventions with { ComputeRule = rule }, Source, Exclusions, derivations, _rows);
    }

    /// <summary>
    /// SHA-256 of the rows' names, groups and numbers and of the conventions, in lower-case hexadecimal: two tables with the same hash give the same fit.
    /// </summary>
    public string DataHash => RunHash.Of(this);

    /// <summary>Whether every run has a value of the variable.</summary>
    public bool Has(Variable variable) => Array.TrueForAll(_runs, r => ValueOf(r, variable) is not null);

    /// <summary>The values of a variable, one a run.</summary>
    /// <exception cref="ArgumentException">Some run has none.</exception>
    public IReadOnlyList<double> Column(Variable variable) => ColumnArray(variable);

    /// <inheritdoc/>
    public IEnumerator<TrainingRun> GetEnumerator() => ((IEnumerable<TrainingRun>)_runs).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many runs, over which ranges, with what left out.</summary>
    public override string ToString()
    {
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{Count} runs"),
        };
        foreach (Variable variable in new[] { Variable.Parameters, Variable.Tokens, Variable.Flops, Variable.Step })
        {
            if (!Has(variable)) continue;
            double[] column = ColumnArray(variable);
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{variable.Symbol} {column.Min():0.###e0} to {column.Max():0.###e0}"));
        }

        parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {_runs.Min(r => r.Loss):0.###} to {_runs.Max(r => r.Loss):0.###}"));
        foreach (Exclusion exclusion in Exclusions) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{exclusion.Count} left out ({exclusion.Because})"));
        return string.Join(", ", parts);
    }

    /// <summary>The row that a run had in the table it was given in, counted from 1, whatever was left out since.</summary>
    internal int RowOf(int index) => _rows[index];

    /// <summary>Whether a row gave size, data and compute itself, so that the compute rule can be held against them.</summary>
    internal bool GivesAll(int index) => _derivations[index] == Derivation.None && _runs[index] is { Parameters: not null, Tokens: not null, Flops: not null };

    /// <summary>The positions of the rows of each run, in order of first appearance: rows of one name belong together, a row without a name to itself.</summary>
    internal int[][] RowsByRun()
    {
        var order = new List<List<int>>();
        var byName = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < _runs.Length; i++)
        {
            string? name = _runs[i].Name;
            if (name is not null && byName.TryGetValue(name, out List<int>? members))
            {
                members.Add(i);
                continue;
            }

            members = [i];
            order.Add(members);
            if (name is not null) byName.Add(name, members);
        }

        return [.. order.Select(rows => rows.ToArray())];
    }

    internal double[] ColumnArray(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var column = new double[_runs.Length];
        List<RunProblem>? outside = null;
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = ValueOf(_runs[i], variable) ?? throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {RowOf(i)} has no value of {variable}. Give the column, or use a law without it."), nameof(variable));
            if (!variable.Allows(column[i])) (outside ??= []).Add(new RunProblem { Row = RowOf(i), Name = _runs[i].Name, Column = variable.Symbol, Value = column[i].ToString(CultureInfo.InvariantCulture), Reason = variable.Misfit });
        }

        return outside is null ? column : throw new RunDataException($"{variable} has values that it cannot have.", outside);
    }

    internal double[] WeightArray() => Array.ConvertAll(_runs, r => r.Weight);

    /// <summary>The standard deviations of the losses; empty where they are not known.</summary>
    internal double[] DeviationArray() => _runs[0].LossStandardDeviation is null ? [] : Array.ConvertAll(_runs, r => r.LossStandardDeviation!.Value);

    internal double[] LossArray() => Array.ConvertAll(_runs, r => r.Loss);

    private static double? ValueOf(TrainingRun run, Variable variable) =>
        variable.Equals(Variable.Parameters) ? run.Parameters
        : variable.Equals(Variable.Tokens) ? run.Tokens
        : variable.Equals(Variable.Flops) ? run.Flops
        : variable.Equals(Variable.Step) ? run.Step
        : run.Values.TryGetValue(variable.Symbol, out double value) ? value
        : null;

    private static T[] Pick<T>(T[] source, int[] indices) => Array.ConvertAll(indices, i => source[i]);

    private static void Check(TrainingRun run, int row, RunConventions conventions, List<RunProblem> problems)
    {
        if (run is null)
        {
            problems.Add(new RunProblem { Row = row, Column = "run", Reason = "the row is null" });
            return;
        }

        CheckValue(conventions.LossUnit == LossUnit.UnigramNormalised ? Math.Abs(run.Loss) : run.Loss, "loss");
        CheckValue(run.Parameters, "parameters");
        CheckValue(run.Tokens, "tokens");
        CheckValue(run.Flops, "flops");
        CheckValue(run.Step, "step");
        CheckValue(run.Weight, "weight");
        CheckValue(run.LossStandardDeviation, "loss standard deviation");
        foreach ((string symbol, double value) in run.Values.Where(v => v.Value != 0)) CheckValue(value, symbol);
        if (run.Parameters is null && run.Tokens is null && run.Flops is null && run.Step is null && run.Values.Count == 0)
        {
            problems.Add(new RunProblem { Row = row, Name = run.Name, Column = "parameters, tokens, flops", Reason = "none is given; a law needs at least one of them" });
        }

        void CheckValue(double? given, string column)
        {
            if (given is not { } value || (value > 0 && value is > Smallest and < Largest)) return;
            string reason = double.IsNaN(value) ? "not a number"
                : double.IsInfinity(value) ? "infinite"
                : value == 0 ? "zero, and must be positive"
                : value < 0 ? "negative, and must be positive"
                : "beyond any unit in use";
            problems.Add(new RunProblem { Row = row, Name = run.Name, Column = column, Value = value.ToString(CultureInfo.InvariantCulture), Reason = reason });
        }
    }

    private static TrainingRun Complete(TrainingRun run, ComputeRule rule, out Derivation derived)
    {
        switch (run)
        {
            case { Parameters: { } n, Tokens: null, Flops: { } c }:
                derived = Derivation.Tokens;
                return run with { Tokens = rule.Tokens(c, n) };
            case { Parameters: { } n, Tokens: { } d, Flops: null }:
                derived = Derivation.Flops;
                return run with { Flops = rule.Flops(n, d) };
            case { Parameters: null, Tokens: { } d, Flops: { } c }:
                derived = Derivation.Parameters;
                return run with { Parameters = rule.Parameters(c, d) };
            default:
                derived = Derivation.None;
                return run;
        }
    }

    /// <summary>Which of N, D and C a row did not give.</summary>
    private enum Derivation
    {
        None,
        Parameters,
        Tokens,
        Flops,
    }
}
