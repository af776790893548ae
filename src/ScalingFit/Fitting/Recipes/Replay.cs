using System.Globalization;
using ScalingFit.Fitting.Recipes;

namespace ScalingFit;

/// <summary>What a paper's procedure reports, and the certified minimum of the same objective on the same runs.</summary>
public sealed class Replay
{
    internal Replay(Recipe recipe, LawFit certified, ReplayedStarts starts)
    {
        Recipe = recipe;
        Certified = certified;
        Reported = starts.Best;
        Objective = starts.Objective;
        Starts = starts.Count;
        Successes = starts.Successes;
        Close = starts.Close;
        Remark = starts.Remark;
    }

    /// <summary>The procedure.</summary>
    public Recipe Recipe { get; }

    /// <summary>What it reports: the best of the starts that it calls successful, or the best of all where it calls none so. (For repeated data, the end that most starts share.)</summary>
    public FittedLaw Reported { get; }

    /// <summary>The objective there: a sum over runs, also where the procedure minimises a mean.</summary>
    public double Objective { get; }

    /// <summary>How many starts there were.</summary>
    public int Starts { get; }

    /// <summary>How many of them the procedure calls successful.</summary>
    public int Successes { get; }

    /// <summary>How many starts ended within 1e-4 of the certified minimum, relatively.</summary>
    public int Close { get; }

    /// <summary>What else is to be said of the procedure's end; empty mostly.</summary>
    public string Remark { get; }

    /// <summary>The certified minimum.</summary>
    public LawFit Certified { get; }

    /// <summary>Whether the procedure calls its result a success.</summary>
    public bool ReportsSuccess => Successes > 0;

    /// <summary>How far above the certified minimum the procedure stopped, relative to it.</summary>
    public double Excess => (Objective - Certified.Certificate.Objective) / Certified.Certificate.Objective;

    /// <summary>Both results in four lines.</summary>
    public override string ToString()
    {
        string remark = Remark.Length == 0 ? "" : $"\n  {Remark}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Recipe}\n  reports   {Objective:G8} ({Excess:+0.0e+0;-0.0e+0;0} of the minimum): {Values(Reported)}\n  certified {Certified.Certificate.Objective:G8}: {Values(Certified.Fitted)}\n  {Successes} of {Starts} starts report success, {Close} end within 1e-4 of the minimum{remark}");
    }

    private static string Values(FittedLaw law) =>
        string.Join(", ", law.Law.Parameters.Select((p, m) => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} = {law.Values[m]:G6}")));
}
