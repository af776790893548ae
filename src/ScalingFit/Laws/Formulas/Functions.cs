namespace ScalingFit.Laws.Formulas;

/// <summary>The functions that a formula may call, each with how many arguments it takes.</summary>
internal static class Functions
{
    /// <summary>The function that is the sign ^.</summary>
    public const string Power = "pow";

    private static readonly Dictionary<string, Func<LawNumber, LawNumber>> OfOne = new(StringComparer.Ordinal)
    {
        ["exp"] = LawNumber.Exp,
        ["log"] = LawNumber.Log,
        ["ln"] = LawNumber.Log,
        ["sqrt"] = LawNumber.Sqrt,
        ["sin"] = LawNumber.Sin,
        ["cos"] = LawNumber.Cos,
        ["atan"] = LawNumber.Atan,
    };

    private static readonly Dictionary<string, Func<LawNumber, LawNumber, LawNumber>> OfTwo = new(StringComparer.Ordinal)
    {
        [Power] = LawNumber.Pow,
        ["min"] = LawNumber.Min,
        ["max"] = LawNumber.Max,
    };

    public static string All => string.Join(", ", OfOne.Keys.Concat(OfTwo.Keys));

    /// <summary>How many arguments a function takes; 0 where there is none of this name.</summary>
    public static int ArgumentsOf(string name) => OfOne.ContainsKey(name) ? 1 : OfTwo.ContainsKey(name) ? 2 : 0;

    public static LawNumber Call(string name, ReadOnlySpan<LawNumber> arguments) => arguments.Length == 1 ? OfOne[name](arguments[0]) : OfTwo[name](arguments[0], arguments[1]);
}
