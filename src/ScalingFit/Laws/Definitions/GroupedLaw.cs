using ScalingFit.Numerics.Engines;

namespace ScalingFit.Laws;

/// <summary>Makes one law for several groups of runs of a law for one: shared parameters once, the others once a group.</summary>
internal static class GroupedLaw
{
    public static LawDefinition Define(ScalingLaw law, string[] labels, string[] shared)
    {
        LawDefinition inner = law.Definition;
        var parameters = new List<LawParameter>();
        var map = new int[labels.Length][];
        for (int g = 0; g < labels.Length; g++) map[g] = new int[inner.Parameters.Length];
        for (int m = 0; m < inner.Parameters.Length; m++)
        {
            LawParameter parameter = inner.Parameters[m];
            bool isShared = shared.Contains(parameter.Name, StringComparer.Ordinal);
            for (int g = 0; g < labels.Length; g++)
            {
                if (!isShared || g == 0)
                {
                    parameters.Add(isShared ? parameter : parameter with { Name = NameOf(parameter.Name, labels[g]), Symbol = NameOf(parameter.Symbol, labels[g]) });
                }

                map[g][m] = parameters.Count - 1;
            }
        }

        return inner with
        {
            Name = $"{inner.Name} of {labels.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)} groups",
            Parameters = [.. parameters],
            Form = new GroupedForm(inner.Form, map, parameters.Count),
            Groups = new LawGroups(law, labels, shared, map),
        };
    }

    public static string NameOf(string parameter, string group) => $"{parameter}[{group}]";
}
