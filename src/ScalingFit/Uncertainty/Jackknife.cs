using System.Globalization;
using MathNet.Numerics.Distributions;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit;

/// <summary>
/// Refits with each run left out once, with all its rows (Quenouille 1949; Tukey 1958): how much the answer hangs on any one run, and a standard error that needs no random numbers.
/// </summary>
/// <remarks>Immutable, and safe to share between threads. Each refit starts from the fit and from the best cell of a screen of its own.</remarks>
public sealed class Jackknife
{
    private readonly Clusters _clusters;
    private readonly FittedLaw?[] _without;

    internal Jackknife(LawFit fit, Clusters clusters, FittedLaw?[] without)
    {
        Fit = fit;
        _clusters = clusters;
        _without = without;
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>For each run the law without it; null where that refit did not converge to a minimum. In the order in which the runs first appear.</summary>
    public IReadOnlyList<FittedLaw?> Without => _without;

    /// <summary>How many refits did not converge.</summary>
    public int Failed => _without.Count(f => f is null);

    /// <summary>The positions, in the run set, of the rows that each of <see cref="Without"/> left out.</summary>
    public IReadOnlyList<IReadOnlyList<int>> LeftOut => _clusters.Members;

    /// <summary>Whether every refit converged, and the fit is a certified minimum; standard errors are withheld otherwise, for the runs it hangs on most are those missing.</summary>
    public bool IsUsable => Failed == 0 && Fit.Certificate.IsMinimum && _clusters.Count > Fit.Law.FreeCount;

    /// <summary>The standard error of anything that follows from the law's parameters: √((G - 1)/G Σ (θ₋g - mean)²).</summary>
    /// <param name="quantity">The quantity.</param>
    /// <exception cref="InvalidOperationException">Not usable, or the quantity is not a finite number without some run.</exception>
    public double StandardErrorOf(Func<FittedLaw, double> quantity) => Error(Values(quantity));

    /// <summary>The estimate and its standard error by Student's t with (runs - parameters) degrees of freedom, or (runs - 1) where runs have several rows, on the logarithm where the quantity is positive without any of the runs.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="level">The confidence level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">Not usable, or the quantity is not a finite number without some run.</exception>
    public Interval Of(Func<FittedLaw, double> quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        Require.Level(level);
        double[] values = Values(quantity);
        double estimate = quantity(Fit.Fitted);
        double t = StudentT.InvCDF(0, 1, Uncertainty.Design.Freedom(Fit), (1 + level) / 2);
        if (estimate > 0 && Array.TrueForAll(values, v => v > 0))
        {
            double factor = Math.Exp(t * Error(Array.ConvertAll(values, Math.Log)));
            return new Interval(estimate / factor, estimate * factor, level);
        }

        double error = t * Error(values);
        return new Interval(estimate - error, estimate + error, level);
    }

    /// <summary>The quantity without each run, in the order of <see cref="Without"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <exception cref="InvalidOperationException">Not usable, or the quantity is not a finite number without some run.</exception>
    public double[] Values(Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        if (!IsUsable)
        {
            throw new InvalidOperationException(Failed > 0
                ? string.Create(CultureInfo.InvariantCulture, $"The jackknife is withheld: {Failed} of {_without.Length} refits did not converge.")
                : "The jackknife is withheld: the fit is no certified minimum, or there are no more runs than parameters.");
        }

        double[] values = Array.ConvertAll(_without, f => quantity(f!));
        int lost = values.Count(v => !double.IsFinite(v));
        return lost == 0
            ? values
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The quantity is not a finite number without {lost} of the {values.Length} runs, so its jackknife is withheld."));
    }

    /// <summary>The skewness term of BCa intervals; 0 where some run cannot be left out.</summary>
    internal double Acceleration(Func<FittedLaw, double> quantity)
    {
        double[] values = Array.ConvertAll(_without, f => f is null ? double.NaN : quantity(f));
        return Uncertainty.IntervalForms.Acceleration(_clusters.Strata.Select(s => s.Select(c => values[c]).Where(double.IsFinite).ToArray()).Where(v => v.Length > 1));
    }

    private static double Error(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt((values.Length - 1.0) / values.Length * values.Sum(v => (v - mean) * (v - mean)));
    }
}
