using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// Loss against log10 compute. The loss stays linear: it spans less than a decade, its floor is not zero, and its digits are what people know.
/// </summary>
internal sealed class LossAgainstComputeFigure
{
    private readonly LawFit _fit;
    private readonly Bootstrap? _bootstrap;
    private readonly FigureOptions _options;
    private readonly Theme _theme = Theme.Light;
    private readonly Sheet _sheet;
    private readonly Coordinates[] _runs;
    private readonly FrontierRange _range;
    private readonly OptimalCurve _curve;
    private readonly Interval?[] _band;
    private readonly Allocation? _target;
    private readonly Interval? _newRun;

    private LossAgainstComputeFigure(LawFit fit, Bootstrap? bootstrap, double? flops, FigureOptions options)
    {
        _fit = fit;
        _bootstrap = bootstrap;
        _options = options;
        _target = flops is { } budget ? fit.Allocate(budget) : null;
        _newRun = _target is null ? null : NewRun(bootstrap, _target, options.Level);
        _range = FrontierRange.Of(fit.Runs, flops);
        _curve = OptimalCurve.Over(fit.Fitted, _range);
        _band = OptimalCurve.Band(bootstrap, _curve.Flops, a => a.Loss, options.Level);
        _sheet = new Sheet(options.Width, options.Height, _theme);
        _runs = [.. fit.Runs.Select((run, i) => new Coordinates(Math.Log10(_range.Runs[i]), run.Loss))];
    }

    public static Figure Draw(LawFit fit, Bootstrap? bootstrap, double? flops, FigureOptions options)
    {
        var figure = new LossAgainstComputeFigure(fit, bootstrap, flops, options);
        figure.DrawRuns();
        figure.DrawBand();
        figure.DrawFrontier();
        figure.DrawTarget();
        figure.WriteExtrapolation();
        figure.WriteFrontier();
        return new Figure(figure._sheet.Plot, options.Width, options.Height);
    }

    /// <summary>The interval is withheld where some draw has no loss at the target.</summary>
    private static Interval? NewRun(Bootstrap? bootstrap, Allocation target, double level)
    {
        try
        {
            return bootstrap?.Predict(target.Parameters, target.Tokens, level).NewRun;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static double[] Ends(Interval? interval) => interval is { } ends ? [ends.Lower, ends.Upper] : [];

    private void DrawRuns()
    {
        double[] losses = [.. _runs.Select(r => r.Y), .. _curve.Optima.Select(o => o.Loss), .. _band.SelectMany(Ends), .. Ends(_newRun)];
        double low = losses.Min();
        double height = Math.Max(losses.Max() - low, 0.01 * low);
        double left = Math.Log10(_range.Least);
        double width = Math.Max(Math.Log10(_range.Most) - left, 0.1);
        double[] sizes = [.. _fit.Runs.Column(Variable.Parameters).Select(Math.Log10)];
        var scale = new ColourScale(sizes, _theme.Scale);

        _sheet.Axes(AxisTitles.Compute, new LogAxis(), AxisTitles.Loss(_fit.Runs.Conventions), Sheet.LinearTicks(1.2 * height), _options.Title);

        // Words stand beneath the frontier, where there are no runs; hence the room there.
        _sheet.Settle(
            new CoordinateRange(left - (0.03 * width), left + (1.06 * width)),
            new CoordinateRange(low - (0.19 * height), low + (1.04 * height)),
            scale,
            AxisTitles.Parameters(_fit.Runs.Conventions),
            new LogAxis());
        foreach ((double from, double to) in Zones())
        {
            _sheet.Fill([new(from, _sheet.Y.Min), new(to, _sheet.Y.Min), new(to, _sheet.Y.Max), new(from, _sheet.Y.Max)], _theme.Shade);
        }

        _sheet.Runs(_runs, Array.ConvertAll(sizes, scale.ColourOf));
    }

    /// <summary>Where the figure reaches beyond the runs, in log10 compute.</summary>
    private IEnumerable<(double From, double To)> Zones()
    {
        if (_range.Most > _range.MostRun) yield return (Math.Log10(_range.MostRun), _sheet.X.Max);
        if (_range.Least < _range.LeastRun) yield return (_sheet.X.Min, Math.Log10(_range.LeastRun));
    }

    private void DrawBand()
    {
        int[] known = [.. Enumerable.Range(0, _band.Length).Where(i => _band[i] is not null)];
        Coordinates At(int i, double loss) => new(Math.Log10(_curve.Flops[i]), loss);
        Coordinates[] lower = [.. known.Select(i => At(i, _band[i]!.Value.Lower))];
        _sheet.Fill([.. lower, .. known.Reverse().Select(i => At(i, _band[i]!.Value.Upper))], _theme.AccentBand);
        _sheet.Avoid(lower);
    }

    private void DrawFrontier()
    {
        foreach ((Allocation[] part, bool within) in _range.Split(_curve))
        {
            Coordinates[] line = Array.ConvertAll(part, PlaceOf);
            _sheet.Line(line, _theme.Accent, _theme.LineWidth, within ? LinePattern.Solid : LinePattern.Dashed);
            _sheet.Avoid(line);
        }
    }

    private void DrawTarget()
    {
        if (_target is null) return;
        Coordinates place = PlaceOf(_target);
        if (_newRun is { } ends)
        {
            _sheet.Plot.Add.Plottable(new ScottPlot.Plottables.ErrorBar(
                [place.X],
                [place.Y],
                xErrorsPositive: null,
                xErrorsNegative: null,
                yErrorsPositive: [ends.Upper - place.Y],
                yErrorsNegative: [place.Y - ends.Lower])
            {
                Color = _theme.Foreground,
                LineWidth = 2.5f,
                CapSize = 9,
            });
            _sheet.Avoid([new(place.X, ends.Lower), new(place.X, ends.Upper)]);
        }

        _sheet.Target(place);
        string text = $"{NumberText.Scientific(_target.Flops)} FLOP:\nloss {NumberText.WithInterval(_target.Loss, _newRun)}";
        _sheet.WriteBy(text, place, clear: 20, erase: false);
    }

    private void WriteExtrapolation()
    {
        const string Text = "extrapolation";
        PixelSize size = _sheet.Measure(Text);
        foreach ((double from, double to) in Zones())
        {
            Pixel top = _sheet.PixelOf(new((from + to) / 2, _sheet.Y.Max));
            bool wide = _sheet.PixelOf(new(to, 0)).X - _sheet.PixelOf(new(from, 0)).X > size.Width;
            IEnumerable<Spot> spots = Enumerable.Range(1, 12).Select(step => wide
                ? new Spot(new Pixel(top.X, top.Y + (step * size.Height)), 0)
                : new Spot(new Pixel(top.X, top.Y + (size.Width / 2) + (step * size.Height)), -Math.PI / 2));
            _sheet.TryWrite(Text, spots, _theme.Muted);
        }
    }

    private void WriteFrontier()
    {
        bool banded = Array.Exists(_band, b => b is not null);
        string text = banded ? $"compute-optimal loss, {NumberText.Percent(_options.Level)} band" : "compute-optimal loss";
        Coordinates[] edge = [.. _curve.Optima.Select((o, i) => new Coordinates(Math.Log10(o.Flops), _band[i]?.Lower ?? o.Loss))];
        _sheet.TryWriteBeside(text, edge, share: 0.35, side: 1, _theme.Accent);
    }

    private static Coordinates PlaceOf(Allocation optimum) => new(Math.Log10(optimum.Flops), optimum.Loss);
}
