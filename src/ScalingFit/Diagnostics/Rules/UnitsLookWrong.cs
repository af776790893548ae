using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1004: sizes or data whose numbers suggest another unit: billions, samples or steps where parameters and tokens are meant.</summary>
internal sealed class UnitsLookWrong : IRunRule
{
    private const double SmallestModel = 1e4;
    private const double FewestTokens = 1e6;
    private const double LowestRatio = 0.05;
    private const double HighestRatio = 1e6;

    public Finding? Check(RunSet runs)
    {
        var odd = new List<string>();
        double? size = Median(runs, Variable.Parameters);
        double? data = Median(runs, Variable.Tokens);
        if (size < SmallestModel) odd.Add(string.Create(CultureInfo.InvariantCulture, $"the median model has {size:0.###} parameters"));
        if (data < FewestTokens) odd.Add(string.Create(CultureInfo.InvariantCulture, $"the median run has {data:0.###} tokens"));
        if (odd.Count == 0 && data / size is < LowestRatio or > HighestRatio) odd.Add(string.Create(CultureInfo.InvariantCulture, $"the median of the data is {data / size:0.##e0} times the median size"));
        if (odd.Count == 0) return null;
        return new Finding
        {
            Code = "SF1004",
            Severity = Severity.Warning,
            Message = $"The units look wrong: {string.Join("; ", odd)}.",
            Advice = "Give parameters and tokens themselves: not millions or billions of them, nor samples or steps.",
        };
    }

    private static double? Median(RunSet runs, Variable variable) => runs.Has(variable) ? runs.ColumnArray(variable).Median() : null;
}
