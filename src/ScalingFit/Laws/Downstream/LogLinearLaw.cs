namespace ScalingFit.Laws;

/// <summary>
/// A straight line in the logarithm of one variable, L = a + b ln x. With x = C it is how Llama 3 (Dubey et al. 2024, arXiv:2407.21783, section 3.2.1) forecasts the normalised negative log-likelihood of right answers
/// from compute, the first of its two steps. It has no floor, so that it holds over a range alone.
/// </summary>
internal readonly struct LogLinearLaw : ILaw
{
    public static ScalingLaw Of(Variable x) => ScalingLaw.Written(
        "Log-linear",
        default(LogLinearLaw),
        [
            new LawParameter { Name = "a", Symbol = "a", Kind = ParameterKind.Free, Meaning = $"loss where ln {x.Symbol} is zero" },
            new LawParameter { Name = "b", Symbol = "b", Kind = ParameterKind.Free, Meaning = $"change of the loss for {x.Symbol} greater by a factor of e" },
        ],
        [x],
        "Dubey et al. 2024, arXiv:2407.21783, section 3.2.1",
        $"L = a + b·ln {x.Symbol}");

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T> => parameters[0] + (parameters[1] * T.Log(variables[0]));
}
