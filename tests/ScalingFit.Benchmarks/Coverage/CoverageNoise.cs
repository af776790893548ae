using ScalingFit.Numerics;

namespace ScalingFit.Benchmarks.Coverage;

/// <summary>How runs scatter about the true law; all of them with the design's standard deviation of ln L.</summary>
internal enum CoverageNoise
{
    Gaussian,

    /// <summary>Student's t with three degrees of freedom.</summary>
    StudentT3,

    /// <summary>Gaussian, four times as wide at the smallest compute as at the largest.</summary>
    Heteroscedastic,

    /// <summary>Gaussian, three quarters of the variance shared by the rows of a cluster.</summary>
    Clustered,
}

internal static class CoverageTable
{
    private const double Shared = 0.75;

    /// <summary>One made table: the design with losses of the true law and noise.</summary>
    public static RunSet Make(CoverageDesign design, CoverageNoise noise, int table)
    {
        RunSet runs = design.Runs;
        var random = new RandomStream(20_000 + table, (int)noise);
        string[] clusters = [.. runs.Select((r, i) => ClusterOf(r, i, noise))];
        var effects = new Dictionary<string, double>(StringComparer.Ordinal);
        double[] logs = [.. runs.Column(Variable.Flops).Select(c => Math.Log(c))];
        double low = logs.Min();
        double range = logs.Max() - low;
        double[] sizes = [.. logs.Select(c => Math.Pow(4, 0.5 - ((c - low) / range)))];
        double mean = Math.Sqrt(sizes.Average(s => s * s));
        return RunSet.Create(runs.Select((run, i) =>
        {
            double z = noise switch
            {
                CoverageNoise.StudentT3 => StudentT3(ref random) / Math.Sqrt(3),
                CoverageNoise.Heteroscedastic => random.NextNormal() * sizes[i] / mean,
                CoverageNoise.Clustered => (Math.Sqrt(Shared) * Effect(clusters[i], ref random)) + (Math.Sqrt(1 - Shared) * random.NextNormal()),
                _ => random.NextNormal(),
            };
            double loss = design.Truth.Predict(run.Parameters!.Value, run.Tokens!.Value) * Math.Exp(design.Scatter * z);
            return run with { Name = clusters[i], Flops = null, Loss = loss };
        }));

        double Effect(string cluster, ref RandomStream stream)
        {
            if (!effects.TryGetValue(cluster, out double effect)) effects[cluster] = effect = stream.NextNormal();
            return effect;
        }
    }

    /// <summary>Runs of Chinchilla's table have no names; where noise is clustered those of one size are one cluster and the user is taken to have named them so.</summary>
    private static string ClusterOf(TrainingRun run, int index, CoverageNoise noise) => run.Name
        ?? (noise == CoverageNoise.Clustered ? FormattableString.Invariant($"{run.Parameters:0.00e0}") : FormattableString.Invariant($"{index}"));

    private static double StudentT3(ref RandomStream random)
    {
        double z = random.NextNormal();
        double a = random.NextNormal();
        double b = random.NextNormal();
        double c = random.NextNormal();
        return z / Math.Sqrt(((a * a) + (b * b) + (c * c)) / 3);
    }
}
