using System.Globalization;

namespace ScalingFit.Uncertainty;

/// <summary>Whether resamples can speak of scatter: enough runs to draw from, and refits that converged.</summary>
internal static class BootstrapFindings
{
    /// <summary>The refits that failed are not a random part of all: they are those where the law was hardest to determine. More than this share and the rest mislead.</summary>
    private const double TooManyFailed = 0.1;

    private const double ManyFailed = 0.01;

    /// <summary>Runs beyond parameters below which no way of resampling shows the scatter: of 8 runs of a law of five parameters intervals still cover 90 %.</summary>
    private const int Enough = 3;

    public static IReadOnlyList<Finding> Of(Bootstrap bootstrap)
    {
        var findings = new List<Finding>();
        RunSet runs = bootstrap.Fit.Runs;
        int free = bootstrap.Fit.Law.FreeCount;
        bool named = runs.RunCount < runs.Count;
        if (free > 0 && runs.RunCount < free + Enough)
        {
            findings.Add(new Finding
            {
                Code = "SF2002",
                Severity = Severity.Error,
                Message = string.Create(CultureInfo.InvariantCulture, $"{runs.RunCount} run{(runs.RunCount == 1 ? "" : "s")}{(named ? $" ({runs.Count} rows)" : "")} for {free} parameters: too few for resamples to show the scatter."),
                Advice = named ? "Rows of one name are one run. Give every run its own name, hold parameters, or train more." : "Hold parameters, or train more.",
            });
        }

        if (!bootstrap.Fit.Certificate.IsMinimum)
        {
            findings.Add(new Finding
            {
                Code = "SF3001",
                Severity = Severity.Error,
                Message = "The fit that was resampled is no certified minimum, or one that leaves a combination of parameters undetermined: its resamples scatter about nothing.",
                Advice = "See the findings of the fit.",
            });
        }

        if (bootstrap.Resampling == Resampling.WildCluster && bootstrap.Fit.IsNearlyAbsolute())
        {
            findings.Add(new Finding
            {
                Code = "SF3008",
                Severity = Severity.Warning,
                Message = "The fit is nearly one of absolute deviations, and runs that it all but passes through stay there whatever their weight: wild bootstrap intervals are too narrow.",
                Advice = "Resample cases or residuals, or fit with squares or a wider delta.",
            });
        }

        if (named && bootstrap.Resampling == Resampling.Residuals)
        {
            findings.Add(new Finding
            {
                Code = "SF1007",
                Severity = Severity.Error,
                Message = string.Create(CultureInfo.InvariantCulture, $"{runs.Count} rows belong to {runs.RunCount} runs, and residuals were exchanged between rows as if these were independent."),
                Advice = "Resample cases, or use the wild cluster bootstrap.",
            });
        }

        double failed = bootstrap.Completed == 0 ? 1 : (double)bootstrap.Failed / bootstrap.Completed;
        if (failed > ManyFailed || bootstrap.Draws.Count < 2)
        {
            bool isError = failed > TooManyFailed || bootstrap.Draws.Count < 2;
            findings.Add(new Finding
            {
                Code = "SF3010",
                Severity = isError ? Severity.Error : Severity.Warning,
                Message = bootstrap.Completed < 2
                    ? string.Create(CultureInfo.InvariantCulture, $"Only {bootstrap.Completed} of {bootstrap.Replicates} resamples had been refitted when the work was cancelled.")
                    : string.Create(CultureInfo.InvariantCulture, $"{bootstrap.Failed} of {bootstrap.Completed} refits did not converge, and those are the resamples that determine the law least."),
                Advice = bootstrap.Completed < 2 ? "Let it run longer." : "Hold a parameter, or train more runs: the design is too thin to resample.",
            });
        }

        return findings;
    }
}
