using ScalingFit.Numerics;

namespace ScalingFit.Tests;

/// <summary>Runs made from a known law, for tests that must know the truth.</summary>
internal static class Synthetic
{
    public static FittedLaw Law { get; } = ScalingLaw.Chinchilla.WithValues(
        new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.8, ["A"] = 480, ["alpha"] = 0.35, ["B"] = 2100, ["beta"] = 0.37 });

    /// <summary>A grid of sizes and data, with scatter in ln L of this standard deviation.</summary>
    public static RunSet Grid(int sizes = 6, int amounts = 5, double scatter = 0, long seed = 1, FittedLaw? law = null)
    {
        law ??= Law;
        var random = new RandomStream(seed, 0);
        var runs = new List<TrainingRun>();
        for (int i = 0; i < sizes; i++)
        {
            for (int j = 0; j < amounts; j++)
            {
                double n = 5e7 * Math.Pow(10, 2.5 * i / (sizes - 1));
                double d = 1e9 * Math.Pow(10, 2.2 * j / (amounts - 1));
                runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = law.Predict(n, d) * Math.Exp(scatter * Normal(ref random)) });
            }
        }

        return RunSet.Create(runs);
    }

    /// <summary>A standard normal number by Box and Muller's method.</summary>
    public static double Normal(ref RandomStream random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
