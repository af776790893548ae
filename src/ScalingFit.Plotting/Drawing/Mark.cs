using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>What the marks share: they take part in no legend, and the figure sets its own limits.</summary>
internal abstract class Mark : IPlottable
{
    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public abstract void Render(RenderPack rp);
}
