using System.Globalization;

namespace ScalingFit;

/// <summary>
/// How many significant digits the parameters of a law need for its allocation to survive rounding. Hoffmann's α 0.34 and β 0.28 gave 92.6 tokens a
/// parameter where the unrounded values gave 58.9.
/// </summary>
public sealed record SurvivingDigits
{
    /// <summary>More digits than any number is asked for: one that needs them is exact to rounding.</summary>
    internal const int Most = 15;

    /// <summary>The budget, in FLOPs.</summary>
    public required double Flops { get; init; }

    /// <summary>D*/N* at the budget by the law's own numbers.</summary>
    public required double TokensPerParameter { get; init; }

    /// <summary>The fewest digits of each parameter that, with that one alone rounded to them, keep D*/N* within 1 %; 1 for one that it does not depend on. At most 15.</summary>
    public required IReadOnlyDictionary<string, int> Alone { get; init; }

    /// <summary>The fewest digits, from two, that keep D*/N* within 1 % with every parameter rounded to them; more may be needed than by any alone, since changes add up. At most 15.</summary>
    public required int Together { get; init; }

    /// <summary>D*/N* with every parameter rounded to so many significant digits, from 1 to 15; NaN where the law so rounded has no best allocation.</summary>
    public required IReadOnlyList<double> Rounded { get; init; }

    /// <summary>The digits in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"D*/N* {TokensPerParameter:G4} at {Flops:0.00e0} FLOP needs {Together} digits of all, alone {string.Join(", ", Alone.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Key} {a.Value}")))}");
}
