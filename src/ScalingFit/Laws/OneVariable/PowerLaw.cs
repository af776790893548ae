using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>
/// A power law of one variable, L(x) = A/x^α, and the same above a floor, L(x) = E + A/x^α. M1 and M2 of Alabdulmohsin et al. 2022 (arXiv:2209.06640); Kaplan et al. 2020 (arXiv:2001.08361),
/// equations 1.1 to 1.3, write the first as (x_c/x)^α, Henighan et al. 2020 (arXiv:2010.14701), equation 1.1, the second as L∞ + (x_0/x)^α: A is x_0^α.
/// </summary>
internal static class PowerLaw
{
    public static ScalingLaw Of(Variable x)
    {
        const int a = 0;
        const int alpha = 1;
        string size = $"A/{x.Symbol}^α";
        return new ScalingLaw(new LawDefinition
        {
            Name = "Power law",
            Formula = $"L = {size}",
            Reference = "Alabdulmohsin et al. 2022, arXiv:2209.06640, M1; Kaplan et al. 2020, arXiv:2001.08361, eq. 1.1 to 1.3",
            Parameters = [Amplitude, Exponent(x)],
            Variables = [OneVariable.Positive(x)],
            Form = new PosynomialForm(parameters: 2, columns: 1, new PosynomialForm.Term(a, new PosynomialForm.Factor(alpha, 0, -1))),
            TermNames = [size],
        });
    }

    public static ScalingLaw WithFloor(Variable x)
    {
        const int e = 0;
        const int a = 1;
        const int alpha = 2;
        string size = $"A/{x.Symbol}^α";
        return new ScalingLaw(new LawDefinition
        {
            Name = "Power law with floor",
            Formula = $"L = E + {size}",
            Reference = "Henighan et al. 2020, arXiv:2010.14701, eq. 1.1; Alabdulmohsin et al. 2022, arXiv:2209.06640, M2",
            Parameters = [OneVariable.Floor, Amplitude, Exponent(x)],
            Variables = [OneVariable.Positive(x)],
            Form = new PosynomialForm(
                parameters: 3,
                columns: 1,
                new PosynomialForm.Term(e),
                new PosynomialForm.Term(a, new PosynomialForm.Factor(alpha, 0, -1))),
            TermNames = ["E", size],
        });
    }

    private static LawParameter Amplitude => new() { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the falling term" };

    private static LawParameter Exponent(Variable x) => new() { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = $"rate of return on {x.Name}" };
}
