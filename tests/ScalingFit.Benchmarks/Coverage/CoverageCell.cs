using MathNet.Numerics.Statistics;
using ScalingFit.Decisions;

namespace ScalingFit.Benchmarks.Coverage;

/// <summary>Every method on many made tables of one design with one kind of noise: how often its intervals hold the truth, and how wide they are.</summary>
internal sealed class CoverageCell
{
    /// <summary>What intervals are formed of.</summary>
    public static readonly string[] Quantities = ["α", "β", "N*", "D*/N*", "loss"];

    private readonly int[,] _covered = new int[CoverageMethod.All.Length, Quantities.Length];
    private readonly List<double>[,] _widths = new List<double>[CoverageMethod.All.Length, Quantities.Length];
    private readonly int[] _given = new int[CoverageMethod.All.Length];

    private CoverageCell(CoverageDesign design, CoverageNoise noise, int tables)
    {
        Design = design;
        Noise = noise;
        Tables = tables;
        for (int m = 0; m < _given.Length; m++)
        {
            for (int q = 0; q < Quantities.Length; q++) _widths[m, q] = [];
        }
    }

    public CoverageDesign Design { get; }

    public CoverageNoise Noise { get; }

    public int Tables { get; }

    /// <summary>The share of intervals given that hold the truth.</summary>
    public double Coverage(int method, int quantity) => (double)_covered[method, quantity] / _given[method];

    public int Given(int method) => _given[method];

    /// <summary>The share of tables for which the method withholds.</summary>
    public double Withheld(int method) => 1 - ((double)_given[method] / Tables);

    /// <summary>The median width; of N* and D*/N* that of their logarithms.</summary>
    public double Width(int method, int quantity) => _widths[method, quantity].Median();

    public static CoverageCell Simulate(CoverageDesign design, CoverageNoise noise, int tables, int replicates)
    {
        var cell = new CoverageCell(design, noise, tables);
        double product = design.Flops / design.Truth.Conventions.ComputeRule.FlopsPerParameterToken;
        Allocation best = design.Truth.Allocate(design.Flops);
        Func<FittedLaw, double>[] quantities =
        [
            f => f["alpha"],
            f => f["beta"],
            f => Math.Sqrt(product / Ratio(f)),
            Ratio,
            f => f.Predict(best.Parameters, best.Tokens),
        ];
        double[] truths = Array.ConvertAll(quantities, q => q(design.Truth));

        Parallel.For(0, tables, table =>
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(CoverageTable.Make(design, noise, table));
            var bootstraps = new Dictionary<Resampling, Bootstrap>();
            for (int m = 0; m < CoverageMethod.All.Length; m++)
            {
                CoverageMethod method = CoverageMethod.All[m];
                if (!fit.IsUsable || Intervals(method) is not { } intervals) continue;
                lock (cell)
                {
                    cell._given[m]++;
                    for (int q = 0; q < quantities.Length; q++)
                    {
                        cell._covered[m, q] += intervals[q].Contains(truths[q]) ? 1 : 0;
                        bool onLog = q is 2 or 3;
                        cell._widths[m, q].Add(onLog ? Math.Log(intervals[q].Upper) - Math.Log(intervals[q].Lower) : intervals[q].Upper - intervals[q].Lower);
                    }
                }
            }

            Interval[]? Intervals(CoverageMethod method)
            {
                try
                {
                    if (method.Resampling is not { } resampling)
                    {
                        Jackknife jackknife = fit.Jackknife();
                        return jackknife.IsUsable ? Array.ConvertAll(quantities, q => jackknife.Of(q)) : null;
                    }

                    if (!bootstraps.TryGetValue(resampling, out Bootstrap? bootstrap))
                    {
                        bootstrap = fit.Bootstrap(replicates, seed: table, new BootstrapOptions { Threads = 1, Resampling = resampling });
                        bootstraps.Add(resampling, bootstrap);
                    }

                    return bootstrap.IsUsable ? Array.ConvertAll(quantities, q => bootstrap.Of(q, method: method.Interval)) : null;
                }
                catch (InvalidOperationException)
                {
                    // A quantity without bound, or on one side of the estimate in every draw: withheld, and counted so.
                    return null;
                }
            }
        });
        return cell;

        double Ratio(FittedLaw law) => SeparableLaw.TryRead(law, out SeparableLaw separable) ? separable.RatioOrLimit(product) : double.NaN;
    }
}
