using ScalingFit.Diagnostics;

namespace ScalingFit;

/// <summary>What is wrong, or worth knowing, about a fit.</summary>
public static class FitFindingsExtensions
{
    extension(LawFit fit)
    {
        /// <summary>What the runs, the design and the fit show, in the order of their codes.</summary>
        public IReadOnlyList<Finding> Findings
        {
            get
            {
                ArgumentNullException.ThrowIfNull(fit);
                return fit.Derive(f => new FindingList(
                [
                    .. f.FirstFindings()
                        .Concat(f.IsUsable ? RuleBook.OfRefits.Select(rule => rule.Check(f)).OfType<Finding>().Select(found => found.Given(f.Options)) : [])
                        .OrderBy(x => x.Code, StringComparer.Ordinal),
                ])).Findings;
            }
        }

        /// <summary>Whether the fit may be used: no finding is an error.</summary>
        public bool IsUsable => fit.FirstFindings().All(f => f.Severity != Severity.Error);

        /// <summary>The findings that need no refits, among which all errors are.</summary>
        private IReadOnlyList<Finding> FirstFindings() =>
            fit.Derive(f => new FirstFindingList([.. f.Runs.Findings.Concat(RuleBook.OfFits.Select(rule => rule.Check(f)).OfType<Finding>()).Select(found => found.Given(f.Options))])).Findings;
    }

    /// <summary>A finding as it stands where its code was accepted: information, with the reason. An error cannot be accepted.</summary>
    private static Finding Given(this Finding finding, FitOptions options) =>
        finding.Severity != Severity.Error && options.Accepted.TryGetValue(finding.Code, out string? because)
            ? finding with { Severity = Severity.Information, Message = $"{finding.Message} Let stand because: {because.TrimEnd('.')}.", Advice = "" }
            : finding;

    /// <summary>Throws where a fit may not be used, saying what is wrong and what to do.</summary>
    /// <param name="fit">The fit.</param>
    /// <returns>The fit itself.</returns>
    /// <exception cref="FitNotUsableException">A finding is an error.</exception>
    public static LawFit EnsureUsable(this LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.IsUsable ? fit : throw new FitNotUsableException(fit.Findings);
    }
}
