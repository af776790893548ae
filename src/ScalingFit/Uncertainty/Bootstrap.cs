using System.Globalization;
using MathNet.Numerics.Statistics;
using ScalingFit.Uncertainty;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit;

/// <summary>
/// Refits of a law to resampled runs: each draw is a <see cref="FittedLaw"/>, so that the spread of anything that can be asked of a
/// fit, a parameter or a decision, is the spread of the answers of the draws.
/// </summary>
/// <remarks>
/// How replicates are made and intervals are formed is in <see cref="Resampling"/> and <see cref="IntervalMethod"/>; docs/how-it-works/coverage.md has what each covers on designs of three sizes.
/// Immutable, and safe to share between threads.
/// </remarks>
public sealed class Bootstrap
{
    private readonly FittedLaw[] _draws;
    private readonly int[] _numbers;

    internal Bootstrap(LawFit fit, Replicates replicates, long seed, BootstrapOptions options)
    {
        Fit = fit;
        Table = replicates;
        Seed = seed;
        Options = options;
        Resampling = Design.Resolve(fit, options.Resampling);
        IntervalMethod = options.IntervalMethod ?? Design.IntervalFor(fit);
        Completed = replicates.Completed;
        _numbers = [.. Enumerable.Range(0, replicates.Count).Where(k => replicates.Values[k] is not null)];
        string source = $"resample of {fit.Fitted.Source}";
        _draws = Array.ConvertAll(_numbers, k => new FittedLaw(fit.Law, replicates.Values[k]!, fit.Runs.Conventions, source));
        Findings = BootstrapFindings.Of(this);
    }

    /// <summary>The fit that was resampled.</summary>
    public LawFit Fit { get; }

    /// <summary>How many resamples were asked for.</summary>
    public int Replicates => Table.Count;

    /// <summary>How many were refitted; fewer than <see cref="Replicates"/> only after a cancellation, or for a shard.</summary>
    public int Completed { get; }

    /// <summary>How many refits did not converge to a minimum. They have no part in standard errors and intervals.</summary>
    public int Failed => Completed - _draws.Length;

    /// <summary>Whether every resample asked for was refitted.</summary>
    public bool IsComplete => Completed == Replicates;

    /// <summary>The seed; with the data and the options it determines every draw.</summary>
    public long Seed { get; }

    /// <summary>The options it was made with.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>How replicates were made; never <see cref="Resampling.ByDesign"/>.</summary>
    public Resampling Resampling { get; }

    /// <summary>How intervals are formed where a call does not say.</summary>
    public IntervalMethod IntervalMethod { get; }

    /// <summary>The refits that converged, in the order of their numbers.</summary>
    public IReadOnlyList<FittedLaw> Draws => _draws;

    /// <summary>The replicate number of each draw, from 0.</summary>
    public IReadOnlyList<int> Numbers => _numbers;

    /// <summary>What is wrong with the resamples. Where a finding is an error, standard errors and intervals are withheld.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether standard errors and intervals may be formed.</summary>
    public bool IsUsable => Findings.All(f => f.Severity != Severity.Error);

    /// <summary>What was resampled and how intervals are formed, in a phrase.</summary>
    public string Method => $"{Words(Resampling)}, {Words(IntervalMethod)} intervals";

    internal Replicates Table { get; }

    internal int Freedom => Design.Freedom(Fit);

    /// <summary>The standard error of a parameter: the standard deviation over draws.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <exception cref="ArgumentException">The law has no such parameter.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable: see <see cref="Findings"/>.</exception>
    public double StandardError(string parameter)
    {
        int index = Fit.Law.IndexOf(parameter);
        return StandardErrorOf(f => f.Values[index]);
    }

    /// <summary>The standard error of anything that follows from the law's parameters.</summary>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>.</param>
    /// <exception cref="InvalidOperationException">The resamples are not usable, or the quantity is not a number for some draw or throws for it.</exception>
    public double StandardErrorOf(Func<FittedLaw, double> quantity) => ArrayStatistics.StandardDeviation(Values(quantity));

    /// <summary>The interval of a parameter.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="level">The confidence level.</param>
    /// <param name="method">How it is formed; null for <see cref="IntervalMethod"/>.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or the level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable: see <see cref="Findings"/>.</exception>
    public Interval Interval(string parameter, double level = 0.95, IntervalMethod? method = null)
    {
        int index = Fit.Law.IndexOf(parameter);
        return Of(f => f.Values[index], level, method);
    }

    /// <summary>The interval of anything that follows from the law's parameters.</summary>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>.</param>
    /// <param name="level">The confidence level.</param>
    /// <param name="method">How it is formed; null for <see cref="IntervalMethod"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable, or the quantity is not a number for some draw or throws for it.</exception>
    public Interval Of(Func<FittedLaw, double> quantity, double level = 0.95, IntervalMethod? method = null)
    {
        Require.Level(level);
        double[] values = Values(quantity);
        return IntervalForms.Of(values, level, FormOf(quantity, level, method ?? IntervalMethod));
    }

    /// <summary>
    /// The interval of anything that follows from two laws, such as a compute multiplier between two recipes: draw k of one meets draw k of the other, so that of fits to the same configurations with the same seed what both
    /// share drops out.
    /// </summary>
    /// <param name="other">The resamples of the other fit.</param>
    /// <param name="quantity">The quantity, of this law and the other.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The percentile interval, expanded as the smaller of the two tables asks.</returns>
    /// <exception cref="ArgumentException">The runs of the two follow other conventions: unit of the loss, counting of parameters or compute rule (SF5003).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Either is not usable, they have no draws of the same number, or the quantity is not a number for some.</exception>
    public Interval Of(Bootstrap other, Func<FittedLaw, FittedLaw, double> quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(quantity);
        Require.Level(level);
        Require.Comparable(Fit.Runs.Conventions, other.Fit.Runs.Conventions, nameof(other));
        EnsureUsable();
        other.EnsureUsable();
        var values = new List<double>();
        for (int i = 0, j = 0; i < _numbers.Length && j < other._numbers.Length;)
        {
            int order = _numbers[i].CompareTo(other._numbers[j]);
            if (order == 0) values.Add(quantity(_draws[i], other._draws[j]));
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        if (values.Count < 2) throw new InvalidOperationException("The two have no draws of the same number.");
        RequireNumbers([.. values]);
        Bootstrap fewer = Freedom <= other.Freedom ? this : other;
        return IntervalForms.Of([.. values], level, fewer.QuantileForm(level));
    }

    /// <summary>The quantity at every draw, in the order of the draws.</summary>
    /// <param name="quantity">What to work out from each draw.</param>
    /// <exception cref="InvalidOperationException">The resamples are not usable, or the quantity is not a number for some draw or throws for it.</exception>
    public double[] Values(Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        EnsureUsable();
        double[] values = Array.ConvertAll(_draws, f => quantity(f));
        RequireNumbers(values);
        return values;
    }

    /// <summary>Resamples, failures and seed in a line.</summary>
    public override string ToString()
    {
        string cut = IsComplete ? "" : Options.Shard is { } shard
            ? string.Create(CultureInfo.InvariantCulture, $" (shard {shard}: {Completed})")
            : string.Create(CultureInfo.InvariantCulture, $" (cancelled after {Completed})");
        return string.Create(CultureInfo.InvariantCulture, $"{Replicates} resamples{cut}, {Failed} failed, seed {Seed}; {Method}");
    }

    /// <summary>
    /// The interval of values that were worked out for every draw, by quantiles alone: with room for a few infinite ones.
    /// </summary>
    internal Interval OfValues(double[] values, double level, bool withError = true) => IntervalForms.Of(values, level, QuantileForm(level), withError);

    private IntervalForms.Form FormOf(Func<FittedLaw, double> quantity, double level, IntervalMethod method) => method switch
    {
        IntervalMethod.Percentile => IntervalForms.Percentile(level),
        IntervalMethod.ExpandedPercentile => IntervalForms.ExpandedPercentile(level, Freedom),
        IntervalMethod.BiasCorrected => IntervalForms.BiasCorrected(level, quantity(Fit.Fitted), Fit.Jackknife().Acceleration(quantity)),
        IntervalMethod.StandardError => IntervalForms.StandardError(level, quantity(Fit.Fitted), Freedom),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No way of forming an interval."),
    };

    private IntervalForms.Form QuantileForm(double level) => IntervalMethod is IntervalMethod.Percentile or IntervalMethod.BiasCorrected
        ? IntervalForms.Percentile(level)
        : IntervalForms.ExpandedPercentile(level, Freedom);

    private void EnsureUsable()
    {
        if (IsUsable) return;
        IEnumerable<string> errors = Findings.Where(f => f.Severity == Severity.Error).Select(f => f.ToString());
        throw new InvalidOperationException($"Standard errors and intervals are withheld. {string.Join(" ", errors)}");
    }

    private static void RequireNumbers(double[] values)
    {
        int lost = values.Count(double.IsNaN);
        if (lost > 0) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The quantity is not a number for {lost} of {values.Length} draws, so its interval is withheld."));
    }

    private static string Words(Resampling resampling) => resampling switch
    {
        Resampling.Cases => "cases resampled by run",
        Resampling.BayesianWeights => "exponential weights by run",
        Resampling.Residuals => "residuals resampled",
        Resampling.WildCluster => "wild bootstrap by run",
        _ => "Gaussian noise of the residuals' size",
    };

    private static string Words(IntervalMethod method) => method switch
    {
        IntervalMethod.Percentile => "percentile",
        IntervalMethod.ExpandedPercentile => "expanded percentile",
        IntervalMethod.BiasCorrected => "BCa",
        _ => "standard-error",
    };
}
