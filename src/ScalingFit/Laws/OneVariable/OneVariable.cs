namespace ScalingFit.Laws;

/// <summary>What the laws of one variable share.</summary>
internal static class OneVariable
{
    public static LawParameter Floor => new() { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" };

    /// <summary>The variable, which must be one that has a logarithm.</summary>
    /// <exception cref="ArgumentException">It may be zero.</exception>
    public static Variable Positive(Variable x) =>
        x.Range == VariableRange.Positive ? x : throw new ArgumentException($"A power of {x} is taken, so it must be above zero; it is {x.Range}. Declare it as {nameof(VariableRange)}.{nameof(VariableRange.Positive)}.", nameof(x));

    /// <summary>ln(1 + e^z), without overflow: max(z, 0) + ln(1 + e^-|z|).</summary>
    public static T Softplus<T>(T z)
        where T : struct, IScalar<T> => T.Max(z, 0) + T.Log(1 + T.Exp(-T.Max(z, -z)));
}
