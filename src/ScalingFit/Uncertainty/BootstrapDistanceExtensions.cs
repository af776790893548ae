using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace ScalingFit;

/// <summary>Comparing a resampled fit with a law whose parameters are given.</summary>
public static class BootstrapDistanceExtensions
{
    /// <summary>How closely held and tied parameters must agree.</summary>
    private const double Same = 1e-9;

    /// <summary>
    /// How far another law of the same form, such as a published one, lies from the fit: χ² of its parameters about the estimate, by the covariance of the draws.
    /// </summary>
    /// <param name="bootstrap">The resamples of the fit.</param>
    /// <param name="other">The law to compare with, in the units of the fit.</param>
    /// <returns>The distance, its degrees of freedom and p-value.</returns>
    /// <exception cref="ArgumentException">The other law is of another form, or differs in a parameter that the fit holds or ties.</exception>
    /// <exception cref="InvalidOperationException">The resamples are not usable, see <see cref="ScalingFit.Bootstrap.Findings"/>, or their draws are too few for the parameters, or some combination of these does not scatter.</exception>
    public static BootstrapDistance ChiSquareOf(this Bootstrap bootstrap, FittedLaw other)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        ArgumentNullException.ThrowIfNull(other);
        ScalingLaw law = bootstrap.Fit.Law;
        if (!law.Parameters.Select(p => p.Name).SequenceEqual(other.Law.Parameters.Select(p => p.Name), StringComparer.Ordinal))
        {
            throw new ArgumentException("The other law has other parameters.", nameof(other));
        }

        int[] free = [.. Enumerable.Range(0, law.Parameters.Count).Where(m => IsFree(law, m))];
        for (int m = 0; m < law.Parameters.Count; m++)
        {
            double value = bootstrap.Fit.Fitted.Values[m];
            bool differs = law.Held.ContainsKey(law.Parameters[m].Name) && !(Math.Abs(other.Values[m] - value) <= Same * Math.Abs(value));
            if (law.Tied.TryGetValue(law.Parameters[m].Name, out string? leader)) differs |= !(Math.Abs(other.Values[m] - other[leader]) <= Same * Math.Abs(other[leader]));
            if (differs) throw new ArgumentException($"{law.Parameters[m].Name} is held or tied in the fit, and differs in the other law.", nameof(other));
        }

        double[][] draws = Array.ConvertAll(free, m => bootstrap.Values(f => Natural(law, f, m)));
        int count = draws.Length == 0 ? 0 : draws[0].Length;
        if (count <= free.Length) throw new InvalidOperationException("There are too few draws for a covariance of the parameters.");
        double[] sizes = Array.ConvertAll(draws, d => MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(d));
        Matrix<double> correlation = Matrix<double>.Build.Dense(free.Length, free.Length, (i, j) => MathNet.Numerics.Statistics.ArrayStatistics.Covariance(draws[i], draws[j]) / (sizes[i] * sizes[j]));
        Vector<double> distance = Vector<double>.Build.Dense(free.Length, i => (Natural(law, other, free[i]) - Natural(law, bootstrap.Fit.Fitted, free[i])) / sizes[i]);
        double chiSquare = distance * Factor(correlation).Solve(distance);
        return new BootstrapDistance(chiSquare, free.Length, SpecialFunctions.GammaUpperRegularized(0.5 * free.Length, 0.5 * chiSquare));
    }

    private static bool IsFree(ScalingLaw law, int parameter) => !law.Held.ContainsKey(law.Parameters[parameter].Name) && !law.Tied.ContainsKey(law.Parameters[parameter].Name);

    private static double Natural(ScalingLaw law, FittedLaw at, int parameter) => law.Parameters[parameter].IsPositive ? Math.Log(at.Values[parameter]) : at.Values[parameter];

    private static MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> Factor(Matrix<double> correlation)
    {
        try
        {
            return correlation.Cholesky();
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException("Some combination of the parameters does not scatter between draws, so there is no distance.", e);
        }
    }
}
