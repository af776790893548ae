using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>
/// Chinchilla's law L(N, D) = E + A/N^α + B/D^β: an irreducible loss, what a model of finite size leaves, and what finite data leave.
/// Hoffmann et al. 2022 (arXiv:2203.15556), equation 2 and appendix D.2. N in parameters, D in tokens, L in nats a token.
/// </summary>
internal static class ChinchillaLaw
{
    private const int E = 0;
    private const int A = 1;
    private const int Alpha = 2;
    private const int B = 3;
    private const int Beta = 4;

    private const int N = 0;
    private const int D = 1;

    public static LawDefinition Definition { get; } = new()
    {
        Name = "Chinchilla",
        Formula = "L = E + A/N^α + B/D^β",
        Reference = "Hoffmann et al. 2022, arXiv:2203.15556, eq. 2",
        Parameters =
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
        ],
        Variables = [Variable.Parameters, Variable.Tokens],
        Form = new PosynomialForm(
            parameters: 5,
            columns: 2,
            new PosynomialForm.Term(E),
            new PosynomialForm.Term(A, new PosynomialForm.Factor(Alpha, N, -1)),
            new PosynomialForm.Term(B, new PosynomialForm.Factor(Beta, D, -1))),
        TermNames = ["E", "A/N^α", "B/D^β"],
    };
}
