using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF2004: size and data that rise together, so that the runs cannot say which of them lowered the loss.</summary>
internal sealed class CollinearVariables : IFitRule
{
    private const double Warning = 0.95;
    private const double Error = 0.999;

    public Finding? Check(LawFit fit)
    {
        IReadOnlyList<Variable> variables = fit.Law.Variables;
        double strongest = 0;
        (Variable First, Variable Second)? pair = null;
        for (int a = 0; a < variables.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                // Shares of one mixture add up to 1, so they lean on each other whatever the design.
                if (variables[a].Range == VariableRange.Share && variables[b].Range == VariableRange.Share) continue;
                if (!FreeTerms.Use(fit.Law, variables[a]) || !FreeTerms.Use(fit.Law, variables[b])) continue;
                double correlation = Correlate(fit.Runs, variables[a], variables[b]);

                // Positive correlation is the graver, so it goes first however strong a negative one is.
                if (!(Weigh(correlation) > Weigh(strongest))) continue;
                strongest = correlation;
                pair = (variables[b], variables[a]);
            }
        }

        if (pair is not { } both || Math.Abs(strongest) <= Warning) return null;

        // Along a line of equal compute one rises as the other falls: their terms bend apart and can be told, though the design is thin.
        bool isError = strongest > Error;
        string consequence = isError ? "the runs cannot tell their terms apart" : "the runs hardly tell their terms apart";
        return new Finding
        {
            Code = "SF2004",
            Severity = isError ? Severity.Error : Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"ln {both.First.Symbol} and ln {both.Second.Symbol} have correlation {strongest:0.#####}: {consequence}."),
            Advice = string.Create(CultureInfo.InvariantCulture, $"Add runs off the line: the same {both.First.Symbol} with several {both.Second.Symbol}."),
        };
    }

    private static double Weigh(double correlation) => correlation > Error ? 1 + correlation : Math.Abs(correlation);

    private static double Correlate(RunSet runs, Variable a, Variable b)
    {
        double[] x = Array.ConvertAll(runs.ColumnArray(a), Math.Log);
        double[] y = Array.ConvertAll(runs.ColumnArray(b), Math.Log);

        // A constant column correlates with nothing; SF2003 speaks of it.
        double correlation = Correlation.Pearson(x, y);
        return double.IsFinite(correlation) ? correlation : 0;
    }
}
