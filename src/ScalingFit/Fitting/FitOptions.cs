using System.Collections.Frozen;
using System.Globalization;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit;

/// <summary>How a law is fitted. The defaults are right for tables of training runs.</summary>
public sealed record FitOptions
{
    private const int CodeLength = 6;

    private readonly int _starts = 5;
    private readonly int _threads;
    private readonly double _tolerance = 1e-12;
    private readonly int _iterationLimit = 3000;

    /// <summary>Log-Huber with delta 1e-3, five polished starts.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>What is minimised.</summary>
    public Objective Objective { get; init; } = Objective.Default;

    /// <summary>Which minimiser the starts go through. Absolute deviations and quantiles have their own, whatever this says.</summary>
    public Method Method { get; init; } = Method.Newton;

    /// <summary>How many cells of the screen are polished to a minimum. They are chosen apart from each other, so that their agreement is evidence; while most disagree, up to four times as many are polished. 1 means just one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 64.</exception>
    public int Starts
    {
        get => _starts;
        init
        {
            if (value is < 1 or > 64) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Starts: between 1 and 64 can be polished.");
            _starts = value;
        }
    }

    /// <summary>Where the iteration stops: at this Newton decrement, relative to the objective. The last step is taken, which leaves the parameters far closer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or above 1e-6.</exception>
    public double Tolerance
    {
        get => _tolerance;
        init
        {
            if (!(value > 0) || value > 1e-6) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "Tolerance is relative and lies between 0 and 1e-6.");
            _tolerance = value;
        }
    }

    /// <summary>The most iterations from one start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int IterationLimit
    {
        get => _iterationLimit;
        init
        {
            if (value < 1) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "IterationLimit: at least one iteration is needed.");
            _iterationLimit = value;
        }
    }

    /// <summary>How many threads share the rows of a table of more than 4096; 0 means one a processor. The result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Threads
    {
        get => _threads;
        init
        {
            Require.Threads(value, nameof(value));
            _threads = value;
        }
    }

    /// <summary>The codes of findings that are let stand, with the reason for each; see <see cref="Accept"/>.</summary>
    public IReadOnlyDictionary<string, string> Accepted { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Lets a finding stand: of the fit's findings those with this code become information, and the reason is printed with them. An error stays an error, whatever is accepted.
    /// </summary>
    /// <param name="code">The finding's code, such as <c>SF2005</c>.</param>
    /// <param name="because">Why it may stand.</param>
    /// <returns>The same options with the acceptance.</returns>
    /// <exception cref="ArgumentException">The code is not of that form, or no reason is given.</exception>
    public FitOptions Accept(string code, string because)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(because);
        if (code.Length != CodeLength || !code.StartsWith("SF", StringComparison.Ordinal) || code.AsSpan(2).ContainsAnyExceptInRange('0', '9')) throw new ArgumentException($"\"{code}\" is no code of a finding, such as SF2005.", nameof(code));
        return this with { Accepted = new Dictionary<string, string>(Accepted, StringComparer.Ordinal) { [code] = because }.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    /// <summary>The vector width of the kernels; tests force each.</summary>
    internal VectorWidth Width { get; init; } = VectorWidths.Best;
}
