using System.Globalization;

namespace ScalingFit;

/// <summary>
/// The domains of a mixture of data, in order. A run gives the share of each in <see cref="TrainingRun.Values"/> under the symbol of its variable, <c>r_github</c> for the domain github; the shares of a run add up to 1.
/// </summary>
/// <remarks>
/// Tables give shares rounded, so a sum may be off by as much as <see cref="Tolerance"/>; shares are used as they are, not scaled to the sum. A domain that a run has nothing of has the share 0, which must be given. Immutable, and safe to share
/// between threads.
/// </remarks>
public sealed class MixtureDomains
{
    /// <summary>How far from 1 the shares of a run may add up: 0.01. Seventeen shares of three digits are off by up to 0.0085.</summary>
    public const double Tolerance = 0.01;

    private readonly string[] _names;
    private readonly Variable[] _variables;

    private MixtureDomains(string[] names)
    {
        _names = names;
        _variables = Array.ConvertAll(names, n => Variable.Of("r_" + n, "share of " + n, "share", VariableRange.Share));
    }

    /// <summary>Declares the domains of a mixture.</summary>
    /// <param name="names">Their names: two or more, each once.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or a name is empty or repeats.</exception>
    public static MixtureDomains Of(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] given = [.. names];
        foreach (string name in given) ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
        string? twice = given.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"The domain {twice} is declared twice.", nameof(names));
        return given.Length >= 2 ? new MixtureDomains(given) : throw new ArgumentException("A mixture has two domains or more.", nameof(names));
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The share of each domain as a variable of laws, in order.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>The place of a domain, from 0.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is no such domain.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int place = Array.IndexOf(_names, name);
        return place >= 0 ? place : throw new ArgumentException($"The mixture has no domain \"{name}\"; it has {string.Join(", ", _names)}.", nameof(name));
    }

    /// <summary>Shares as a run gives them, to be its <see cref="TrainingRun.Values"/>.</summary>
    /// <param name="shares">The share of each domain, in order.</param>
    /// <exception cref="ArgumentException">There are more or fewer than domains.</exception>
    public IReadOnlyDictionary<string, double> Values(params ReadOnlySpan<double> shares)
    {
        if (shares.Length != _names.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{shares.Length} shares are given of {_names.Length} domains: {string.Join(", ", _names)}."), nameof(shares));
        }

        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int j = 0; j < shares.Length; j++) values.Add(_variables[j].Symbol, shares[j]);
        return values;
    }

    /// <summary>Which column of a file has the share of which domain, to be the values of its reader's options.</summary>
    /// <param name="header">The header of the column of a domain, such as <c>d => "share_" + d</c>.</param>
    public IReadOnlyDictionary<string, string> Columns(Func<string, string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int j = 0; j < _names.Length; j++) columns.Add(_variables[j].Symbol, header(_names[j]));
        return columns;
    }

    /// <summary>Requires that every run has a share of every domain, and that these add up to 1 within <see cref="Tolerance"/>. Laws of mixtures do so by themselves.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="ArgumentException">A run has no share of some domain.</exception>
    /// <exception cref="RunDataException">A share does not lie between 0 and 1, or the shares of a run do not add up to 1. All such rows are listed.</exception>
    public void EnsureMixtures(RunSet runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[][] shares = Array.ConvertAll(_variables, runs.ColumnArray);
        var problems = new List<RunProblem>();
        for (int i = 0; i < runs.Count; i++)
        {
            double sum = 0;
            foreach (double[] column in shares) sum += column[i];

            // The sums are of decimals, which binary fractions add up to only nearly.
            if (Math.Abs(sum - 1) <= Tolerance + 1e-12) continue;
            problems.Add(new RunProblem
            {
                Row = runs.RowOf(i),
                Name = runs[i].Name,
                Column = "sum of the shares",
                Value = sum.ToString("0.######", CultureInfo.InvariantCulture),
                Reason = string.Create(CultureInfo.InvariantCulture, $"not 1 within {Tolerance}"),
            });
        }

        if (problems.Count > 0) throw new RunDataException($"The shares of {string.Join(", ", _names)} do not add up to 1.", problems);
    }

    /// <summary>The names in a line.</summary>
    public override string ToString() => string.Join(", ", _names);
}
