using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>
/// A hyper-parameter as a product of powers, y = c·N^p·D^q: how learning rate or batch size is set by size, data or compute. Such laws are in DeepSeek-AI 2024 (arXiv:2401.02954), section 3.1, Li et al. 2025 (Step Law, arXiv:2503.04715) and
/// others. Exponents may have either sign.
/// </summary>
internal static class PowerProductLaw
{
    private static readonly string[] Letters = ["p", "q", "r", "s"];

    public static LawDefinition Define(Variable[] variables)
    {
        if (variables.Length == 0 || variables.Length > Letters.Length) throw new ArgumentException($"A product of powers has between 1 and {Letters.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} variables.", nameof(variables));
        if (variables.Distinct().Count() < variables.Length) throw new ArgumentException("A variable stands twice.", nameof(variables));
        Variable? zero = Array.Find(variables, v => v.Range != VariableRange.Positive);
        if (zero is not null) throw new ArgumentException($"{zero} may be zero, which has no logarithm.", nameof(variables));
        LawParameter size = new() { Name = "c", Symbol = "c", Kind = ParameterKind.Amplitude, Meaning = "factor" };
        return new LawDefinition
        {
            Name = $"Power product of {string.Join(", ", variables.Select(v => v.Symbol))}",
            Formula = $"y = c·{string.Join("·", variables.Select((v, i) => $"{v.Symbol}^{Letters[i]}"))}",
            Reference = "DeepSeek-AI 2024, arXiv:2401.02954, sect. 3.1; Li et al. 2025, arXiv:2503.04715",
            Parameters = [size, .. variables.Select((v, i) => new LawParameter { Name = Letters[i], Symbol = Letters[i], Kind = ParameterKind.Exponent, Meaning = $"power of {v.Name}" })],
            Variables = variables,
            Form = new PosynomialForm(variables.Length + 1, variables.Length, new PosynomialForm.Term(0, [.. variables.Select((_, i) => new PosynomialForm.Factor(i + 1, i, 1))])),
            TermNames = ["y"],
        };
    }
}
