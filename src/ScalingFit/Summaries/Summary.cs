using ScalingFit.Summaries;

namespace ScalingFit;

/// <summary>
/// A fit on one page: what was fitted to what, the estimates with their uncertainty, whether the minimum is one, what it says of a budget, and what the
/// reader should know. Where the fit may not be used, standard errors, intervals and the decision are withheld.
/// </summary>
public sealed class Summary
{
    private readonly Lazy<string> _text;
    private readonly Lazy<string> _markdown;
    private readonly Lazy<string> _json;

    internal Summary(LawFit fit, Bootstrap? bootstrap, Allocation? decision, BackTest? backTest, string noBackTest, double level)
    {
        Fit = fit;
        Bootstrap = bootstrap;
        Decision = decision;
        BackTest = backTest;
        NoBackTest = noBackTest;
        Level = level;

        // A finding on the resamples with the code of one on the fit says it better.
        IReadOnlyList<Finding> ofResamples = bootstrap?.Findings ?? [];
        IEnumerable<Finding> ofFit = fit.Findings.Where(f => ofResamples.All(o => !string.Equals(o.Code, f.Code, StringComparison.Ordinal)));
        Findings = [.. ofFit.Concat(ofResamples).Concat(backTest?.Findings ?? []).Concat(decision?.Findings ?? []).OrderBy(f => f.Code, StringComparer.Ordinal)];
        _text = new Lazy<string>(() => SummaryText.Write(this));
        _markdown = new Lazy<string>(() => SummaryMarkdown.Write(this));
        _json = new Lazy<string>(() => SummaryJson.Write(this));
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>The resamples behind standard errors and intervals; null where they are withheld.</summary>
    public Bootstrap? Bootstrap { get; }

    /// <summary>The allocation at the budget, with intervals; null where it is withheld or the law has none.</summary>
    public Allocation? Decision { get; }

    /// <summary>How forecasts from earlier cutoffs did; null where there is none, for the reason that the page gives.</summary>
    public BackTest? BackTest { get; }

    /// <summary>What the runs, the design, the fit, the resamples, the back-test and the decision show, in the order of their codes.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The confidence level of all intervals.</summary>
    public double Level { get; }

    /// <summary>Why there is no back-test.</summary>
    internal string NoBackTest { get; }

    /// <summary>The page as Markdown, for a wiki, an issue or a pull request; names are escaped.</summary>
    public string ToMarkdown() => _markdown.Value;

    /// <summary>
    /// What the page says as JSON, with every digit, by the schema <c>scalingfit.fit/1</c>: law, formula, objective, rows, parameters, usable, termination, certificate, bootstrap, design, back-test, decision, findings, seed, dataHash and
    /// version. What is withheld, held or not a finite number is null.
    /// </summary>
    public string ToJson() => _json.Value;

    /// <summary>The page as text, in lines of at most some 110 characters that end in \n.</summary>
    public override string ToString() => _text.Value;
}
