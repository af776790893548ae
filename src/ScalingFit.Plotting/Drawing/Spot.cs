using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>A place for words: their centre, and how far they are turned clockwise, in radians.</summary>
internal readonly record struct Spot(Pixel Centre, double Angle)
{
    /// <summary>Spots beside a line, turned as it runs there, those nearest a share of the way along it first.</summary>
    /// <param name="line">The line, left to right.</param>
    /// <param name="share">How far along it the words would best stand, 0 to 1.</param>
    /// <param name="length">How much of it the words lie along, in pixels: the line must be about straight for so long.</param>
    /// <param name="away">How far their middle lies from the line, in pixels: positive below it, negative above.</param>
    public static IEnumerable<Spot> Along(Pixel[] line, double share, float length, float away)
    {
        double best = share * (line.Length - 1);
        foreach (int i in Enumerable.Range(0, line.Length).OrderBy(i => Math.Abs(i - best)))
        {
            int from = i;
            int to = i;
            while (from > 0 && line[i].X - line[from].X < length / 3) from--;
            while (to < line.Length - 1 && line[to].X - line[i].X < length / 3) to++;
            if (from == i || to == i) continue;
            double angle = Math.Atan2(line[to].Y - line[from].Y, line[to].X - line[from].X);
            (double sine, double cosine) = Math.SinCos(angle);
            yield return new Spot(new Pixel(line[i].X - (away * sine), line[i].Y + (away * cosine)), angle);
        }
    }
}
