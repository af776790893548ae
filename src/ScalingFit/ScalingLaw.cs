using System.Collections.Frozen;
using System.Globalization;
using ScalingFit.Laws;

namespace ScalingFit;

/// <summary>
/// A scaling law: how loss depends on what a training run was given. The front door of the library: choose a law here, then
/// <c>Fit</c> it to runs.
/// </summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
/// <example>
/// <code>
/// LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
/// Console.WriteLine(fit.Summary());
/// </code>
/// </example>
public sealed partial class ScalingLaw
{
    private readonly FrozenDictionary<string, double> _held;
    private readonly FrozenDictionary<string, string> _tied;

    private readonly FrozenDictionary<string, ParameterBounds> _bounds;

    internal ScalingLaw(LawDefinition definition, FrozenDictionary<string, double>? held = null, FrozenDictionary<string, string>? tied = null, FrozenDictionary<string, ParameterBounds>? bounds = null)
    {
        Definition = definition;
        _bounds = bounds ?? definition.Parameters.Where(p => !p.Range.IsOpen).ToFrozenDictionary(p => p.Name, p => p.Range, StringComparer.Ordinal);
        _held = held ?? FrozenDictionary<string, double>.Empty;
        _tied = tied ?? FrozenDictionary<string, string>.Empty;
    }

    /// <summary>
    /// L = E + A/N^α + B/D^β, with parameters named E, A, alpha, B, beta. Hoffmann et al. 2022 (arXiv:2203.15556), equation 2.
    /// </summary>
    public static ScalingLaw Chinchilla { get; } = new(ChinchillaLaw.Definition);

    /// <summary>
    /// L = E + (A/N^α + B/D^β)^k, with parameters named E, A, alpha, B, beta, k. Chinchilla's law is k = 1. Videau et al. 2026 (arXiv:2608.07222).
    /// </summary>
    public static ScalingLaw Coupled { get; } = new(CoupledLaw.Definition);

    /// <summary>
    /// L = E + A/N'^α + B/D'^β with what repeated data and excess parameters are still worth, with parameters named E, A, alpha, B, beta, RD, RN. Runs need unique tokens, the value <c>U</c>.
    /// Muennighoff et al. 2023 (arXiv:2305.16264).
    /// </summary>
    public static ScalingLaw DataConstrained => DataConstrainedLaw.Law;

    /// <summary>What the law is called.</summary>
    public string Name => Definition.Name;

    /// <summary>The equation.</summary>
    public string Formula => Definition.Formula;

    /// <summary>The paper and equation that it comes from.</summary>
    public string Reference => Definition.Reference;

    /// <summary>The parameters, in the order of the equation.</summary>
    public IReadOnlyList<LawParameter> Parameters => Definition.Parameters;

    /// <summary>The variables that a table of runs must have.</summary>
    public IReadOnlyList<Variable> Variables => Definition.Variables;

    /// <summary>The parameters that are held at a value, not fitted.</summary>
    public IReadOnlyDictionary<string, double> Held => _held;

    /// <summary>The parameters that take the value of another, each with that other's name.</summary>
    public IReadOnlyDictionary<string, string> Tied => _tied;

    /// <summary>The parameters that are fitted between bounds.</summary>
    public IReadOnlyDictionary<string, ParameterBounds> Bounds => _bounds;

    /// <summary>The groups that the law holds for at once; empty for an ordinary law.</summary>
    public IReadOnlyList<string> Groups => Definition.Groups?.Labels ?? [];

    /// <summary>How many parameters are fitted.</summary>
    public int FreeCount => Definition.Parameters.Length - _held.Count - _tied.Count;

    internal LawDefinition Definition { get; }

    /// <summary>The law with a parameter held at a value; fitting leaves it there.</summary>
    /// <param name="parameter">The parameter's name, such as <c>"E"</c>.</param>
    /// <param name="value">The value. Positive for floors, amplitudes and multipliers.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or it is tied to another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, not positive where it must be, or outside the parameter's bounds.</exception>
    public ScalingLaw With(string parameter, double value)
    {
        LawParameter known = Definition.Parameters[IndexOf(parameter)];
        if (known.Refusal(value) is { } refusal) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), $"{parameter} {refusal}.");

        if (_tied.TryGetValue(parameter, out string? leader)) throw new ArgumentException($"{parameter} is tied to {leader}; hold {leader} instead.", nameof(parameter));
        if (_bounds.TryGetValue(parameter, out ParameterBounds allowed) && !allowed.Allows(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), $"{parameter} is {allowed}.");
        }

        var held = new Dictionary<string, double>(_held, StringComparer.Ordinal) { [parameter] = value };
        return new ScalingLaw(Definition, held.ToFrozenDictionary(StringComparer.Ordinal), _tied, _bounds);
    }

    /// <summary>The law with an exponent that always takes the value of another, such as β = α: one parameter fewer.</summary>
    /// <param name="leader">The exponent that is fitted, or held.</param>
    /// <param name="follower">The exponent that takes its value.</param>
    /// <exception cref="ArgumentException">The law has no such exponents, they are one and the same, or one is held or tied already.</exception>
    public ScalingLaw Tie(string leader, string follower)
    {
        foreach (string name in new[] { leader, follower })
        {
            if (Definition.Parameters[IndexOf(name)].Kind != ParameterKind.Exponent) throw new ArgumentException($"{name} is no exponent; only exponents can be tied.", nameof(follower));
        }

        if (string.Equals(leader, follower, StringComparison.Ordinal)) throw new ArgumentException($"{leader} cannot be tied to itself.", nameof(follower));
        if (_bounds.ContainsKey(follower)) throw new ArgumentException($"{follower} has bounds of its own; give them to {leader}.", nameof(follower));
        if (_held.ContainsKey(follower)) throw new ArgumentException($"{follower} is held at a value.", nameof(follower));
        if (_tied.ContainsKey(leader) || _tied.ContainsKey(follower) || _tied.Values.Contains(follower, StringComparer.Ordinal)) throw new ArgumentException($"{leader} or {follower} is tied already.", nameof(follower));
        var tied = new Dictionary<string, string>(_tied, StringComparer.Ordinal) { [follower] = leader };
        return new ScalingLaw(Definition, _held, tied.ToFrozenDictionary(StringComparer.Ordinal), _bounds);
    }

    /// <summary>The law with a parameter fitted between bounds. Where the data would have it beyond one, the fit ends on that bound and says so.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="lowest">The smallest value allowed; negative infinity for none.</param>
    /// <param name="highest">The largest value allowed; infinity for none.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, it is held or tied to another, or the bounds are no interval.</exception>
    public ScalingLaw Within(string parameter, double lowest, double highest = double.PositiveInfinity)
    {
        LawParameter known = Definition.Parameters[IndexOf(parameter)];
        if (known.IsPositive && lowest <= 0) lowest = double.NegativeInfinity;
        if (!(lowest < highest) || (known.IsPositive && highest <= 0))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{parameter} cannot lie between {lowest} and {highest}."), nameof(lowest));
        }

        if (_tied.TryGetValue(parameter, out string? leader)) throw new ArgumentException($"{parameter} is tied to {leader}; bound {leader} instead.", nameof(parameter));
        if (_held.ContainsKey(parameter)) throw new ArgumentException($"{parameter} is held at a value.", nameof(parameter));
        lowest = Math.Max(lowest, known.Range.Lowest);
        highest = Math.Min(highest, known.Range.Highest);
        if (lowest >= highest) throw new ArgumentException($"{parameter} is {known.Range} in this law.", nameof(lowest));
        if (double.IsInfinity(lowest) && double.IsInfinity(highest)) return this;
        var bounds = new Dictionary<string, ParameterBounds>(_bounds, StringComparer.Ordinal) { [parameter] = new ParameterBounds(lowest, highest) };
        return new ScalingLaw(Definition, _held, _tied, bounds.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>
    /// One law for several groups of runs, such as optimizers, architectures or corpora: what is shared is fitted to all runs together, every other parameter once a group, under names such
    /// as <c>A[muon]</c>. Runs say theirs in <see cref="TrainingRun.Group"/>; <see cref="FittedLaw.ForGroup"/> is the law of one.
    /// </summary>
    /// <param name="groups">The groups' labels.</param>
    /// <param name="share">The names of the parameters that all groups share, such as E, alpha and beta.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, a label is empty or repeats, the law has no such parameter or has groups already, or a parameter is to be shared that is tied to one that is not.</exception>
    public ScalingLaw Grouped(IEnumerable<string> groups, params IEnumerable<string> share)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(share);
        string[] labels = [.. groups];
        string[] shared = [.. share];
        foreach (string name in shared) IndexOf(name);
        if (Groups.Count > 0) throw new ArgumentException($"{Name} has groups already.", nameof(groups));
        if (labels.Any(string.IsNullOrEmpty)) throw new ArgumentException("Every group needs a label.", nameof(groups));
        foreach ((string follower, string leader) in _tied)
        {
            if (shared.Contains(follower, StringComparer.Ordinal) && !shared.Contains(leader, StringComparer.Ordinal)) throw new ArgumentException($"{follower} is tied to {leader}: groups can share it only with {leader}.", nameof(share));
        }

        if (labels.Length < 2 || labels.Distinct(StringComparer.Ordinal).Count() < labels.Length) throw new ArgumentException("Two groups or more are needed, each with a label of its own.", nameof(groups));

        LawDefinition definition = GroupedLaw.Define(this, labels, shared);
        var held = new Dictionary<string, double>(StringComparer.Ordinal);
        var tied = new Dictionary<string, string>(StringComparer.Ordinal);
        var bounds = new Dictionary<string, ParameterBounds>(StringComparer.Ordinal);
        foreach (string label in labels)
        {
            string Own(string name) => shared.Contains(name, StringComparer.Ordinal) ? name : GroupedLaw.NameOf(name, label);
            foreach ((string name, double value) in _held) held[Own(name)] = value;
            foreach ((string follower, string leader) in _tied) tied[Own(follower)] = Own(leader);
            foreach ((string name, ParameterBounds range) in _bounds) bounds[Own(name)] = range;
        }

        return new ScalingLaw(definition, held.ToFrozenDictionary(StringComparer.Ordinal), tied.ToFrozenDictionary(StringComparer.Ordinal), bounds.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>A law of one's own, written as an expression.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="law">The expression.</param>
    /// <param name="parameters">Its parameters. Their kinds say what they do, which starts and limits follow from.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="reference">Where it comes from.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentException">Names repeat, or the law does not depend on one of its parameters or on any variable.</exception>
    public static ScalingLaw Define(string name, ILaw law, IEnumerable<LawParameter> parameters, IEnumerable<Variable> variables, string reference = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(variables);
        return new ScalingLaw(WrittenLaw.Define(name, law, [.. parameters], [.. variables], reference));
    }

    /// <summary>A law of the library, written as an expression, with its equation as papers print it.</summary>
    internal static ScalingLaw Written(string name, ILaw law, LawParameter[] parameters, Variable[] variables, string reference, string? formula = null, LawInputs? inputs = null, string[]? terms = null, Action<RunSet>? check = null) =>
        new(WrittenLaw.Define(name, law, parameters, variables, reference, formula, inputs, terms, check));

    /// <summary>The law with the numbers that a paper gives its parameters.</summary>
    internal FittedLaw Publish(string source, Publication publication, RunConventions conventions, params ReadOnlySpan<(string Parameter, double Value)> values)
    {
        var named = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string parameter, double value) in values) named.Add(parameter, value);
        FittedLaw law = WithValues(named, conventions, source);
        return new FittedLaw(law.Law, [.. law.Values], conventions, source, publication);
    }

    /// <summary>The law with numbers for all its parameters, from a paper or from elsewhere.</summary>
    /// <param name="values">A value for each parameter by name.</param>
    /// <param name="conventions">What the numbers refer to.</param>
    /// <param name="source">Where they come from.</param>
    /// <exception cref="ArgumentException">A parameter is missing, unknown, not finite, or not positive where it must be.</exception>
    public FittedLaw WithValues(IReadOnlyDictionary<string, double> values, RunConventions? conventions = null, string source = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(source);
        foreach (string name in values.Keys) IndexOf(name);
        var ordered = new double[Parameters.Count];
        for (int m = 0; m < ordered.Length; m++)
        {
            LawParameter parameter = Definition.Parameters[m];
            if (!values.TryGetValue(parameter.Name, out ordered[m]))
            {
                throw new ArgumentException($"{parameter.Name} has no value. {Name} has the parameters {ParameterNames()}.", nameof(values));
            }

            if (parameter.Refusal(ordered[m]) is { } refusal) throw new ArgumentException($"{parameter.Name} = {ordered[m].ToString(CultureInfo.InvariantCulture)} {refusal}.", nameof(values));
        }

        // What is held or tied is part of how a law is fitted; numbers from elsewhere replace it.
        bool agrees = _held.All(h => ordered[Definition.IndexOf(h.Key)].Equals(h.Value));
        agrees &= _tied.All(t => ordered[Definition.IndexOf(t.Key)].Equals(ordered[Definition.IndexOf(t.Value)]));
        return new FittedLaw(agrees ? this : new ScalingLaw(Definition), ordered, conventions ?? RunConventions.Default, source);
    }

    /// <summary>Name, equation, and what is held or tied.</summary>
    public override string ToString()
    {
        IEnumerable<string> held = Parameters.Where(p => _held.ContainsKey(p.Name))
            .Select(p => $"{p.Symbol} = {_held[p.Name].ToString(CultureInfo.InvariantCulture)} held");
        IEnumerable<string> tied = Parameters.Where(p => _tied.ContainsKey(p.Name))
            .Select(p => $"{p.Symbol} = {Definition.Parameters[IndexOf(_tied[p.Name])].Symbol} tied");
        IEnumerable<string> bounded = Parameters.Where(p => _bounds.TryGetValue(p.Name, out ParameterBounds b) && b != p.Range).Select(p => $"{p.Symbol} {_bounds[p.Name]}");
        string[] with = [.. held, .. tied, .. bounded];
        return with.Length == 0 ? $"{Name}: {Formula}" : $"{Name}: {Formula}, with {string.Join(", ", with)}";
    }

    internal int IndexOf(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        int index = Definition.IndexOf(parameter);
        return index >= 0
            ? index
            : throw new ArgumentException($"{Name} has no parameter \"{parameter}\"; it has {ParameterNames()}.", nameof(parameter));
    }

    private string ParameterNames() => string.Join(", ", Parameters.Select(p => p.Name));
}
