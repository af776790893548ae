using System.Globalization;
using ScalingFit.Findings;

namespace ScalingFit.Uncertainty;

/// <summary>What a forecast in two steps says of its resamples, and of the loss at which its second step is asked (SF5008).</summary>
internal static class TwoStepFindings
{
    /// <summary>Below so many pairs of draws nothing can be said of their ends.</summary>
    private const int FewestPairs = 2;

    /// <summary>The findings of both steps' resamples, each with its step.</summary>
    public static IReadOnlyList<Finding> Of(TwoStep chain)
    {
        List<Finding> findings =
        [
            .. chain.FirstResamples.Findings.Select(f => f with { Message = $"First step: {f.Message}" }),
            .. chain.SecondResamples.Findings.Select(f => f with { Message = $"Second step: {f.Message}" }),
        ];
        if (chain.Pairs < FewestPairs && findings.TrueForAll(f => f.Severity != Severity.Error))
        {
            findings.Add(new Finding { Code = "SF3010", Severity = Severity.Error, Message = "The two steps have hardly a resample that was refitted in both.", Advice = "Ask for more resamples." });
        }

        return new EqualFindings(findings);
    }

    /// <summary>What is to be said of one forecast.</summary>
    public static IReadOnlyList<Finding> Of(TwoStep chain, double loss, double? flops)
    {
        var findings = new List<Finding>(chain.Findings);
        if (flops is { } c && chain.First.Runs.Has(Variable.Flops)) findings.AddRange(PredictionFindings.Of(chain.First.Runs.DecadesBeyond(c), c, chain.First.Runs, lacksRepeats: false));
        double[] seen = chain.Second.Runs.ColumnArray(chain.Second.Law.Variables[0]);
        if (loss < seen.Min() || loss > seen.Max())
        {
            findings.Add(Finding(
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"The first step expects a loss of {loss:G4}, and the runs of the second reach from {seen.Min():G4} to {seen.Max():G4}: what follows is the form of {chain.Second.Law.Name}, which no run there shows."),
                "Add runs, or checkpoints of public models, of lower loss to the second step, or quote the loss instead."));
        }

        return findings.Count == 0 ? [] : new EqualFindings(findings);
    }

    /// <summary>That some draws of the first step have a loss which the second does not allow.</summary>
    public static Finding LossOutside(TwoStep chain, double[] losses)
    {
        Variable variable = chain.Second.Law.Variables[0];
        return Finding(
            Severity.Error,
            string.Create(CultureInfo.InvariantCulture, $"{losses.Count(l => !variable.Allows(l))} of {losses.Length} resamples give the run a loss that {variable} cannot be, so intervals are withheld."),
            "Forecast nearer to the runs, or use a first step with a floor.");
    }

    /// <summary>That the scatter of a run takes some losses to where the second law has no value.</summary>
    public static Finding NewRunOutside(TwoStep chain) => Finding(
        Severity.Warning,
        $"The scatter of a run takes its loss to where {chain.Second.Law.Name} has no value, so the interval of a new run is withheld.",
        "Fit the first step on the logarithm of the loss, which keeps it positive.");

    /// <summary>Findings and one more.</summary>
    public static IReadOnlyList<Finding> With(IReadOnlyList<Finding> findings, Finding further) => new EqualFindings([.. findings, further]);

    private static Finding Finding(Severity severity, string message, string advice) => new() { Code = "SF5008", Severity = severity, Message = message, Advice = advice };
}
