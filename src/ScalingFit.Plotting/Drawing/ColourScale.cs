using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>A quantity as a colour, with the range that its bar shows.</summary>
internal sealed class ColourScale : IHasColorAxis
{
    private readonly double _lowest;
    private readonly double _highest;

    /// <param name="values">The quantity as it is drawn, so log10 of it where the bar is to be logarithmic.</param>
    /// <param name="colormap">The colours, low to high.</param>
    public ColourScale(IEnumerable<double> values, IColormap colormap)
    {
        double[] all = [.. values];
        _lowest = all.Min();
        _highest = all.Max();
        Colormap = colormap;

        // A single value has no range; a bar needs one.
        if (_highest > _lowest) return;
        _lowest -= 0.5;
        _highest += 0.5;
    }

    /// <inheritdoc/>
    public IColormap Colormap { get; }

    /// <summary>From the least value to the greatest.</summary>
    public double Span => _highest - _lowest;

    /// <inheritdoc/>
    public ScottPlot.Range GetRange() => new(_lowest, _highest);

    public Color ColourOf(double value) => Colormap.GetColor((value - _lowest) / (_highest - _lowest));
}
