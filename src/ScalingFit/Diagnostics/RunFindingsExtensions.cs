using ScalingFit.Diagnostics;

namespace ScalingFit;

/// <summary>What is wrong, or worth knowing, about a table of runs.</summary>
public static class RunFindingsExtensions
{
    extension(RunSet runs)
    {
        /// <summary>What the table itself shows: units, duplicates, derived columns. In the order of their codes.</summary>
        public IReadOnlyList<Finding> Findings
        {
            get
            {
                ArgumentNullException.ThrowIfNull(runs);
                return [.. RuleBook.OfRuns.Select(rule => rule.Check(runs)).OfType<Finding>()];
            }
        }
    }
}
