namespace ScalingFit.Reproductions;

/// <summary>The sum of Huber's function over runs for a law with given numbers, written out: what published parameters give on the rows of a fit.</summary>
internal static class HuberSum
{
    /// <summary>Of the residuals ln L̂ - ln L.</summary>
    public static double OfLogarithms(FittedLaw law, RunSet runs, double delta) => OfLogarithms(runs.Select(law.Predict), runs, delta);

    /// <summary>The same of losses that were worked out elsewhere.</summary>
    public static double OfLogarithms(IEnumerable<double> losses, RunSet runs, double delta) => losses.Zip(runs, (loss, run) => Huber(Math.Log(loss / run.Loss), delta)).Sum();

    /// <summary>Of the residuals L̂ - L.</summary>
    public static double OfLosses(FittedLaw law, RunSet runs, double delta) => runs.Sum(r => Huber(law.Predict(r) - r.Loss, delta));

    /// <summary>The share of the scatter of the losses that a law explains.</summary>
    public static double Determination(FittedLaw law, RunSet runs)
    {
        double mean = runs.Average(r => r.Loss);
        return 1 - (runs.Sum(r => Math.Pow(law.Predict(r) - r.Loss, 2)) / runs.Sum(r => Math.Pow(r.Loss - mean, 2)));
    }

    private static double Huber(double residual, double delta) => Math.Abs(residual) <= delta ? residual * residual / 2 : delta * (Math.Abs(residual) - (delta / 2));
}
