using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>
/// The over-training law L(C, M) = E + (a M^η + b M^-η) C^-η with M = D/N: at a fixed number of tokens a parameter loss falls with compute by one power, and training beyond the best number raises the line in
/// parallel. With C = κND it is Chinchilla's law with α = β = 2η, A = a κ^-η and B = b κ^-η. Gadre et al. 2024 (arXiv:2403.08540), the law of loss in compute and token multiplier.
/// N in parameters, D in tokens, C in FLOPs, L in nats a token.
/// </summary>
internal static class OverTrainingLaw
{
    private const int E = 0;
    private const int A = 1;
    private const int B = 2;
    private const int Eta = 3;

    private const int N = 0;
    private const int D = 1;
    private const int C = 2;

    public static LawDefinition Definition { get; } = new()
    {
        Name = "Over-training",
        Formula = "L = E + (a·M^η + b·M^-η)·C^-η,  M = D/N",
        Reference = "Gadre et al. 2024, arXiv:2403.08540",
        Parameters =
        [
            new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Amplitude, Meaning = "size of the term that grows with tokens a parameter" },
            new LawParameter { Name = "b", Symbol = "b", Kind = ParameterKind.Amplitude, Meaning = "size of the term that falls with tokens a parameter" },
            new LawParameter { Name = "eta", Symbol = "η", Kind = ParameterKind.Exponent, Meaning = "rate of return on compute at a fixed number of tokens a parameter" },
        ],
        Variables = [Variable.Parameters, Variable.Tokens, Variable.Flops],
        Form = new PosynomialForm(
            parameters: 4,
            columns: 3,
            new PosynomialForm.Term(E),
            new PosynomialForm.Term(A, new PosynomialForm.Factor(Eta, D, 1), new PosynomialForm.Factor(Eta, N, -1), new PosynomialForm.Factor(Eta, C, -1)),
            new PosynomialForm.Term(B, new PosynomialForm.Factor(Eta, N, 1), new PosynomialForm.Factor(Eta, D, -1), new PosynomialForm.Factor(Eta, C, -1))),
        TermNames = ["E", "a·(M/C)^η", "b/(M·C)^η"],
    };
}
