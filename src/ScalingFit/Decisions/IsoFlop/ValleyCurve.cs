using MathNet.Numerics.Interpolation;

namespace ScalingFit.Decisions;

/// <summary>Curves through the losses of one budget, and their lowest points.</summary>
internal static class ValleyCurve
{
    /// <summary>Akima's curve takes its slopes from two neighbours on either side.</summary>
    private const int FewestForAkima = 5;

    /// <summary>A parabola that rises by less than this share of the loss over its runs is flat but for rounding.</summary>
    private const double Flat = 1e-13;

    /// <summary>Places looked at for each gap between sizes (Porian et al. 2024).</summary>
    private const int PlacesPerGap = 25;

    /// <summary>
    /// L = p x² + q x + r in x = ln of the size by least squares, whose vertex is -q/2p. By polynomials that are orthogonal on the points, 1, u and u² - c₁u - c₀ with u about the mean: the normal equations in
    /// powers of x itself would lose eight digits.
    /// </summary>
    public static ValleyFloor Parabola(double[] x, double[] loss, double[] weights, int fewest)
    {
        if (x.Distinct().Count() < fewest) return new ValleyFloor(IsoFlopStatus.TooFewPoints, null, null, null);
        double total = weights.Sum();
        double middle = x.Zip(weights, (a, w) => w * a).Sum() / total;
        double[] u = Array.ConvertAll(x, a => a - middle);
        double second = Moment(u, weights, 2);
        double c0 = second / total;
        double c1 = Moment(u, weights, 3) / second;

        double level = 0;
        double linear = 0;
        double quadratic = 0;
        double norm = 0;
        double farthest = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double third = ((u[i] - c1) * u[i]) - c0;
            level += weights[i] * loss[i];
            linear += weights[i] * loss[i] * u[i];
            quadratic += weights[i] * loss[i] * third;
            norm += weights[i] * third * third;
            farthest = Math.Max(farthest, Math.Abs(third));
        }

        level /= total;
        linear /= second;
        quadratic /= norm;
        if (!(quadratic * farthest > Flat * Math.Abs(level))) return new ValleyFloor(IsoFlopStatus.Concave, null, null, 2 * quadratic);
        double vertex = 0.5 * (c1 - (linear / quadratic));
        double lowest = level + (linear * vertex) + (quadratic * (((vertex - c1) * vertex) - c0));
        double place = middle + vertex;
        return new ValleyFloor(place > x.Min() && place < x.Max() ? IsoFlopStatus.Inside : IsoFlopStatus.Outside, place, lowest, 2 * quadratic);
    }

    /// <summary>ln L by Akima's curve, and the lowest of 25 (n - 1) places evenly spaced from the smallest size to the largest.</summary>
    public static ValleyFloor Akima(double[] x, double[] loss, double[] weights, int fewest)
    {
        var points = x.Select((place, i) => (Place: place, Log: Math.Log(loss[i]), Weight: weights[i]))
            .GroupBy(p => p.Place)
            .OrderBy(g => g.Key)
            .Select(g => (Place: g.Key, Log: g.Sum(p => p.Weight * p.Log) / g.Sum(p => p.Weight)))
            .ToArray();
        if (points.Length < Math.Max(fewest, FewestForAkima)) return new ValleyFloor(IsoFlopStatus.TooFewPoints, null, null, null);
        double[] places = Array.ConvertAll(points, p => p.Place);
        CubicSpline curve = CubicSpline.InterpolateHermiteSorted(places, Array.ConvertAll(points, p => p.Log), AkimaSlopes.Of(points));

        int count = PlacesPerGap * (points.Length - 1);
        int best = 0;
        double lowest = double.PositiveInfinity;
        for (int k = 0; k < count; k++)
        {
            double value = curve.Interpolate(At(k));
            if (!(value < lowest)) continue;
            lowest = value;
            best = k;
        }

        // The lowest place at an end is no minimum of the curve.
        IsoFlopStatus status = best > 0 && best < count - 1 ? IsoFlopStatus.Inside : IsoFlopStatus.Outside;
        return new ValleyFloor(status, At(best), Math.Exp(lowest), null);

        double At(int k) => places[0] + ((places[^1] - places[0]) * k / (count - 1));
    }

    private static double Moment(double[] u, double[] weights, int power)
    {
        double sum = 0;
        for (int i = 0; i < u.Length; i++) sum += weights[i] * Math.Pow(u[i], power);
        return sum;
    }
}
