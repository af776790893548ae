using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// Finds room for words: the first of the spots offered where they lie within the figure and cover nothing that they should not. What is to be kept
/// clear is a set of discs, since dots, lines and turned words all are chains of them.
/// </summary>
internal sealed class LabelPlacer
{
    /// <summary>Room about words, in pixels.</summary>
    private const float Margin = 3;

    /// <summary>How far words move on while they look for room, in pixels, and how often.</summary>
    private const float Stride = 6;
    private const int Steps = 60;

    private const int Directions = 16;

    private readonly List<(Pixel Centre, float Radius)> _taken = [];

    /// <summary>Where words may lie, in pixels.</summary>
    public PixelRect Bounds { get; set; }

    public void Avoid(Pixel centre, float radius) => _taken.Add((centre, radius));

    /// <summary>Keeps a line clear.</summary>
    public void AvoidLine(IReadOnlyList<Pixel> line, float radius)
    {
        for (int i = 1; i < line.Count; i++) AvoidSegment(line[i - 1], line[i], radius);
    }

    /// <summary>The first free spot for words of this size, which is taken from then on; null where none is free.</summary>
    public Spot? FirstFree(PixelSize size, IEnumerable<Spot> spots)
    {
        foreach (Spot spot in spots)
        {
            if (!Fits(size, spot) || _taken.Exists(t => Covers(size, spot, t.Centre, t.Radius))) continue;
            Take(size, spot);
            return spot;
        }

        return null;
    }

    /// <summary>The spots about a point in all directions, nearest first, moved in where they would leave the figure.</summary>
    /// <param name="point">The point.</param>
    /// <param name="size">The size of the words.</param>
    /// <param name="clear">How far from the point they begin, in pixels.</param>
    public IEnumerable<Spot> About(Pixel point, PixelSize size, float clear)
    {
        float halfWidth = (size.Width / 2) + Margin;
        float halfHeight = (size.Height / 2) + Margin;
        for (int step = 0; step < Steps; step++)
        {
            for (int direction = 0; direction < Directions; direction++)
            {
                // Below first: there a curve that falls with compute leaves room.
                (double down, double right) = Math.SinCos((Math.PI / 2) + (2 * Math.PI * direction / Directions));
                float away = clear + (step * Stride);
                double x = point.X + (right * (away + halfWidth));
                double y = point.Y + (down * (away + halfHeight));
                yield return new Spot(
                    new Pixel(
                        Math.Max(Bounds.Left + halfWidth, Math.Min(Bounds.Right - halfWidth, x)),
                        Math.Max(Bounds.Top + halfHeight, Math.Min(Bounds.Bottom - halfHeight, y))),
                    0);
            }
        }
    }

    private static bool Covers(PixelSize size, Spot spot, Pixel centre, float radius)
    {
        (double along, double across) = Turn(centre.X - spot.Centre.X, centre.Y - spot.Centre.Y, -spot.Angle);
        double beyondAlong = Math.Max(0, Math.Abs(along) - (size.Width / 2) - Margin);
        double beyondAcross = Math.Max(0, Math.Abs(across) - (size.Height / 2) - Margin);
        return (beyondAlong * beyondAlong) + (beyondAcross * beyondAcross) < radius * radius;
    }

    private static (double X, double Y) Turn(double x, double y, double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        return ((x * cosine) - (y * sine), (x * sine) + (y * cosine));
    }

    private bool Fits(PixelSize size, Spot spot)
    {
        (double sine, double cosine) = Math.SinCos(spot.Angle);
        double halfWidth = ((Math.Abs(cosine) * size.Width) + (Math.Abs(sine) * size.Height)) / 2;
        double halfHeight = ((Math.Abs(sine) * size.Width) + (Math.Abs(cosine) * size.Height)) / 2;
        return spot.Centre.X - halfWidth >= Bounds.Left && spot.Centre.X + halfWidth <= Bounds.Right
            && spot.Centre.Y - halfHeight >= Bounds.Top && spot.Centre.Y + halfHeight <= Bounds.Bottom;
    }

    private void Take(PixelSize size, Spot spot)
    {
        float radius = Math.Min(size.Width, size.Height) / 2;
        double reach = (size.Width / 2) - radius;
        (double x, double y) = Turn(reach, 0, spot.Angle);
        AvoidSegment(
            new Pixel(spot.Centre.X - x, spot.Centre.Y - y),
            new Pixel(spot.Centre.X + x, spot.Centre.Y + y),
            radius + Margin);
    }

    /// <summary>Discs along a segment, near enough to each other that nothing slips between them.</summary>
    private void AvoidSegment(Pixel from, Pixel to, float radius)
    {
        double length = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
        if (!double.IsFinite(length)) return;
        int steps = (int)Math.Ceiling(length / Math.Max(1, radius));
        for (int i = 0; i <= steps; i++)
        {
            double share = steps == 0 ? 0 : (double)i / steps;
            Avoid(new Pixel(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))), radius);
        }
    }
}
