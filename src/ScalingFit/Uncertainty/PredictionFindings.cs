using System.Globalization;
using ScalingFit.Findings;

namespace ScalingFit.Uncertainty;

/// <summary>What a prediction says of its own distance (SF5001): the intervals of curve and new run suppose that the law holds there, and no run shows it.</summary>
internal static class PredictionFindings
{
    /// <summary>A decade beyond the runs is what scaling laws are for; further out their form decides.</summary>
    private const double Far = 1 + 1e-9;

    public static IReadOnlyList<Finding> Of(double decades, double flops, RunSet runs, bool lacksRepeats)
    {
        var findings = new List<Finding>();
        if (lacksRepeats)
        {
            findings.Add(new Finding
            {
                Code = "SF2006",
                Severity = Severity.Warning,
                Message = "The scatter of a new run was to be taken from repeats, and there are not enough of them: its interval is withheld.",
                Advice = "Train some configurations again, or take the scatter from residuals.",
            });
        }

        if (decades > Far)
        {
            double[] column = runs.ColumnArray(Variable.Flops);
            bool isAbove = flops > column.Max();
            findings.Add(new Finding
            {
                Code = "SF5001",
                Severity = Severity.Warning,
                Message = string.Create(CultureInfo.InvariantCulture, $"The run lies {decades:0.0} decades {(isAbove ? "beyond the largest" : "below the smallest")} in compute: {flops:0.00e0} FLOP, and the runs reach from {column.Min():0.00e0} to {column.Max():0.00e0}. The intervals suppose that the law holds there."),
                Advice = isAbove
                    ? "Give a back-test, fit.Predict(N, D, backTest), for an interval by how far past forecasts were off; or train a run half-way."
                    : "Train a run that small, or leave the question: small runs are cheap.",
            });
        }

        return findings.Count == 0 ? [] : new EqualFindings([.. findings]);
    }
}
