using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>A dot a run, each in its own colour, with a rim that keeps neighbours apart.</summary>
internal sealed class Dots(Coordinates[] places, Color[] colours, Color rim, float radius) : Mark
{
    /// <inheritdoc/>
    public override void Render(RenderPack rp)
    {
        var fill = new FillStyle();
        var line = new LineStyle { Width = 0.8f, Color = rim, AntiAlias = true };
        for (int i = 0; i < places.Length; i++)
        {
            Pixel centre = Axes.GetPixel(places[i]);
            fill.Color = colours[i];
            ScottPlot.Drawing.FillCircle(rp.Canvas, centre, radius, fill, rp.Paint);
            ScottPlot.Drawing.DrawCircle(rp.Canvas, centre, radius, line, rp.Paint);
        }
    }
}
