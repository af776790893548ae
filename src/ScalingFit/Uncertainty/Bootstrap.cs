using System.Globalization;
using MathNet.Numerics.Statistics;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>
/// Refits of a law to resampled runs: each draw is a <see cref="FittedLaw"/>, so that the spread of anything that can be asked of a
/// fit, a parameter or a decision, is the spread of the answers of the draws.
/// </summary>
/// <remarks>
/// Cases are resampled with replacement, a run with all its rows at a time. Intervals are percentile intervals (Efron 1979); on Chinchilla's
/// design they cover 95 to 98 % at a nominal 95 %. Immutable, and safe to share between threads.
/// </remarks>
public sealed class Bootstrap
{
    private readonly FittedLaw[] _draws;

    internal Bootstrap(LawFit fit, FittedLaw[] draws, int replicates, int completed, long seed)
    {
        Fit = fit;
        _draws = draws;
        Replicates = replicates;
        Completed = completed;
        Seed = seed;
        Findings = BootstrapFindings.Of(this);
    }

    /// <summary>The fit that was resampled.</summary>
    public LawFit Fit { get; }

    /// <summary>How many resamples were asked for.</summary>
    public int Replicates { get; }

    /// <summary>How many were refitted; fewer than <see cref="Replicates"/> only after a cancellation.</summary>
    public int Completed { get; }

    /// <summary>How many refits did not converge to a minimum. They have no part in standard errors and intervals.</summary>
    public int Failed => Completed - _draws.Length;

    /// <summary>Whether every resample asked for was refitted.</summary>
    public bool IsComplete => Completed == Replicates;

    /// <summary>The seed; with the data and the options it determines every draw.</summary>
    public long Seed { get; }

    /// <summary>The refits that converged, in the order of their numbers.</summary>
    public IReadOnlyList<FittedLaw> Draws => _draws;

    /// <summary>What is wrong with the resamples. Where a finding is an error, standard errors and intervals are withheld.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether standard errors and intervals may be formed.</summary>
    public bool IsUsable => Findings.All(f => f.Severity != Severity.Error);

    /// <summary>What was resampled and how intervals are formed, in a phrase.</summary>
    public static string Method => "cases resampled by run, percentile intervals";

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

    /// <summary>The percentile interval of a parameter.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentException">The law has no such parameter, or the level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable: see <see cref="Findings"/>.</exception>
    public Interval Interval(string parameter, double level = 0.95)
    {
        int index = Fit.Law.IndexOf(parameter);
        return Of(f => f.Values[index], level);
    }

    /// <summary>The percentile interval of anything that follows from the law's parameters.</summary>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable, or the quantity is not a number for some draw or throws for it.</exception>
    public Interval Of(Func<FittedLaw, double> quantity, double level = 0.95) => ScalingFit.Interval.OfSample(Values(quantity), level);

    /// <summary>The quantity at every draw, in the order of the draws.</summary>
    /// <param name="quantity">What to work out from each draw.</param>
    /// <exception cref="InvalidOperationException">The resamples are not usable, or the quantity is not a number for some draw or throws for it.</exception>
    public double[] Values(Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        if (!IsUsable)
        {
            IEnumerable<string> errors = Findings.Where(f => f.Severity == Severity.Error).Select(f => f.ToString());
            throw new InvalidOperationException($"Standard errors and intervals are withheld. {string.Join(" ", errors)}");
        }

        double[] values = Array.ConvertAll(_draws, f => quantity(f));
        int lost = values.Count(double.IsNaN);
        return lost == 0
            ? values
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The quantity is not a number for {lost} of {values.Length} draws, so its interval is withheld."));
    }

    /// <summary>Resamples, failures and seed in a line.</summary>
    public override string ToString()
    {
        string cut = IsComplete ? "" : string.Create(CultureInfo.InvariantCulture, $" (cancelled after {Completed})");
        return string.Create(CultureInfo.InvariantCulture, $"{Replicates} resamples{cut}, {Failed} failed, seed {Seed}; {Method}");
    }
}
