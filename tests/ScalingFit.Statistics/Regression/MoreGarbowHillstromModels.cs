namespace ScalingFit.Statistics.Regression;

/// <summary>
/// The forms of the residuals of Moré, Garbow and Hillstrom's problems, after the paper's own formulas: its x1 is <c>p[0]</c>.
/// <see cref="MoreGarbowHillstrom"/> says what the variables are.
/// </summary>
internal static class MoreGarbowHillstromModels
{
    /// <summary>10 (x2 - x1²); 1 - x1.</summary>
    internal readonly struct Rosenbrock : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (x[0] * (10 * (p[1] - (p[0] * p[0])))) + (x[1] * (1 - p[0]));
    }

    /// <summary>-13 + x1 + ((5 - x2) x2 - 2) x2; -29 + x1 + ((x2 + 1) x2 - 14) x2.</summary>
    internal readonly struct FreudensteinRoth : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T first = -13 + p[0] + ((((5 - p[1]) * p[1]) - 2) * p[1]);
            T second = -29 + p[0] + ((((p[1] + 1) * p[1]) - 14) * p[1]);
            return (x[0] * first) + (x[1] * second);
        }
    }

    /// <summary>10⁴ x1 x2 - 1; e^-x1 + e^-x2 - 1.0001.</summary>
    internal readonly struct PowellBadlyScaled : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (x[0] * ((1e4 * p[0] * p[1]) - 1)) + (x[1] * (T.Exp(-p[0]) + T.Exp(-p[1]) - 1.0001));
    }

    /// <summary>x1 - 10⁶; x2 - 2·10⁻⁶; x1 x2 - 2.</summary>
    internal readonly struct BrownBadlyScaled : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (x[0] * (p[0] - 1e6)) + (x[1] * (p[1] - 2e-6)) + (x[2] * ((p[0] * p[1]) - 2));
    }

    /// <summary>x1 (1 - x2^i) for rows i = 1, 2, 3; the power written out, for x2 may be negative.</summary>
    internal readonly struct Beale : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * ((x[0] * (1 - p[1])) + (x[1] * (1 - T.Pow(p[1], 2))) + (x[2] * (1 - T.Pow(p[1], 3))));
    }

    /// <summary>e^(i x1) + e^(i x2).</summary>
    internal readonly struct JennrichSampson : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => T.Exp(x[0] * p[0]) + T.Exp(x[0] * p[1]);
    }

    /// <summary>10 (x3 - 10 θ); 10 (√(x1² + x2²) - 1); x3, where θ is the angle of (x1, x2) in turns, from -1/4 to 3/4.</summary>
    internal readonly struct HelicalValley : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            // Half a turn is added where x1 is negative; laws have no comparisons, so its sign is a steep ramp cut off at -1 and 1.
            T sign = T.Max(-1, T.Min(1, 1e300 * p[0]));
            T angle = (T.Atan(p[1] / p[0]) / (2 * Math.PI)) + (0.25 * (1 - sign));
            T radius = T.Sqrt((p[0] * p[0]) + (p[1] * p[1]));
            return (x[0] * (10 * (p[2] - (10 * angle)))) + (x[1] * (10 * (radius - 1))) + (x[2] * p[2]);
        }
    }

    /// <summary>x1 + u/(v x2 + w x3).</summary>
    internal readonly struct Bard : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (x[0] / ((x[1] * p[1]) + (x[2] * p[2])));
    }

    /// <summary>x1 e^(-x2 (t - x3)²/2).</summary>
    internal readonly struct Gaussian : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * T.Exp(-0.5 * p[1] * T.Pow(x[0] - p[2], 2));
    }

    /// <summary>e^(-|y - x2|^x3/x1), predicting t: the form the authors corrected.</summary>
    internal readonly struct Gulf : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T distance = T.Max(x[0] - p[1], p[1] - x[0]);
            return T.Exp(-T.Pow(distance, p[2]) / p[0]);
        }
    }

    /// <summary>e^(-t x1) - e^(-t x2) - x3 (e^-t - e^(-10 t)).</summary>
    internal readonly struct Box : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => T.Exp(-x[0] * p[0]) - T.Exp(-x[0] * p[1]) - (p[2] * (T.Exp(-x[0]) - T.Exp(-10 * x[0])));
    }

    /// <summary>x1 + 10 x2; √5 (x3 - x4); (x2 - 2 x3)²; √10 (x1 - x4)².</summary>
    internal readonly struct PowellSingular : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T linear = (x[0] * (p[0] + (10 * p[1]))) + (x[1] * (Math.Sqrt(5) * (p[2] - p[3])));
            return linear + (x[2] * T.Pow(p[1] - (2 * p[2]), 2)) + (x[3] * (Math.Sqrt(10) * T.Pow(p[0] - p[3], 2)));
        }
    }

    /// <summary>10 (x2 - x1²); 1 - x1; √90 (x4 - x3²); 1 - x3; √10 (x2 + x4 - 2); (x2 - x4)/√10.</summary>
    internal readonly struct Wood : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T first = (x[0] * (10 * (p[1] - (p[0] * p[0])))) + (x[1] * (1 - p[0]));
            T second = (x[2] * (Math.Sqrt(90) * (p[3] - (p[2] * p[2])))) + (x[3] * (1 - p[2]));
            return first + second + (x[4] * (Math.Sqrt(10) * (p[1] + p[3] - 2))) + (x[5] * ((p[1] - p[3]) / Math.Sqrt(10)));
        }
    }

    /// <summary>(x1 + t x2 - e^t)² + (x3 + x4 sin t - cos t)².</summary>
    internal readonly struct BrownDennis : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => T.Pow(p[0] + (x[0] * p[1]) - T.Exp(x[0]), 2) + T.Pow(p[2] + (p[3] * T.Sin(x[0])) - T.Cos(x[0]), 2);
    }

    /// <summary>x3 e^(-t x1) - x4 e^(-t x2) + x6 e^(-t x5).</summary>
    internal readonly struct Biggs : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (p[2] * T.Exp(-x[0] * p[0])) - (p[3] * T.Exp(-x[0] * p[1])) + (p[5] * T.Exp(-x[0] * p[4]));
    }

    /// <summary>x1 e^(-t x5) + x2 e^(-(t - x9)² x6) + x3 e^(-(t - x10)² x7) + x4 e^(-(t - x11)² x8).</summary>
    internal readonly struct OsborneSecond : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T sum = p[0] * T.Exp(-x[0] * p[4]);
            for (int k = 0; k < 3; k++) sum += p[1 + k] * T.Exp(-T.Pow(x[0] - p[8 + k], 2) * p[5 + k]);
            return sum;
        }
    }
}
