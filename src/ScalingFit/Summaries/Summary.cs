using ScalingFit.Summaries;

namespace ScalingFit;

/// <summary>
/// A fit on one page: what was fitted to what, the estimates with their uncertainty, whether the minimum is one, what it says of a budget, and what the
/// reader should know. Where the fit may not be used, standard errors, intervals and the decision are withheld.
/// </summary>
public sealed class Summary
{
    private readonly Lazy<string> _text;

    internal Summary(LawFit fit, Bootstrap? bootstrap, Allocation? decision, double level)
    {
        Fit = fit;
        Bootstrap = bootstrap;
        Decision = decision;
        Level = level;
        _text = new Lazy<string>(() => SummaryText.Write(this));
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>The resamples behind standard errors and intervals; null where they are withheld.</summary>
    public Bootstrap? Bootstrap { get; }

    /// <summary>The allocation at the budget, with intervals; null where it is withheld or the law has none.</summary>
    public Allocation? Decision { get; }

    /// <summary>The confidence level of all intervals.</summary>
    public double Level { get; }

    /// <summary>The page as text, in lines of at most some 110 characters that end in \n.</summary>
    public override string ToString() => _text.Value;
}
