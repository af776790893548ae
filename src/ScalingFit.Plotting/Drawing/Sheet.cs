using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// A themed plot whose limits and data area are settled before anything is drawn, so that a figure can reckon in pixels: where its words fit, and what
/// they would cover.
/// </summary>
internal sealed class Sheet
{
    private const float OuterMargin = 14;
    private const float TickLength = 7;
    private const float BarWidth = 22;
    private const float BarGap = 18;
    private const float LabelInset = 8;
    private const int TargetTicks = 6;

    private readonly int _width;
    private readonly int _height;

    /// <param name="width">Width of the figure, in pixels.</param>
    /// <param name="height">Height of the figure, in pixels.</param>
    /// <param name="theme">How it looks.</param>
    public Sheet(int width, int height, Theme theme)
    {
        FigureFonts.Ensure();
        _width = width;
        _height = height;
        Theme = theme;
        Plot = new Plot();
        Plot.FigureBackground.Color = theme.Background;
        Plot.DataBackground.Color = theme.Background;
        Plot.Grid.MajorLineColor = theme.Grid;
        Plot.Grid.MajorLineWidth = 1;
        Plot.Axes.Top.IsVisible = false;
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Axes.Right.TickGenerator = new EmptyTickGenerator();
        Plot.Axes.Right.MinimumSize = Plot.Axes.Right.MaximumSize = BarGap;
        Style(Plot.Axes.Bottom);
        Style(Plot.Axes.Left);
        Labels = new LabelPlacer();
    }

    public Plot Plot { get; }

    public Theme Theme { get; }

    /// <summary>Where words may still go.</summary>
    public LabelPlacer Labels { get; }

    /// <summary>The data area, in pixels; known once <see cref="Settle"/> has been called.</summary>
    public PixelRect Area { get; private set; }

    /// <summary>The limits across.</summary>
    public CoordinateRange X => Plot.Axes.Bottom.Range.ToCoordinateRange;

    /// <summary>The limits upward.</summary>
    public CoordinateRange Y => Plot.Axes.Left.Range.ToCoordinateRange;

    /// <summary>Ticks of a quantity that is drawn as it is.</summary>
    /// <param name="span">From the least value to the greatest; it decides how many decimals all labels share.</param>
    public static ITickGenerator LinearTicks(double span)
    {
        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(span / TargetTicks)), 0, 4);
        string format = decimals == 0 ? "0.###" : $"0.{new string('0', decimals)}###";
        return new NumericAutomatic { LabelFormatter = value => value.ToString(format, CultureInfo.InvariantCulture), TargetTickCount = TargetTicks };
    }

    /// <summary>Names the axes and says how they tick.</summary>
    public void Axes(string x, ITickGenerator xTicks, string y, ITickGenerator yTicks, string? title)
    {
        Plot.Axes.Bottom.Label.Text = x;
        Plot.Axes.Bottom.TickGenerator = xTicks;
        Plot.Axes.Left.Label.Text = y;
        Plot.Axes.Left.TickGenerator = yTicks;
        LabelStyle style = Plot.Axes.Title.Label;
        Style(style, Theme.AxisTitleSize, bold: true);
        style.Text = title ?? "";
    }

    /// <summary>Sets limits and margins and with them the pixel of every place. A colour bar goes to the right.</summary>
    public void Settle(CoordinateRange x, CoordinateRange y, ColourScale bar, string barTitle, ITickGenerator barTicks)
    {
        Plot.Axes.SetLimits(x, y);
        var panel = new ScottPlot.Panels.ColorBar(bar, Edge.Right) { Width = BarWidth, Label = barTitle };
        panel.Axis.TickGenerator = barTicks;
        Style(panel.Axis);
        panel.Axis.FrameLineStyle.Width = 0;
        Plot.Axes.AddPanel(panel);

        using Paint paint = Paint.NewDisposablePaint();
        Plot.Axes.Left.RegenerateTicks(_height, paint);
        Plot.Axes.Bottom.RegenerateTicks(_width, paint);
        bool titled = Plot.Axes.Title.Label.Text.Length > 0;
        float top = titled ? OuterMargin + Plot.Axes.Title.Measure(paint) : OuterMargin + (Theme.TickSize / 2);
        var padding = new PixelPadding(
            OuterMargin + Plot.Axes.Left.Measure(paint),
            OuterMargin + BarGap + panel.Measure(paint),
            OuterMargin + Plot.Axes.Bottom.Measure(paint),
            top);
        Plot.Layout.Fixed(padding);
        Area = new PixelRect(padding.Left, _width - padding.Right, _height - padding.Bottom, padding.Top);
        Labels.Bounds = Area.Contract(LabelInset);
    }

    public Pixel PixelOf(Coordinates place) => new(
        Plot.Axes.Bottom.GetPixel(place.X, Area),
        Plot.Axes.Left.GetPixel(place.Y, Area));

    public Coordinates PlaceOf(Pixel pixel) => new(
        Plot.Axes.Bottom.GetCoordinate(pixel.X, Area),
        Plot.Axes.Left.GetCoordinate(pixel.Y, Area));

    /// <summary>Has words keep clear of a line.</summary>
    public void Avoid(Coordinates[] line) => Labels.AvoidLine(Array.ConvertAll(line, PixelOf), Theme.LineWidth);

    /// <summary>A line. Words do not keep clear of it unasked.</summary>
    public void Line(Coordinates[] places, Color colour, float width, LinePattern pattern)
    {
        if (places.Length < 2) return;
        ScottPlot.Plottables.Scatter line = Plot.Add.ScatterLine(places, colour);
        line.LineWidth = width;
        line.LinePattern = pattern;
    }

    /// <summary>A filled area without a rim.</summary>
    public void Fill(Coordinates[] outline, Color colour)
    {
        if (outline.Length < 3) return;
        ScottPlot.Plottables.Polygon area = Plot.Add.Polygon(outline);
        area.FillColor = colour;
        area.LineWidth = 0;
    }

    /// <summary>The runs, which words then keep clear of.</summary>
    public void Runs(Coordinates[] places, Color[] colours)
    {
        Plot.Add.Plottable(new Dots(places, colours, Theme.Background.WithAlpha(0.8), Theme.RunRadius));
        foreach (Coordinates place in places) Labels.Avoid(PixelOf(place), Theme.RunRadius);
    }

    /// <summary>The star of a target.</summary>
    public void Target(Coordinates place)
    {
        Plot.Add.Plottable(new Star(place, Theme.Accent, Theme.Background, Theme.TargetRadius));
        Labels.Avoid(PixelOf(place), Theme.TargetRadius);
    }

    /// <summary>How much room words take, lines broken as given.</summary>
    public PixelSize Measure(string text, bool bold = false)
    {
        var style = new LabelStyle();
        Style(style, Theme.LabelSize, bold);
        using Paint paint = Paint.NewDisposablePaint();
        return style.Measure(text, paint).Size;
    }

    /// <summary>Writes words by a point, at the nearest free spot, or hard by the point where none is free.</summary>
    /// <param name="text">The words.</param>
    /// <param name="place">The point.</param>
    /// <param name="clear">How far from it they begin, in pixels.</param>
    /// <param name="erase">Whether they cover what lies beneath.</param>
    public void WriteBy(string text, Coordinates place, float clear, bool erase)
    {
        PixelSize size = Measure(text, bold: true);
        Pixel point = PixelOf(place);
        Spot spot = Labels.FirstFree(size, Labels.About(point, size, clear)) ?? Labels.About(point, size, clear).First();
        Lead(point, spot.Centre, size, clear);
        Write(text, spot, Theme.Foreground, bold: true, erase);
    }

    /// <summary>Writes words along a line, at the first free spot beside it.</summary>
    /// <param name="text">The words.</param>
    /// <param name="line">The line, left to right.</param>
    /// <param name="share">How far along it they would best stand, 0 to 1.</param>
    /// <param name="side">1 below the line, -1 above it.</param>
    /// <param name="colour">Their colour.</param>
    /// <param name="erase">Whether they cover what lies beneath.</param>
    public bool TryWriteBeside(string text, Coordinates[] line, double share, int side, Color colour, bool erase = false)
    {
        PixelSize size = Measure(text);
        Pixel[] pixels = Array.ConvertAll(line, PixelOf);
        float[] distances = [9, 15, 21, 27];
        return TryWrite(text, distances.SelectMany(d => Spot.Along(pixels, share, size.Width, side * (d + (size.Height / 2)))), colour, erase);
    }

    /// <summary>Writes words into a line, which is interrupted for them, at the first free spot.</summary>
    /// <param name="text">The words.</param>
    /// <param name="line">The line, left to right.</param>
    /// <param name="share">How far along it they would best stand, 0 to 1.</param>
    /// <param name="colour">Their colour.</param>
    public bool TryWriteInto(string text, Coordinates[] line, double share, Color colour) =>
        TryWrite(text, Spot.Along(Array.ConvertAll(line, PixelOf), share, Measure(text).Width, away: 0), colour, erase: true);

    /// <summary>Writes words at the first free one of some spots; nothing where none is free.</summary>
    public bool TryWrite(string text, IEnumerable<Spot> spots, Color colour, bool erase = false)
    {
        if (Labels.FirstFree(Measure(text), spots) is not { } spot) return false;
        Write(text, spot, colour, bold: false, erase);
        return true;
    }

    /// <summary>A thin line from a point to words that found no room beside it.</summary>
    private void Lead(Pixel point, Pixel centre, PixelSize size, float clear)
    {
        var near = new Pixel(
            Math.Max(centre.X - (size.Width / 2), Math.Min(centre.X + (size.Width / 2), point.X)),
            Math.Max(centre.Y - (size.Height / 2), Math.Min(centre.Y + (size.Height / 2), point.Y)));
        double length = Math.Sqrt(Math.Pow(near.X - point.X, 2) + Math.Pow(near.Y - point.Y, 2));
        if (length < 2 * clear) return;
        double skipped = clear / length;
        var start = new Pixel(point.X + (skipped * (near.X - point.X)), point.Y + (skipped * (near.Y - point.Y)));
        Coordinates[] line = [PlaceOf(start), PlaceOf(near)];
        Line(line, Theme.Foreground, 1.2f, LinePattern.Solid);
        Avoid(line);
    }

    private void Write(string text, Spot spot, Color colour, bool bold, bool erase)
    {
        ScottPlot.Plottables.Text words = Plot.Add.Text(text, PlaceOf(spot.Centre));
        Style(words.LabelStyle, Theme.LabelSize, bold);
        words.LabelStyle.ForeColor = colour;
        words.LabelStyle.Alignment = Alignment.MiddleCenter;
        words.LabelStyle.Rotation = (float)(spot.Angle * 180 / Math.PI);
        words.LabelStyle.BorderWidth = 0;
        if (!erase) return;
        words.LabelStyle.BackgroundColor = Theme.Background;
        words.LabelStyle.PixelPadding = new PixelPadding(3, 0);
    }

    private static void Style(LabelStyle style, float size, bool bold)
    {
        style.FontName = FigureFonts.Family;
        style.FontSize = size;
        style.Bold = bold;
    }

    private void Style(IAxis axis)
    {
        Style(axis.Label, Theme.AxisTitleSize, bold: false);
        axis.Label.ForeColor = Theme.Foreground;
        Style(axis.TickLabelStyle, Theme.TickSize, bold: false);
        axis.TickLabelStyle.ForeColor = Theme.Foreground;
        axis.FrameLineStyle.Color = Theme.Foreground;
        axis.FrameLineStyle.Width = 1.3f;
        Style(axis.MajorTickStyle, TickLength);
        Style(axis.MinorTickStyle, TickLength / 2);
        if (axis is ScottPlot.AxisPanels.AxisBase panel) panel.PaddingBetweenTickAndAxisLabels = new PixelPadding(9, 4);
    }

    private void Style(TickMarkStyle ticks, float length)
    {
        ticks.Length = length;
        ticks.Width = 1.3f;
        ticks.Color = Theme.Foreground;
    }
}
