using System.Globalization;

namespace ScalingFit.Validation;

/// <summary>What a back-test says against the law, or against its own reach.</summary>
internal static class BackTestFindings
{
    /// <summary>
    /// Of bias. Runs between two cutoffs share a fit and err together, so that the sign test is far too sure: at 0.01 it accuses the true law on 8 of 100 tables of 236 runs.
    /// </summary>
    private const double Suspicious = 1e-4;

    /// <summary>By how much coverage must fall short beyond Wilson's interval, which is too narrow for the same reason: without it 15 of 100 tables of the true law are accused.</summary>
    private const double Shortfall = 0.05;

    public static IReadOnlyList<Finding> Of(BackTest test)
    {
        var findings = new List<Finding>();
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (test.UncountedCutoffs > 0)
        {
            findings.Add(new Finding
            {
                Code = "SF4007",
                Severity = Severity.Warning,
                Message = string.Create(invariant, $"At {test.UncountedCutoffs} of {test.Cutoffs.Count} cutoffs the fit is no certified minimum, and its forecasts are not counted."),
                Advice = "The statistics speak of the cutoffs whose runs determine the law. Hold a parameter to count them all.",
            });
        }

        if (test.CoverageInterval is { } coverage && coverage.Upper < test.Options.Level - Shortfall)
        {
            findings.Add(new Finding
            {
                Code = "SF4008",
                Severity = Severity.Warning,
                Message = string.Create(invariant, $"Intervals at {100 * test.Options.Level:0.#} % held {100 * test.Coverage!.Value:0} % of the losses that came ({100 * coverage.Lower:0} to {100 * coverage.Upper:0} %)."),
                Advice = "Take the calibrated interval of a prediction, which past forecasts widen.",
            });
        }

        if (test.BiasPValue < Suspicious)
        {
            string side = 2 * test.RunsOverpredicted > test.RunCount ? "high" : "low";
            findings.Add(new Finding
            {
                Code = "SF4009",
                Severity = Severity.Warning,
                Message = string.Create(invariant, $"Forecasts from the last cutoff before a run are too {side} for {Math.Max(test.RunsOverpredicted, test.RunCount - test.RunsOverpredicted)} of {test.RunCount} runs (sign test p = {test.BiasPValue:G2})."),
                Advice = "Compare laws, or fit a narrower range: a further forecast will most likely err to the same side.",
            });
        }

        return findings;
    }
}
