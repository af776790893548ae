namespace ScalingFit.Decisions;

/// <summary>
/// The slopes of Akima 1970, "A new method of interpolation and smooth curve fitting based on local procedures": at a point the mean of the slopes of the two segments beside it, each weighted by how much the
/// slope changes on the other side; beyond the ends the slopes go on as those of a parabola.
/// </summary>
/// <remarks>MathNet's Akima curve has other slopes at the two points of either end, and minima lie there too.</remarks>
internal static class AkimaSlopes
{
    public static double[] Of((double Place, double Log)[] points)
    {
        int n = points.Length;

        // Two segments beyond either end: m[i + 2] is the slope from point i to the next.
        var m = new double[n + 3];
        for (int i = 0; i < n - 1; i++) m[i + 2] = (points[i + 1].Log - points[i].Log) / (points[i + 1].Place - points[i].Place);
        m[1] = (2 * m[2]) - m[3];
        m[0] = (2 * m[1]) - m[2];
        m[n + 1] = (2 * m[n]) - m[n - 1];
        m[n + 2] = (2 * m[n + 1]) - m[n];

        var slopes = new double[n];
        for (int i = 0; i < n; i++)
        {
            double after = Math.Abs(m[i + 3] - m[i + 2]);
            double before = Math.Abs(m[i + 1] - m[i]);
            slopes[i] = after + before > 0 ? ((after * m[i + 1]) + (before * m[i + 2])) / (after + before) : 0.5 * (m[i + 1] + m[i + 2]);
        }

        return slopes;
    }
}
