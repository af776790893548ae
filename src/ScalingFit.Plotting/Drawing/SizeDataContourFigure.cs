using System.Globalization;
using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// The plane of log10 size and log10 data: what the fit makes of every shape of run, which shapes were tried, and how the best of them moves with
/// compute. Lines of equal compute fall at one slope, and the path crosses them where it touches a contour.
/// </summary>
internal sealed class SizeDataContourFigure
{
    private const int GridSteps = 120;

    /// <summary>About so many contours.</summary>
    private const int Contours = 9;

    private readonly LawFit _fit;
    private readonly FigureOptions _options;
    private readonly Theme _theme = Theme.Light;
    private readonly Sheet _sheet;
    private readonly ComputeRule _rule;
    private readonly Coordinates[] _runs;
    private readonly FrontierRange _range;
    private readonly OptimalCurve _curve;
    private readonly Interval?[] _band;
    private readonly Allocation? _target;
    private readonly Interval? _ratio;
    private readonly ColourScale _scale;

    private SizeDataContourFigure(LawFit fit, Bootstrap? bootstrap, double? flops, FigureOptions options)
    {
        _fit = fit;
        _options = options;
        _rule = fit.Runs.Conventions.ComputeRule;
        _target = flops is { } budget ? fit.Allocate(budget) : null;
        _ratio = _target is null ? null : OptimalCurve.Band(bootstrap, [_target.Flops], a => a.TokensPerParameter, options.Level)[0];
        _range = FrontierRange.Of(fit.Runs, flops);
        _curve = OptimalCurve.Over(fit.Fitted, _range);
        _band = OptimalCurve.Band(bootstrap, _curve.Flops, a => a.Parameters, options.Level);
        IReadOnlyList<double> tokens = fit.Runs.Column(Variable.Tokens);
        _runs = [.. fit.Runs.Column(Variable.Parameters).Select((n, i) => Place(n, tokens[i]))];
        _scale = new ColourScale(fit.Runs.Select(r => r.Loss).Concat(_curve.Optima.Select(o => o.Loss)), _theme.Scale);
        _sheet = new Sheet(options.Width, options.Height, _theme);
    }

    public static Figure Draw(LawFit fit, Bootstrap? bootstrap, double? flops, FigureOptions options)
    {
        var figure = new SizeDataContourFigure(fit, bootstrap, flops, options);
        figure.SetUp();
        (double Budget, Coordinates[] Line)[] equal = figure.DrawEqualCompute();
        ContourLine[] contours = figure.DrawContours();
        figure.DrawBand();
        figure.DrawRuns();
        figure.DrawPath();

        // Words may interrupt thin lines, so these join what is kept clear only once the words that interrupt them have their places.
        figure.DrawTarget();
        figure.WriteContours(contours);
        figure.WritePath();
        foreach ((_, Coordinates[] line) in equal) figure._sheet.Avoid(line);
        foreach (ContourLine contour in contours) figure._sheet.Avoid(contour.Path.Points);
        figure.WriteEqualCompute(equal);
        return new Figure(figure._sheet.Plot, options.Width, options.Height);
    }

    private static Coordinates Place(double parameters, double tokens) => new(Math.Log10(parameters), Math.Log10(tokens));

    private void SetUp()
    {
        // The contours and the lines of equal compute are grid enough.
        _sheet.Plot.HideGrid();
        _sheet.Axes(AxisTitles.Parameters(_fit.Runs.Conventions), new LogAxis(), AxisTitles.Tokens, new LogAxis(), _options.Title);
        Coordinates[] shown = [.. _runs, .. _curve.Optima.Select(o => Place(o.Parameters, o.Tokens)), .. BandEdge(i => i.Lower), .. BandEdge(i => i.Upper)];
        _sheet.Settle(Padded(shown.Select(p => p.X)), Padded(shown.Select(p => p.Y)), _scale, AxisTitles.Loss(_fit.Runs.Conventions), Sheet.LinearTicks(_scale.Span));
    }

    private static CoordinateRange Padded(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double room = Math.Max(0.05 * (all.Max() - all.Min()), 0.05);
        return new CoordinateRange(all.Min() - room, all.Max() + room);
    }

    /// <summary>One edge of the band about the path. At a budget the size's interval fixes the data's, so the band lies along the line of equal compute.</summary>
    private Coordinates[] BandEdge(Func<Interval, double> end) =>
    [
        .. Enumerable.Range(0, _band.Length)
            .Where(i => _band[i] is not null)
            .Select(i => Place(end(_band[i]!.Value), _rule.Tokens(_curve.Flops[i], end(_band[i]!.Value)))),
    ];

    private (double Budget, Coordinates[] Line)[] DrawEqualCompute()
    {
        int step = (int)Math.Ceiling(Math.Log10(_range.Most / _range.Least) / 8);
        int first = (int)Math.Ceiling(Math.Log10(_range.Least));
        int last = (int)Math.Floor(Math.Log10(_range.Most));
        var lines = new List<(double Budget, Coordinates[] Line)>();
        for (int decade = first; decade <= last; decade += Math.Max(1, step)) lines.Add((Math.Pow(10, decade), EqualCompute(Math.Pow(10, decade))));
        foreach ((_, Coordinates[] line) in lines) _sheet.Line(line, _theme.Hairline, 1.3f, LinePattern.Solid);
        if (_target is not null) _sheet.Line(EqualCompute(_target.Flops), _theme.Muted, 1.6f, LinePattern.Dotted);
        return [.. lines];
    }

    /// <summary>The line of a budget within the figure, from its least size to its greatest; empty where it passes outside.</summary>
    private Coordinates[] EqualCompute(double budget)
    {
        double sum = Math.Log10(_rule.Tokens(budget, 1));
        double from = Math.Max(_sheet.X.Min, sum - _sheet.Y.Max);
        double to = Math.Min(_sheet.X.Max, sum - _sheet.Y.Min);
        return from < to ? [.. Enumerable.Range(0, 101).Select(i => from + ((to - from) * i / 100)).Select(x => new Coordinates(x, sum - x))] : [];
    }

    private ContourLine[] DrawContours()
    {
        var grid = new Coordinates3d[GridSteps + 1, GridSteps + 1];
        for (int j = 0; j <= GridSteps; j++)
        {
            for (int i = 0; i <= GridSteps; i++)
            {
                double x = _sheet.X.Min + ((_sheet.X.Max - _sheet.X.Min) * i / GridSteps);
                double y = _sheet.Y.Min + ((_sheet.Y.Max - _sheet.Y.Min) * j / GridSteps);
                grid[j, i] = new Coordinates3d(x, y, _fit.Fitted.Predict(Math.Pow(10, x), Math.Pow(10, y)));
            }
        }

        ContourLine[] contours = [.. ScottPlot.Triangulation.RectangularGrid.GetContourLines(grid, Levels())];
        foreach (ContourLine contour in contours) _sheet.Line(contour.Path.Points, _scale.ColourOf(contour.Z), 2, LinePattern.Solid);
        return contours;
    }

    /// <summary>
    /// The losses to draw contours of: even in compute along the path, since even in loss they would crowd where runs are small, and rounded as far as
    /// they stay apart.
    /// </summary>
    private double[] Levels()
    {
        double[] exact = [.. Enumerable.Range(0, Contours).Select(i => _curve.Optima[i * (_curve.Optima.Length - 1) / (Contours - 1)].Loss)];
        for (int digits = 1; digits < 6; digits++)
        {
            double[] rounded = [.. exact.Select(l => Math.Round(l, digits)).Distinct()];
            if (rounded.Length >= Contours - 2) return rounded;
        }

        return [.. exact.Distinct()];
    }

    private void DrawBand()
    {
        Coordinates[] lower = BandEdge(i => i.Lower);
        Coordinates[] upper = BandEdge(i => i.Upper);
        _sheet.Fill([.. lower, .. upper.Reverse()], _theme.AccentBand);
        _sheet.Avoid(lower);
        _sheet.Avoid(upper);
    }

    private void DrawRuns() => _sheet.Runs(_runs, [.. _fit.Runs.Select(r => _scale.ColourOf(r.Loss))]);

    private void DrawPath()
    {
        foreach ((Allocation[] part, bool within) in _range.Split(_curve))
        {
            Coordinates[] line = Array.ConvertAll(part, o => Place(o.Parameters, o.Tokens));
            _sheet.Line(line, _theme.Accent, _theme.LineWidth, within ? LinePattern.Solid : LinePattern.Dashed);
            _sheet.Avoid(line);
        }
    }

    private void DrawTarget()
    {
        if (_target is null) return;
        Coordinates place = Place(_target.Parameters, _target.Tokens);
        _sheet.Target(place);
        string text = $"{NumberText.Scientific(_target.Flops)} FLOP:\nN {NumberText.Scientific(_target.Parameters)}, D {NumberText.Scientific(_target.Tokens)}\n"
            + $"D/N {NumberText.WithInterval(_target.TokensPerParameter, _ratio)}";
        _sheet.WriteBy(text, place, clear: 22, erase: true);
    }

    private void WritePath()
    {
        const string Short = "optimum";
        bool banded = Array.Exists(_band, b => b is not null);
        string text = banded ? $"{Short}, {NumberText.Percent(_options.Level)} band" : Short;
        Coordinates[] path = Array.ConvertAll(_curve.Optima, o => Place(o.Parameters, o.Tokens));
        Coordinates[] right = banded ? BandEdge(i => i.Upper) : path;
        Coordinates[] left = banded ? BandEdge(i => i.Lower) : path;
        _ = Beside(text, right, 1) || Beside(text, left, -1) || Beside(Short, right, 1) || Beside(Short, left, -1);

        bool Beside(string words, Coordinates[] line, int side) => _sheet.TryWriteBeside(words, line, share: 0.8, side, _theme.Accent, erase: true);
    }

    private void WriteEqualCompute((double Budget, Coordinates[] Line)[] equal)
    {
        foreach ((double budget, Coordinates[] line) in equal)
        {
            string shorter = NumberText.Scientific(budget);
            string text = $"{shorter} FLOP";
            _ = Beside(text, -1) || Beside(text, 1) || Beside(shorter, -1) || Beside(shorter, 1) || _sheet.TryWriteInto(shorter, line, share: 0, _theme.Muted);

            bool Beside(string words, int side) => _sheet.TryWriteBeside(words, line, share: 0, side, _theme.Muted);
        }
    }

    private void WriteContours(ContourLine[] contours)
    {
        if (contours.Length == 0) return;
        string format = NumberText.CommonFormat(contours.Select(c => c.Z));
        foreach (ContourLine contour in contours)
        {
            string text = contour.Z.ToString(format, CultureInfo.InvariantCulture);
            _sheet.TryWriteInto(text, contour.Path.Points, share: 0.9, _theme.Foreground);
        }
    }
}
