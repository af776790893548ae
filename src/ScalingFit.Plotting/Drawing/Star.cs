using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>The five-pointed star of a target.</summary>
internal sealed class Star(Coordinates place, Color colour, Color rim, float radius) : Mark
{
    /// <summary>Inner over outer radius of the regular pentagram.</summary>
    private const double Waist = 0.381966;

    /// <inheritdoc/>
    public override void Render(RenderPack rp)
    {
        Pixel centre = Axes.GetPixel(place);
        Pixel[] corners =
        [
            .. Enumerable.Range(0, 10).Select(i =>
            {
                double reach = radius * (i % 2 == 0 ? 1 : Waist);
                double angle = (Math.PI * i / 5) - (Math.PI / 2);
                return new Pixel(centre.X + (reach * Math.Cos(angle)), centre.Y + (reach * Math.Sin(angle)));
            }),
        ];
        ScottPlot.Drawing.FillPath(rp.Canvas, rp.Paint, corners, new FillStyle { Color = colour, AntiAlias = true });
        ScottPlot.Drawing.DrawPath(rp.Canvas, rp.Paint, corners, new LineStyle { Width = 1.5f, Color = rim, AntiAlias = true }, close: true);
    }
}
