using ScalingFit.Laws;
using ScalingFit.Numerics;

namespace ScalingFit.Diagnostics;

/// <summary>Which parts of a law the runs have to determine: what is held cannot be determined badly.</summary>
internal static class FreeTerms
{
    /// <summary>Whether some term that depends on a variable has a parameter that is fitted.</summary>
    public static bool Use(ScalingLaw law, Variable variable)
    {
        int column = Array.FindIndex(law.Definition.Variables, v => v.Equals(variable));
        return Array.Exists(law.Definition.Form.Terms, t => Array.Exists(t.Factors, f => f.Column == column) && IsFree(law, t));
    }

    /// <summary>Whether a term, by its place in the law, has a parameter that is fitted.</summary>
    public static bool IsFree(ScalingLaw law, int term) => IsFree(law, law.Definition.Form.Terms[term]);

    /// <summary>How many fitted parameters the runs' values of one variable must determine alone: the floor's, and those of terms in this variable and no other.</summary>
    public static int CountFor(ScalingLaw law, Variable variable)
    {
        LawDefinition definition = law.Definition;
        int column = Array.FindIndex(definition.Variables, v => v.Equals(variable));
        var free = new HashSet<int>();
        foreach (PosynomialForm.Term term in definition.Form.Terms)
        {
            if (!Array.TrueForAll(term.Factors, f => f.Column == column)) continue;
            free.UnionWith(Parameters(term).Where(m => !law.Held.ContainsKey(definition.Parameters[m].Name) && !law.Tied.ContainsKey(definition.Parameters[m].Name)));
        }

        return free.Count;
    }

    private static bool IsFree(ScalingLaw law, PosynomialForm.Term term) =>
        Parameters(term).Any(m => !law.Held.ContainsKey(law.Definition.Parameters[m].Name));

    private static IEnumerable<int> Parameters(PosynomialForm.Term term) => term.Factors.Select(f => f.Parameter).Append(term.Amplitude);
}
