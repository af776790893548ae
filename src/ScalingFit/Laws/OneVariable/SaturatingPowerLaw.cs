namespace ScalingFit.Laws;

/// <summary>
/// A power law between two levels, (L - E)/(L0 - L)^a = B/x^c: from the loss of guessing, L0, where x is small, down to E. M4 of Alabdulmohsin et al. 2022 (arXiv:2209.06640).
/// </summary>
/// <remarks>
/// L0 is written E + s with s positive, and B as d^c s^(1 - a), where d is in units of x: with u = (L - E)/s the law is u/(1 - u)^a = (d/x)^c whatever the unit of the loss, so that L is linear
/// in E and in s. With u = 1/(1 + e^-v) it becomes v + (a - 1) ln(1 + e^v) = r, r = c ln(d/x), whose left side rises with a slope between 1 and a and bends one way.
/// </remarks>
internal readonly struct SaturatingPowerLaw : ILaw
{
    /// <summary>Of Halley's method from the asymptote: enough for the last digit with a from 0.002 to 1000.</summary>
    private const int Steps = 5;

    public static ScalingLaw Of(Variable x) => ScalingLaw.Written(
        "Saturating power law",
        default(SaturatingPowerLaw),
        [
            OneVariable.Floor,
            new LawParameter { Name = "span", Symbol = "s", Kind = ParameterKind.Amplitude, Meaning = "height of the upper level above the floor: L0 = E + s" },
            new LawParameter { Name = "d", Symbol = "d", Kind = ParameterKind.Multiplier, Meaning = $"where the fall sets in, in units of {x.Symbol}", StartsLike = x },
            new LawParameter { Name = "c", Symbol = "c", Kind = ParameterKind.Exponent, Meaning = $"rate of return on {x.Name} far below the upper level" },
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Multiplier, Meaning = "how slowly the upper level is left: the smaller, the sharper the bend", LowestStart = 0.1, HighestStart = 5, Lowest = 0.01, Highest = 100 },
        ],
        [OneVariable.Positive(x)],
        "Alabdulmohsin et al. 2022, arXiv:2209.06640, M4",
        $"(L - E)/(L0 - L)^a = B/{x.Symbol}^c,  L0 = E + s,  B = d^c·s^(1 - a)");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        T bend = parameters[4] - 1;
        T r = parameters[3] * (T.Log(parameters[2]) - T.Log(variables[0]));

        // Far below, v = r; far above, a v = r.
        T v = T.Min(r, 0) + (T.Max(r, 0) / parameters[4]);
        for (int step = 0; step < Steps; step++)
        {
            T share = Share(v);
            T excess = v + (bend * OneVariable.Softplus(v)) - r;
            T slope = 1 + (bend * share);
            T curvature = bend * share * (1 - share);
            v = v - (2 * excess * slope / ((2 * slope * slope) - (excess * curvature)));
        }

        return parameters[0] + (parameters[1] * Share(v));
    }

    /// <summary>1/(1 + e^-v), without overflow: e^min(v, 0)/(1 + e^-|v|).</summary>
    private static T Share<T>(T v)
        where T : struct, IScalar<T> => T.Exp(T.Min(v, 0)) / (1 + T.Exp(-T.Max(v, -v)));
}
