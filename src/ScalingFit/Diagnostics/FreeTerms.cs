using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Diagnostics;

/// <summary>
/// Which parts of a law the runs have to determine: what is held cannot be determined badly. Of a law of several groups each group has its parts; of a law that is any expression all of it
/// counts as one.
/// </summary>
internal static class FreeTerms
{
    /// <summary>Whether some term that depends on a variable has a parameter that is fitted.</summary>
    public static bool Use(ScalingLaw law, Variable variable)
    {
        int column = Array.FindIndex(law.Definition.Variables, v => v.Equals(variable));
        if (column < 0) return false;
        return TermsOf(law) is not { } terms || Array.Exists(terms, t => Array.Exists(t.Factors, f => f.Column == column) && IsFree(law, t));
    }

    /// <summary>Whether a term, by its place in the law, has a parameter that is fitted and rests on no bound it was given.</summary>
    public static bool IsFree(LawFit fit, int term)
    {
        IEnumerable<int> parameters = TermsOf(fit.Law) is { } terms ? Parameters(terms[term]) : GraphOf(fit.Law)?.SupportOf(term) ?? [];
        return parameters.Any(m => NamesOf(fit.Law, m).Any(name => !fit.Law.Held.ContainsKey(name) && !fit.Certificate.ActiveBounds.Contains(name, StringComparer.Ordinal)));
    }

    /// <summary>
    /// How many fitted parameters the runs' values of one variable must determine alone: the floor's, and those of terms in this variable and no other. For a law that is any expression 0, for
    /// it is not known which.
    /// </summary>
    public static int CountFor(ScalingLaw law, Variable variable)
    {
        LawDefinition definition = law.Definition;
        int column = Array.FindIndex(definition.Variables, v => v.Equals(variable));
        var free = new HashSet<int>();
        foreach (PosynomialForm.Term term in TermsOf(law) ?? [])
        {
            if (!Array.TrueForAll(term.Factors, f => f.Column == column)) continue;
            free.UnionWith(Parameters(term).Where(m => IsFitted(law, m)));
        }

        return free.Count;
    }

    private static PosynomialForm.Term[]? TermsOf(ScalingLaw law) => law.Definition.Form switch
    {
        PosynomialForm form => form.Terms,
        GroupedForm { Inner: PosynomialForm inner } => inner.Terms,
        _ => null,
    };

    private static GraphForm? GraphOf(ScalingLaw law) => law.Definition.Form switch
    {
        GraphForm form => form,
        GroupedForm { Inner: GraphForm inner } => inner,
        _ => null,
    };

    private static bool IsFree(ScalingLaw law, PosynomialForm.Term term) => Parameters(term).Any(m => NamesOf(law, m).Any(name => !law.Held.ContainsKey(name)));

    private static bool IsFitted(ScalingLaw law, int parameter) => NamesOf(law, parameter).Any(name => !law.Held.ContainsKey(name) && !law.Tied.ContainsKey(name));

    /// <summary>A parameter of the law, or of each group's law what it is called there.</summary>
    private static IEnumerable<string> NamesOf(ScalingLaw law, int parameter) => law.Definition.Groups is { } groups
        ? groups.Map.Select(m => law.Definition.Parameters[m[parameter]].Name)
        : [law.Definition.Parameters[parameter].Name];

    private static IEnumerable<int> Parameters(PosynomialForm.Term term) => term.Factors.Select(f => f.Parameter).Append(term.Amplitude);
}
