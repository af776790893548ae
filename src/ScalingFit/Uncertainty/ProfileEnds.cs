namespace ScalingFit.Uncertainty;

/// <summary>How far a parameter moves until the objective has risen to a level, by refits at every step and not by interpolation.</summary>
internal static class ProfileEnds
{
    /// <summary>How precisely an end is found, relative to its distance from the estimate.</summary>
    private const double Precision = 1e-9;

    private const double Growth = 1.7;
    private const int MostRefits = 100;

    /// <summary>An end.</summary>
    /// <param name="Point">The refit at the end, or as far as the parameter was moved.</param>
    /// <param name="IsOpen">Whether the objective stays below the level as far as that.</param>
    internal readonly record struct End(HeldPoint Point, bool IsOpen);

    /// <summary>Goes outwards from a point below the level until the objective has risen to it.</summary>
    /// <param name="refits">Refits with this one parameter held.</param>
    /// <param name="from">A point whose objective is below the level.</param>
    /// <param name="direction">-1 for down, 1 for up.</param>
    /// <param name="level">The objective to reach.</param>
    /// <param name="step">The first step, along the axis.</param>
    /// <param name="precise">Whether the end is an answer, and not just where points are to reach.</param>
    public static End Outward(HeldRefits refits, HeldPoint from, int direction, double level, double step, bool precise)
    {
        ProfileAxis axis = refits.Axes[0];
        double limit = direction < 0 ? axis.Lowest : axis.Highest;
        HeldPoint inside = from;
        while (!inside.Values[0].Equals(limit))
        {
            double value = axis.FromAxis(axis.ToAxis(inside.Values[0]) + (direction * step));
            if ((value - inside.Values[0]) * direction <= 0) break;
            HeldPoint next = refits.From(inside, value);
            if (next.Objective >= level) return new End(Between(refits, inside, next, level, precise), false);
            inside = next;
            step *= Growth;
        }

        return new End(inside, true);
    }

    /// <summary>
    /// The point at the level between one below and one above it: regula falsi on √rise, which is nearly straight, with Illinois' halving of the end that stays, and bisection
    /// where that is slow.
    /// </summary>
    public static HeldPoint Between(HeldRefits refits, HeldPoint inside, HeldPoint outside, double level, bool precise)
    {
        ProfileAxis axis = refits.Axes[0];
        double floor = refits.Origin.Objective;
        double target = Math.Sqrt(level - floor);
        double Height(HeldPoint p) => double.IsInfinity(p.Objective) ? 1e3 * target : Math.Sqrt(Math.Max(0, p.Objective - floor)) - target;

        double origin = axis.ToAxis(refits.Origin.Values[0]);
        double tolerance = precise ? Precision : 1e-3;
        (double a, double fa) = (axis.ToAxis(inside.Values[0]), Height(inside));
        (double b, double fb) = (axis.ToAxis(outside.Values[0]), Height(outside));
        int side = 0;
        for (int k = 0; k < MostRefits; k++)
        {
            if (fb <= tolerance * 0.1 * target || Math.Abs(b - a) <= tolerance * Math.Abs(b - origin)) break;
            double c = k % 8 == 7 ? 0.5 * (a + b) : ((a * fb) - (b * fa)) / (fb - fa);
            double value = axis.FromAxis(c);
            c = axis.ToAxis(value);
            if (c.Equals(a) || c.Equals(b)) break;
            HeldPoint near = Math.Abs(c - a) < Math.Abs(b - c) || double.IsInfinity(outside.Objective) ? inside : outside;
            HeldPoint middle = refits.From(near, value);
            double fc = Height(middle);
            if (fc < 0)
            {
                (inside, a, fa) = (middle, c, fc);
                if (-fc <= tolerance * 0.1 * target) return inside;
                if (side == -1) fb /= 2;
                side = -1;
            }
            else
            {
                (outside, b, fb) = (middle, c, fc);
                if (side == 1) fa /= 2;
                side = 1;
            }
        }

        return double.IsInfinity(outside.Objective) ? inside : outside;
    }

    /// <summary>The step along the axis at which a parabola of the fit's curvature would reach half-way to the level; a plain guess where there is no curvature.</summary>
    public static double FirstStep(LawFit fit, ProfileAxis axis, double rise)
    {
        double guess = 0.02;
        int place = ProfileAxis.PlaceOf(fit, axis.Index);
        if (place >= 0 && fit.Certificate is { IsMinimum: true, IsPositiveDefinite: true } && fit.Problem.Coordinates.FreeCount == fit.Law.FreeCount)
        {
            // F rises by u²/2(H⁻¹)ₖₖ, in the engine's unit of weights.
            double inverse = ObjectiveCurvature.InverseHessian(fit)[(place * fit.Law.FreeCount) + place];
            guess = Math.Sqrt(2 * rise / fit.Problem.WeightScale * inverse);
        }

        double most = 0.25 * Math.Max(1e-3, Math.Abs(axis.ToAxis(axis.Highest) - axis.ToAxis(axis.Lowest)));
        double step = 0.5 * Math.Abs(axis.FromEngine(guess));
        return step > 0 && double.IsFinite(step) ? Math.Min(step, most) : Math.Abs(axis.FromEngine(0.02));
    }
}
