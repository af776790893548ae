using System.Globalization;
using ScalingFit.Findings;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>What an optimal mixture says of its own reach (SF5002): shares beyond those of the runs are read off the form of the law.</summary>
internal static class MixtureFindings
{
    /// <summary>Beyond by less than a point of a hundred is within.</summary>
    private const double Beyond = 0.01;

    public static IReadOnlyList<Finding> Of(OptimalMixture best, RunSet runs)
    {
        var outside = new List<string>();
        for (int j = 0; j < best.Shares.Count; j++)
        {
            if (!runs.Has(best.Domains.Variables[j])) continue;
            double[] column = runs.ColumnArray(best.Domains.Variables[j]);
            double share = best.Shares[j];
            if (share > column.Max() + Beyond) outside.Add(string.Create(CultureInfo.InvariantCulture, $"{best.Domains.Names[j]} {share:0.0##} is above the largest share of any run, {column.Max():0.0##}"));
            if (share < column.Min() - Beyond) outside.Add(string.Create(CultureInfo.InvariantCulture, $"{best.Domains.Names[j]} {share:0.0##} is below the least share of any run, {column.Min():0.0##}"));
        }

        if (outside.Count == 0) return [];
        return new EqualFindings(
        [
            new Finding
            {
                Code = "SF5002",
                Severity = Severity.Warning,
                Message = $"The optimum lies where no run was made: {string.Join(", ", outside)}.",
                Advice = "Cap the shares at what the runs have, or train a small model on this mixture before a large one.",
            },
        ]);
    }
}
