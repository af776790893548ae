namespace ScalingFit.Statistics.Regression;

/// <summary>
/// The models of the 27 problems of nonlinear regression in NIST's Statistical Reference Datasets. NIST's b1 is <c>p[0]</c>, its x (or x1) is <c>x[0]</c>.
/// </summary>
internal static class NistModels
{
    private static readonly Dictionary<string, NistModel> ByName = new(StringComparer.Ordinal)
    {
        ["Bennett5"] = new(new ShiftedPower(), 3),
        ["BoxBOD"] = new(new Saturation(), 2),
        ["Chwirut1"] = new(new Ultrasound(), 3),
        ["Chwirut2"] = new(new Ultrasound(), 3),
        ["DanWood"] = new(new Power(), 2),
        ["ENSO"] = new(new ThreeCycles(), 9),
        ["Eckerle4"] = new(new Peak(), 3),
        ["Gauss1"] = new(new TwoPeaks(), 8),
        ["Gauss2"] = new(new TwoPeaks(), 8),
        ["Gauss3"] = new(new TwoPeaks(), 8),
        ["Hahn1"] = new(new CubicRatio(), 7),
        ["Kirby2"] = new(new QuadraticRatio(), 5),
        ["Lanczos1"] = new(new ThreeDecays(), 6),
        ["Lanczos2"] = new(new ThreeDecays(), 6),
        ["Lanczos3"] = new(new ThreeDecays(), 6),
        ["MGH09"] = new(new KowalikOsborne(), 4),
        ["MGH10"] = new(new Meyer(), 3),
        ["MGH17"] = new(new Osborne(), 5),
        ["Misra1a"] = new(new Saturation(), 2),
        ["Misra1b"] = new(new InverseSquareSaturation(), 2),
        ["Misra1c"] = new(new InverseRootSaturation(), 2),
        ["Misra1d"] = new(new HyperbolicSaturation(), 2),
        ["Nelson"] = new(new Degradation(), 3),
        ["Rat42"] = new(new Logistic(), 3),
        ["Rat43"] = new(new Richards(), 4),
        ["Roszman1"] = new(new Arctangent(), 4),
        ["Thurber"] = new(new CubicRatio(), 7),
    };

    /// <summary>The model of a problem.</summary>
    public static NistModel Of(string problem) => ByName[problem];

    /// <summary>A law and how many parameters it has.</summary>
    internal sealed record NistModel(ILaw Law, int Parameters);

    /// <summary>b1 (b2 + x)^(-1/b3).</summary>
    private readonly struct ShiftedPower : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * T.Pow(p[1] + x[0], -1 / p[2]);
    }

    /// <summary>b1 (1 - e^(-b2 x)).</summary>
    private readonly struct Saturation : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * (1 - T.Exp(-p[1] * x[0]));
    }

    /// <summary>e^(-b1 x)/(b2 + b3 x).</summary>
    private readonly struct Ultrasound : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => T.Exp(-p[0] * x[0]) / (p[1] + (p[2] * x[0]));
    }

    /// <summary>b1 x^b2.</summary>
    private readonly struct Power : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * T.Pow(x[0], p[1]);
    }

    /// <summary>b1 + b2 cos(2πx/12) + b3 sin(2πx/12) + b5 cos(2πx/b4) + b6 sin(2πx/b4) + b8 cos(2πx/b7) + b9 sin(2πx/b7).</summary>
    private readonly struct ThreeCycles : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T year = 2 * Math.PI * x[0] / 12;
            T second = 2 * Math.PI * x[0] / p[3];
            T third = 2 * Math.PI * x[0] / p[6];
            return p[0] + (p[1] * T.Cos(year)) + (p[2] * T.Sin(year)) + (p[4] * T.Cos(second)) + (p[5] * T.Sin(second)) + (p[7] * T.Cos(third)) + (p[8] * T.Sin(third));
        }
    }

    /// <summary>(b1/b2) e^(-((x - b3)/b2)²/2).</summary>
    private readonly struct Peak : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] / p[1] * T.Exp(-0.5 * T.Pow((x[0] - p[2]) / p[1], 2));
    }

    /// <summary>b1 e^(-b2 x) + b3 e^(-(x - b4)²/b5²) + b6 e^(-(x - b7)²/b8²).</summary>
    private readonly struct TwoPeaks : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T first = p[2] * T.Exp(-T.Pow(x[0] - p[3], 2) / T.Pow(p[4], 2));
            T second = p[5] * T.Exp(-T.Pow(x[0] - p[6], 2) / T.Pow(p[7], 2));
            return (p[0] * T.Exp(-p[1] * x[0])) + first + second;
        }
    }

    /// <summary>(b1 + b2 x + b3 x² + b4 x³)/(1 + b5 x + b6 x² + b7 x³).</summary>
    private readonly struct CubicRatio : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T above = p[0] + (p[1] * x[0]) + (p[2] * T.Pow(x[0], 2)) + (p[3] * T.Pow(x[0], 3));
            T below = 1 + (p[4] * x[0]) + (p[5] * T.Pow(x[0], 2)) + (p[6] * T.Pow(x[0], 3));
            return above / below;
        }
    }

    /// <summary>(b1 + b2 x + b3 x²)/(1 + b4 x + b5 x²).</summary>
    private readonly struct QuadraticRatio : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            T above = p[0] + (p[1] * x[0]) + (p[2] * T.Pow(x[0], 2));
            T below = 1 + (p[3] * x[0]) + (p[4] * T.Pow(x[0], 2));
            return above / below;
        }
    }

    /// <summary>b1 e^(-b2 x) + b3 e^(-b4 x) + b5 e^(-b6 x).</summary>
    private readonly struct ThreeDecays : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (p[0] * T.Exp(-p[1] * x[0])) + (p[2] * T.Exp(-p[3] * x[0])) + (p[4] * T.Exp(-p[5] * x[0]));
    }

    /// <summary>b1 (1 - (1 + b2 x/2)^-2).</summary>
    private readonly struct InverseSquareSaturation : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * (1 - T.Pow(1 + (p[1] * x[0] / 2), -2));
    }

    /// <summary>b1 (1 - (1 + 2 b2 x)^(-1/2)).</summary>
    private readonly struct InverseRootSaturation : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * (1 - T.Pow(1 + (2 * p[1] * x[0]), -0.5));
    }

    /// <summary>b1 b2 x/(1 + b2 x).</summary>
    private readonly struct HyperbolicSaturation : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * p[1] * x[0] / (1 + (p[1] * x[0]));
    }

    /// <summary>b1 - b2 x1 e^(-b3 x2), for the logarithm of the response.</summary>
    private readonly struct Degradation : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] - (p[1] * x[0] * T.Exp(-p[2] * x[1]));
    }

    /// <summary>b1/(1 + e^(b2 - b3 x)).</summary>
    private readonly struct Logistic : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] / (1 + T.Exp(p[1] - (p[2] * x[0])));
    }

    /// <summary>b1/(1 + e^(b2 - b3 x))^(1/b4).</summary>
    private readonly struct Richards : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] / T.Pow(1 + T.Exp(p[1] - (p[2] * x[0])), 1 / p[3]);
    }

    /// <summary>b1 - b2 x - arctan(b3/(x - b4))/π.</summary>
    private readonly struct Arctangent : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] - (p[1] * x[0]) - (T.Atan(p[2] / (x[0] - p[3])) / Math.PI);
    }
}
