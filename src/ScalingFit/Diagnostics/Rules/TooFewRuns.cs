using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2002: hardly more runs than parameters, so that little or nothing is left to judge the scatter by.</summary>
internal sealed class TooFewRuns : IFitRule
{
    /// <summary>Runs more than parameters below which intervals from resampling are too narrow and refits fail.</summary>
    private const int Enough = 3;

    public Finding? Check(LawFit fit)
    {
        int runs = fit.Runs.RunCount;
        int free = fit.Law.FreeCount;
        if (free == 0 || runs >= free + Enough) return null;
        bool none = fit.Runs.Count <= free;
        string rows = runs == fit.Runs.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" ({fit.Runs.Count} rows)");
        return new Finding
        {
            Code = "SF2002",
            Severity = none ? Severity.Error : Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"{runs} run{(runs == 1 ? "" : "s")}{rows} determine{(runs == 1 ? "s" : "")} {free} parameters: {(none ? "nothing is left to judge the scatter by" : "little is left to judge the scatter by")}."),
            Advice = "Hold parameters, or train more.",
        };
    }
}
