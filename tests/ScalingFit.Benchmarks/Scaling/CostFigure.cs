using System.Globalization;
using System.Xml.Linq;
using ScalingFit.Plotting;
using ScalingFit.Plotting.Drawing;
using ScottPlot;

namespace ScalingFit.Benchmarks.Scaling;

/// <summary>Two log-log panels, time against rows and against resamples, each with a line of slope 1 to hold the points against.</summary>
internal static class CostFigure
{
    private const int Width = 640;
    private const int Height = 520;

    /// <summary>Of words from the corner, in pixels, and of one line from the next, in sizes of the type.</summary>
    private const float Inset = 18;
    private const float LineHeight = 1.35f;

    /// <summary>The same for both panels, so that their axes stand level.</summary>
    private static readonly PixelPadding Padding = new(112, 26, 84, 24);

    private static readonly Theme Theme = Theme.Light;
    private static readonly Color Second = Color.FromHex("#0072B2");
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The figure, as one SVG document.</summary>
    public static string Draw(CostTimes times)
    {
        string fits = Panel("Rows", new Series("default fit", times.Fit, Theme.Accent), new Series("from the best cell", times.BestCell, Second));
        string bootstraps = Panel("Resamples of 240 runs", new Series("bootstrap, safe starts", times.Bootstrap, Theme.Accent));
        return SideBySide(fits, bootstraps);
    }

    private static string Panel(string across, params Series[] series)
    {
        var sheet = new Sheet(Width, Height, Theme);
        sheet.Axes(across, new LogAxis(), "CPU time of one thread (ms)", new LogAxis(), title: null);
        Coordinates[] all = [.. series.SelectMany(s => s.Places)];
        double left = all.Min(p => p.X);
        double right = all.Max(p => p.X);
        double low = all.Min(p => p.Y);
        double high = all.Max(p => p.Y);
        sheet.Plot.Axes.SetLimits(left - (0.08 * (right - left)), right + (0.08 * (right - left)), low - (0.1 * (high - low)), high + (0.1 * (high - low)));
        sheet.Plot.Layout.Fixed(Padding);

        foreach (Series one in series) DrawSlope(sheet, one);
        for (int i = 0; i < series.Length; i++)
        {
            Color colour = series[i].Colour;
            sheet.Plot.Add.Plottable(new Dots(series[i].Places, [.. series[i].Places.Select(_ => colour)], Theme.Background, 1.4f * Theme.RunRadius));
            string slope = SizeTime.Slope(series[i].Times).ToString("F2", CultureInfo.InvariantCulture);
            Write(sheet, $"{series[i].Name}: slope {slope}", colour, i);
        }

        Write(sheet, "lines: slope 1", Theme.Muted, series.Length);
        return new Figure(sheet.Plot, Width, Height).ToSvg();
    }

    /// <summary>Slope 1, through the middle of the points that the slope is measured over.</summary>
    private static void DrawSlope(Sheet sheet, Series series)
    {
        Coordinates[] upper = [.. SizeTime.UpperDecades(series.Times).Select(Series.PlaceOf)];
        double offset = upper.Average(p => p.Y) - upper.Average(p => p.X);
        double from = Math.Max(sheet.X.Min, sheet.Y.Min - offset);
        double to = Math.Min(sheet.X.Max, sheet.Y.Max - offset);
        sheet.Line([new(from, from + offset), new(to, to + offset)], series.Colour.WithAlpha(0.4), 2, LinePattern.Solid);
    }

    /// <summary>A line of words at the upper left, where a rising curve leaves room.</summary>
    private static void Write(Sheet sheet, string words, Color colour, int line)
    {
        ScottPlot.Plottables.Text text = sheet.Plot.Add.Text(words, new Coordinates(sheet.X.Min, sheet.Y.Max));
        text.LabelFontName = FigureFonts.Family;
        text.LabelFontSize = Theme.LabelSize;
        text.LabelFontColor = colour;
        text.LabelAlignment = Alignment.UpperLeft;
        text.OffsetX = Inset;
        text.OffsetY = Inset + (line * LineHeight * Theme.LabelSize);
    }

    /// <summary>One document within another; their identifiers differ.</summary>
    private static string SideBySide(params string[] panels)
    {
        int width = Width * panels.Length;
        var root = new XElement(
            Svg + "svg",
            new XAttribute("width", width),
            new XAttribute("height", Height),
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {Height}")));
        foreach (string panel in panels)
        {
            XElement inner = XElement.Parse(panel);
            inner.SetAttributeValue("x", root.Elements().Count() * Width);
            root.Add(inner);
        }

        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>One kind of job.</summary>
    private sealed record Series(string Name, SizeTime[] Times, Color Colour)
    {
        /// <summary>log10 of the size, and of the time in milliseconds.</summary>
        public Coordinates[] Places { get; } = Array.ConvertAll(Times, PlaceOf);

        public static Coordinates PlaceOf(SizeTime time) => new(Math.Log10(time.Size), Math.Log10(1e3 * time.Seconds));
    }
}
