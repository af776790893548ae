using System.Text;

namespace ScalingFit.Laws.Formulas;

/// <summary>Names of parameters in ASCII, and the symbols they print with: α is alpha, D₀ is D0.</summary>
internal static class GreekNames
{
    private const char FirstSubscript = '\u2080';

    private static readonly (char Letter, string Name)[] Lower =
    [
        ('α', "alpha"), ('β', "beta"), ('γ', "gamma"), ('δ', "delta"), ('ε', "epsilon"), ('ζ', "zeta"), ('η', "eta"), ('θ', "theta"), ('ι', "iota"), ('κ', "kappa"), ('λ', "lambda"), ('μ', "mu"),
        ('ν', "nu"), ('ξ', "xi"), ('ο', "omicron"), ('π', "pi"), ('ρ', "rho"), ('σ', "sigma"), ('τ', "tau"), ('υ', "upsilon"), ('φ', "phi"), ('χ', "chi"), ('ψ', "psi"), ('ω', "omega"),
    ];

    /// <summary>Capitals that look like no Latin letter.</summary>
    private static readonly (char Letter, string Name)[] Upper =
    [
        ('Γ', "Gamma"), ('Δ', "Delta"), ('Θ', "Theta"), ('Λ', "Lambda"), ('Ξ', "Xi"), ('Π', "Pi"), ('Σ', "Sigma"), ('Φ', "Phi"), ('Ψ', "Psi"), ('Ω', "Omega"),
    ];

    private static readonly (char Letter, string Name)[] Variants = [('ς', "sigma"), ('ϵ', "epsilon"), ('ϑ', "theta"), ('ϕ', "phi"), ('ϱ', "rho"), ('\u00b5', "mu")];

    private static readonly Dictionary<char, string> NameOfLetter = Lower.Concat(Upper).Concat(Variants).ToDictionary(p => p.Letter, p => p.Name);

    private static readonly Dictionary<string, char> LetterOfName = Lower.Concat(Upper).ToDictionary(p => p.Name, p => p.Letter, StringComparer.Ordinal);

    /// <summary>Whether a character is a digit below the line.</summary>
    public static bool IsSubscript(char c) => c is >= FirstSubscript and <= '\u2089';

    /// <summary>The identifier without Greek letters and subscripts.</summary>
    public static string NameOf(string identifier)
    {
        var name = new StringBuilder();
        foreach (char c in identifier)
        {
            if (NameOfLetter.TryGetValue(c, out string? letter)) name.Append(letter);
            else if (IsSubscript(c)) name.Append((char)('0' + (c - FirstSubscript)));
            else name.Append(c);
        }

        return name.ToString();
    }

    /// <summary>The identifier with its leading letters as one Greek letter where they name one: alpha_N is α_N.</summary>
    public static string SymbolOf(string identifier)
    {
        int head = 0;
        while (head < identifier.Length && char.IsLetter(identifier[head])) head++;
        return LetterOfName.TryGetValue(identifier[..head], out char letter) ? letter + identifier[head..] : identifier;
    }
}
