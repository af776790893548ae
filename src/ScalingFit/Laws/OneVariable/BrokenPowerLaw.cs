using System.Globalization;

namespace ScalingFit.Laws;

/// <summary>
/// The broken neural scaling law L(x) = a + b x^-c0 Π_i (1 + (x/d_i)^(1/f_i))^(-c_i f_i): straight stretches in the logarithms, whose slope -c0 changes by -c_i around x = d_i, the more
/// gently the larger f_i. Caballero et al. 2023 (arXiv:2210.14891), equation 1.
/// </summary>
/// <param name="breaks">How many breaks there are.</param>
internal readonly struct BrokenPowerLaw(int breaks) : ILaw
{
    private const int MostBreaks = 5;

    /// <summary>Of a, b and c0.</summary>
    private const int Before = 3;

    public static ScalingLaw Of(Variable x, int breaks)
    {
        if (breaks is < 1 or > MostBreaks) throw new ArgumentOutOfRangeException(nameof(breaks), breaks.ToString(CultureInfo.InvariantCulture), $"Between 1 and {MostBreaks.ToString(CultureInfo.InvariantCulture)} breaks can be fitted; without any it is {nameof(ScalingLaw)}.{nameof(ScalingLaw.PowerWithFloor)}.");
        var parameters = new List<LawParameter>
        {
            new() { Name = "a", Symbol = "a", Kind = ParameterKind.Floor, Meaning = "limit of the loss" },
            new() { Name = "b", Symbol = "b", Kind = ParameterKind.Amplitude, Meaning = "size of the changing term" },
            new() { Name = "c0", Symbol = "c0", Kind = ParameterKind.Exponent, Meaning = $"rate of return on {x.Name} before the first break" },
        };
        string formula = $"L = a + b/{x.Symbol}^c0";
        for (int k = 1; k <= breaks; k++)
        {
            string i = k.ToString(CultureInfo.InvariantCulture);
            parameters.Add(new LawParameter { Name = $"c{i}", Symbol = $"c{i}", Kind = ParameterKind.Exponent, Meaning = $"how much the rate changes at break {i}", LowestStart = -1, HighestStart = 1.5 });
            parameters.Add(new LawParameter { Name = $"d{i}", Symbol = $"d{i}", Kind = ParameterKind.Multiplier, Meaning = $"where break {i} lies, in units of {x.Symbol}", StartsLike = x });
            parameters.Add(new LawParameter { Name = $"f{i}", Symbol = $"f{i}", Kind = ParameterKind.Multiplier, Meaning = $"width of break {i} in ln {x.Symbol}; the smaller, the sharper", LowestStart = 0.05, HighestStart = 2 });
            formula += $"·(1 + ({x.Symbol}/d{i})^(1/f{i}))^(-c{i}·f{i})";
        }

        string name = breaks == 1 ? "Broken power law" : $"Broken power law with {breaks.ToString(CultureInfo.InvariantCulture)} breaks";
        return ScalingLaw.Written(name, new BrokenPowerLaw(breaks), [.. parameters], [OneVariable.Positive(x)], "Caballero et al. 2023, arXiv:2210.14891, eq. 1", formula);
    }

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        // In logarithms throughout: (x/d)^(1/f) alone overflows at a sharp break.
        T x = T.Log(variables[0]);
        T exponent = -(parameters[2] * x);
        for (int k = 0; k < breaks; k++)
        {
            T c = parameters[Before + (3 * k)];
            T d = parameters[Before + (3 * k) + 1];
            T f = parameters[Before + (3 * k) + 2];
            exponent -= c * f * OneVariable.Softplus((x - T.Log(d)) / f);
        }

        return parameters[0] + (parameters[1] * T.Exp(exponent));
    }
}
