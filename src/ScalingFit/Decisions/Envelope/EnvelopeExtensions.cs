using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>Reading the frontier of a table of runs.</summary>
public static class EnvelopeExtensions
{
    private const int PointsOfCurves = 1500;

    private const int RunsPerBin = 8;

    /// <summary>
    /// The run of lowest loss at each of many values of compute, evenly spaced in ln C, and power laws through their sizes and data. Rows of one name are checkpoints of a run, whose loss is read off between them, linear
    /// in ln C; a table without names that repeat is cut into bins of compute.
    /// </summary>
    /// <param name="runs">The runs, each with size, data and compute.</param>
    /// <param name="options">How many values of compute, and what is dropped at the ends.</param>
    /// <returns>The frontier, with what it rests on.</returns>
    /// <exception cref="ArgumentException">A run lacks size, data or compute, or all runs are of one compute.</exception>
    public static Envelope Envelope(this RunSet runs, EnvelopeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= EnvelopeOptions.Default;
        var curves = new Curves(runs);
        bool isOfCurves = curves.Rows.Any(r => r.Length > 1);
        double low = curves.LogFlops.Min();
        double high = curves.LogFlops.Max();
        if (!(high > low)) throw new ArgumentException("All runs are of one compute, which shows no frontier.", nameof(runs));
        double dropped = options.DroppedShare * (high - low);
        (low, high) = (low + dropped, high - dropped);

        int count = options.Points > 0 ? options.Points : isOfCurves ? PointsOfCurves : Math.Max(3, runs.Count / RunsPerBin);
        IEnumerable<EnvelopePoint?> found = isOfCurves
            ? Enumerable.Range(0, count).Select(k => Best(curves.At(low + ((high - low) * k / (count - 1)))))
            : curves.Bins(low, high, count).Select(Best);
        EnvelopePoint[] points = [.. found.OfType<EnvelopePoint>()];
        double[] logFlops = Array.ConvertAll(points, p => Math.Log(p.Flops));
        return new Envelope(
            runs,
            options,
            isOfCurves,
            points,
            BudgetLine.Through(logFlops, Array.ConvertAll(points, p => Math.Log(p.Parameters))),
            BudgetLine.Through(logFlops, Array.ConvertAll(points, p => Math.Log(p.Tokens))));
    }

    /// <summary>The lowest loss; null where no run has this compute. The best of one is no choice, and counts as an edge.</summary>
    private static EnvelopePoint? Best(EnvelopePoint[] candidates)
    {
        if (candidates.Length == 0) return null;
        EnvelopePoint best = candidates.MinBy(p => p.Loss)!;
        return best with
        {
            Rivals = candidates.Length,
            IsAtEdge = Array.TrueForAll(candidates, p => p.Parameters <= best.Parameters) || Array.TrueForAll(candidates, p => p.Parameters >= best.Parameters),
        };
    }

    /// <summary>The runs, each a curve of its rows in the order of compute.</summary>
    private sealed class Curves
    {
        private readonly double[] _logParameters;
        private readonly double[] _logTokens;
        private readonly double[] _loss;

        public Curves(RunSet runs)
        {
            LogFlops = Array.ConvertAll(runs.ColumnArray(Variable.Flops), Math.Log);
            _logParameters = Array.ConvertAll(runs.ColumnArray(Variable.Parameters), Math.Log);
            _logTokens = Array.ConvertAll(runs.ColumnArray(Variable.Tokens), Math.Log);
            _loss = [.. runs.Select(r => r.Loss)];
            Rows = Array.ConvertAll(runs.RowsByRun(), rows => rows.OrderBy(i => LogFlops[i]).ToArray());
        }

        public int[][] Rows { get; }

        public double[] LogFlops { get; }

        /// <summary>Every curve that has rows on both sides of a compute, read off between them.</summary>
        public EnvelopePoint[] At(double logFlops)
        {
            var points = new List<EnvelopePoint>();
            foreach (int[] rows in Rows)
            {
                int above = Array.FindIndex(rows, i => LogFlops[i] >= logFlops);
                if (above < 0 || (above == 0 && LogFlops[rows[0]] > logFlops)) continue;
                int j = rows[above];
                int i = rows[Math.Max(above - 1, 0)];
                double share = LogFlops[j] > LogFlops[i] ? (logFlops - LogFlops[i]) / (LogFlops[j] - LogFlops[i]) : 1;
                points.Add(Point(logFlops, Between(_logParameters), Between(_logTokens), Between(_loss), rows[0]));

                double Between(double[] column) => column[i] + (share * (column[j] - column[i]));
            }

            return [.. points];
        }

        /// <summary>The runs of each bin between two values of ln C.</summary>
        public IEnumerable<EnvelopePoint[]> Bins(double low, double high, int count) => Enumerable.Range(0, LogFlops.Length)
            .Where(i => LogFlops[i] >= low && LogFlops[i] <= high)
            .GroupBy(i => Math.Min((int)(count * (LogFlops[i] - low) / (high - low)), count - 1))
            .OrderBy(g => g.Key)
            .Select(g => g.Select(i => Point(LogFlops[i], _logParameters[i], _logTokens[i], _loss[i], i)).ToArray());

        private static EnvelopePoint Point(double logFlops, double logParameters, double logTokens, double loss, int place) => new()
        {
            Flops = Math.Exp(logFlops),
            Parameters = Math.Exp(logParameters),
            Tokens = Math.Exp(logTokens),
            Loss = loss,
            Place = place,
            Rivals = 1,
            IsAtEdge = true,
        };
    }
}
