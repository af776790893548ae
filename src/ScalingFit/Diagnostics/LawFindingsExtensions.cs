using ScalingFit.Diagnostics;

namespace ScalingFit;

/// <summary>What is wrong, or worth knowing, about the numbers of a law.</summary>
public static class LawFindingsExtensions
{
    extension(FittedLaw law)
    {
        /// <summary>What the numbers themselves show, wherever they come from: a paper, a file, a fit. In the order of their codes. What runs and fit show is in the findings of the fit.</summary>
        public IReadOnlyList<Finding> Findings
        {
            get
            {
                ArgumentNullException.ThrowIfNull(law);
                return [.. RuleBook.OfLaws.Select(rule => rule.Check(law)).OfType<Finding>()];
            }
        }
    }
}
