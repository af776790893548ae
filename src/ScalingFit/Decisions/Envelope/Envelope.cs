using System.Globalization;

namespace ScalingFit;

/// <summary>The best run of each compute, and power laws through them: N*(C) = c·C^a and D*(C). Approach 1 of Hoffmann et al. 2022.</summary>
/// <remarks>The lowest of several losses is low by luck too (the winner's curse), and it is one of the sizes that were trained: see <see cref="Remarks"/>. Immutable.</remarks>
public sealed class Envelope
{
    internal Envelope(RunSet runs, EnvelopeOptions options, bool isOfCurves, IReadOnlyList<EnvelopePoint> points, BudgetLaw? parameters, BudgetLaw? tokens)
    {
        Runs = runs;
        Options = options;
        IsOfCurves = isOfCurves;
        Points = points;
        Parameters = parameters;
        Tokens = tokens;
        WinnerCount = points.DistinctBy(p => p.Place).Count();
        Remarks = Remark();
    }

    /// <summary>The runs.</summary>
    public RunSet Runs { get; }

    /// <summary>How the frontier was read.</summary>
    public EnvelopeOptions Options { get; }

    /// <summary>Whether it is read along loss curves, rows of one name; otherwise each row is a run with one loss.</summary>
    public bool IsOfCurves { get; }

    /// <summary>The frontier, the least compute first.</summary>
    public IReadOnlyList<EnvelopePoint> Points { get; }

    /// <summary>How many different runs are the best somewhere.</summary>
    public int WinnerCount { get; }

    /// <summary>N*(C) through the frontier; null where it has fewer than two points.</summary>
    public BudgetLaw? Parameters { get; }

    /// <summary>D*(C) likewise.</summary>
    public BudgetLaw? Tokens { get; }

    /// <summary>What to know of the power laws, a sentence each: how few runs win, how many of them at an edge.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The power laws and the remarks.</summary>
    public override string ToString()
    {
        string laws = Parameters is null || Tokens is null ? "power laws withheld: fewer than two points" : $"N* = {Words(Parameters)}\nD* = {Words(Tokens)}";
        return string.Join('\n', Remarks.Prepend(laws));
    }

    private static string Words(BudgetLaw law) => string.Create(CultureInfo.InvariantCulture, $"{law.Coefficient:G5}·C^{law.Exponent:0.0000} ({law.Count} points)");

    private List<string> Remark()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        int runs = IsOfCurves ? Runs.RunCount : Runs.Count;
        var remarks = new List<string>
        {
            string.Create(invariant, $"{WinnerCount} of {runs} runs are the best at some compute, and the power laws rest on these alone; each was chosen for a low loss, which is partly luck."),
        };
        int edges = Points.Count(p => p.IsAtEdge);
        if (edges > 0) remarks.Add(string.Create(invariant, $"At {edges} of {Points.Count} points the best is the smallest or the largest size of that compute: a better one may lie beyond."));
        return remarks;
    }
}
