using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2006: no configuration was trained twice, so that how far runs scatter is known only by what the law leaves over.</summary>
internal sealed class NoRepeats : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        if (fit.Law.FreeCount == 0 || Configurations.Of(fit.Law, fit.Runs).Any(rows => AreSeveralRuns(fit.Runs, rows))) return null;
        return new Finding
        {
            Code = "SF2006",
            Severity = Severity.Information,
            Message = "No configuration was trained twice, so scatter cannot be told from misfit.",
            Advice = "Repeat two with another seed.",
        };
    }

    private static bool AreSeveralRuns(RunSet runs, int[] rows) =>
        rows.Length > 1 && rows.Any(i => runs[i].Name is null || !string.Equals(runs[i].Name, runs[rows[0]].Name, StringComparison.Ordinal));
}
