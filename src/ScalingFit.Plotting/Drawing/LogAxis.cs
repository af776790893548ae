using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// The ticks of an axis that holds log10 of its quantity: powers of ten with superscripts, between them the other digits, unlabelled while there
/// are decades enough.
/// </summary>
internal sealed class LogAxis : ITickGenerator
{
    private const int FewestLabels = 3;

    /// <summary>Below so many pixels a decade the ticks between decades are a smear.</summary>
    private const double LeastPixelsForMinor = 40;

    private static readonly double[][] Ladders = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [.. Enumerable.Range(10, 90).Select(i => i / 10.0)]];

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 200;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        double span = range.Max - range.Min;
        if (!(span > 0) || !double.IsFinite(span))
        {
            Ticks = [];
            return;
        }

        double pixels = size.Length / span;
        Tick[] labelled = Labelled(range, pixels, Room);
        HashSet<double> taken = [.. labelled.Select(t => t.Position)];
        IEnumerable<double> between = pixels < LeastPixelsForMinor ? Positions(range, Ladders[0]) : Positions(range, Ladders[2]);
        Ticks = [.. labelled, .. between.Where(p => !taken.Contains(p)).Select(Tick.Minor)];
        if (Ticks.Length > MaxTickCount) Ticks = labelled;

        double Room(string label)
        {
            MeasuredText measured = labelStyle.Measure(label, paint);
            return edge.IsVertical() ? 1.3 * measured.Height : measured.Width + (0.6 * labelStyle.FontSize);
        }
    }

    private static Tick[] Labelled(CoordinateRange range, double pixels, Func<string, double> room)
    {
        double[] positions = [];
        foreach (double[] ladder in Ladders)
        {
            positions = [.. Positions(range, ladder)];
            if (positions.Length >= FewestLabels) break;
        }

        Tick[] all = [.. positions.Select(p => Tick.Major(p, NumberText.Scientific(Math.Pow(10, p))))];
        if (all.Length < 2) return all;
        double needed = all.Max(t => room(t.Label));

        // Decades thin out evenly: every second, every third.
        if (Array.TrueForAll(all, t => IsDecade(t.Position)))
        {
            int step = (int)Math.Ceiling(needed / pixels);
            return [.. all.Where(t => (int)Math.Round(t.Position) % step == 0)];
        }

        // Decades keep their labels; another digit has one where it is clear of those kept.
        var kept = new List<Tick>();
        foreach (Tick tick in all.OrderByDescending(t => IsDecade(t.Position)))
        {
            if (kept.TrueForAll(k => Math.Abs(k.Position - tick.Position) * pixels >= needed)) kept.Add(tick);
        }

        return [.. kept];
    }

    private static IEnumerable<double> Positions(CoordinateRange range, double[] digits)
    {
        for (int decade = (int)Math.Floor(range.Min); decade <= Math.Ceiling(range.Max); decade++)
        {
            foreach (double digit in digits)
            {
                double position = decade + Math.Log10(digit);
                if (position >= range.Min && position <= range.Max) yield return position;
            }
        }
    }

    private static bool IsDecade(double position) => Math.Abs(position - Math.Round(position)) < 1e-9;
}
