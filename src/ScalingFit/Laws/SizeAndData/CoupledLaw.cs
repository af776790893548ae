using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>
/// The coupled law L(N, D) = E + (A/N^α + B/D^β)^k: lines of equal loss do not depend on k; with k below 1 more data help a larger model more. It nests Chinchilla's (k = 1) and Kaplan's joint form (E = 0), and its
/// compute-optimal allocation is Chinchilla's for the same A, α, B, β. Videau et al. 2026 (arXiv:2608.07222); Kaplan et al. 2020 (arXiv:2001.08361), equation 1.5.
/// N in parameters, D in tokens, L in nats a token.
/// </summary>
internal static class CoupledLaw
{
    private const int E = 0;
    private const int A = 1;
    private const int Alpha = 2;
    private const int B = 3;
    private const int Beta = 4;
    private const int K = 5;

    private const int N = 0;
    private const int D = 1;

    public static LawDefinition Definition { get; } = new()
    {
        Name = "Coupled",
        Formula = "L = E + (A/N^α + B/D^β)^k",
        Reference = "Videau et al. 2026, arXiv:2608.07222",
        Parameters =
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size, before the power" },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data, before the power" },
            new LawParameter { Name = "k", Symbol = "k", Kind = ParameterKind.Multiplier, Meaning = "outer power; 1 is Chinchilla's law" },
        ],
        Variables = [Variable.Parameters, Variable.Tokens],
        Form = new PosynomialForm(
            parameters: 6,
            columns: 2,
            new PosynomialForm.Term(E),
            new PosynomialForm.Term(A, new PosynomialForm.Factor(Alpha, N, -1)),
            new PosynomialForm.Term(B, new PosynomialForm.Factor(Beta, D, -1)))
        {
            Power = K,
        },
        TermNames = ["E", "(A/N^α)^k", "(B/D^β)^k"],
    };
}
