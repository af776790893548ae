using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The parametric bootstrap: Gaussian noise of the residuals' own size, with a part that all rows of a run share and a part of each row's own (one-way analysis of variance). Supposes that scatter is Gaussian and alike
/// everywhere, apart from known standard deviations.
/// </summary>
internal sealed class ParametricScheme : NoiseScheme
{
    private readonly Clusters _clusters;
    private readonly double _within;
    private readonly double _between;

    public ParametricScheme(LawFit fit, Clusters clusters)
        : base(new NoiseModel(fit, clusters))
    {
        _clusters = clusters;
        double total = 0;
        double withinSquares = 0;
        double squaredSizes = 0;
        int n = Model.Count;
        int groups = 0;
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, n).GroupBy(i => clusters.OfRow[i]))
        {
            double[] u = [.. rows.Select(i => Model.Residuals[i] / Model.Deviation[i])];
            double mean = u.Average();
            withinSquares += u.Sum(x => (x - mean) * (x - mean));
            total += u.Sum(x => x * x);
            squaredSizes += (double)u.Length * u.Length;
            groups++;
        }

        // Parameters are paid for by the runs, as long as there are more of them.
        double inflation = (double)groups / Math.Max(1, groups - fit.Law.FreeCount);
        if (groups == n)
        {
            _within = Math.Sqrt(total / Model.Freedom);
            return;
        }

        double within = withinSquares / (n - groups);
        double size = (n - (squaredSizes / n)) / Math.Max(1, groups - 1);
        double between = Math.Max(0, ((inflation * (total - withinSquares) / groups) - within) / size);
        _within = Math.Sqrt(within);
        _between = Math.Sqrt(between);
    }

    protected override void Draw(RandomStream random, double[] noise)
    {
        var shared = new double[_between > 0 ? _clusters.Count : 0];
        for (int c = 0; c < shared.Length; c++) shared[c] = _between * random.NextNormal();
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = Model.Deviation[i] * ((_within * random.NextNormal()) + (shared.Length == 0 ? 0 : shared[_clusters.OfRow[i]]));
        }
    }
}
