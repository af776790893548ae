namespace ScalingFit;

/// <summary>A fit that may not be used, with the findings that say why.</summary>
public sealed class FitNotUsableException : InvalidOperationException
{
    /// <summary>Makes the exception from the findings of a fit.</summary>
    /// <param name="findings">All findings; those that are errors make up the message.</param>
    public FitNotUsableException(IReadOnlyList<Finding> findings)
        : base(Compose(findings)) => Findings = findings;

    /// <summary>Every finding of the fit.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Compose(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        IEnumerable<string> errors = findings.Where(f => f.Severity == Severity.Error).Select(f => $"  {f} ({f.Page})");
        return string.Join(Environment.NewLine, errors.Prepend("The fit may not be used:"));
    }
}
