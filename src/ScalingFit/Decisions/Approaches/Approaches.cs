using ScalingFit.Findings;

namespace ScalingFit;

/// <summary>
/// The three approaches of Hoffmann et al. 2022 on the same runs, the frontier, minima of equal compute and a fitted law, with what is known of why they differ.
/// </summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class Approaches
{
    internal Approaches(double flops, Envelope envelope, IsoFlop isoFlop, LawFit fit, IsoFlopBias? bias, IReadOnlyList<Approach> rows, IReadOnlyList<string> sentences)
    {
        Flops = flops;
        Envelope = envelope;
        IsoFlop = isoFlop;
        Fit = fit;
        Bias = bias;
        Rows = rows;
        Sentences = sentences;
        Findings = new EqualFindings([.. isoFlop.Findings.Concat(bias?.Findings ?? []).DistinctBy(f => f.Code, StringComparer.Ordinal).OrderBy(f => f.Code, StringComparer.Ordinal)]);
    }

    /// <summary>The budget at which they are compared.</summary>
    public double Flops { get; }

    /// <summary>Approach 1.</summary>
    public Envelope Envelope { get; }

    /// <summary>Approach 2.</summary>
    public IsoFlop IsoFlop { get; }

    /// <summary>Approach 3.</summary>
    public LawFit Fit { get; }

    /// <summary>By how much approach 2 is off, were the law of approach 3 true; null where that law has no best allocation.</summary>
    public IsoFlopBias? Bias { get; }

    /// <summary>Each approach, and approach 2 corrected, with its exponent and its answer at the budget.</summary>
    public IReadOnlyList<Approach> Rows { get; }

    /// <summary>Why they differ, as far as it was computed.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>The sentences as one paragraph.</summary>
    public string Statement => string.Join(' ', Sentences);

    /// <summary>What the minima say of themselves, and their bias by the fitted law (SF2007, SF2008, SF5006).</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The rows and the statement.</summary>
    public override string ToString() => string.Join('\n', Rows.Select(r => r.ToString()).Append(Statement));
}
