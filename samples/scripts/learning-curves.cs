#!/usr/bin/env dotnet
// How far do laws of one variable extrapolate? From the root of the repository:  dotnet run -c Release samples/scripts/learning-curves.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using System.Diagnostics;
using System.Globalization;
using ScalingFit;
using ScalingFit.Data;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The learning curves of Alabdulmohsin et al. 2022 (arXiv:2209.06640): rows to fit, and later rows to extrapolate to.
Variable x = Variable.Of("x", "examples seen", "examples");
var options = new RunFileOptions { Loss = "loss", Name = "model", Group = "task", Values = new Dictionary<string, string> { ["x"] = "examples_seen", ["training"] = "training" } };
RunSet rows = RunFile.Read("data/learning-curves/curves.csv", options);
RunSet domainOfRow = RunFile.Read("data/learning-curves/curves.csv", options with { Group = "domain" });
var curves = rows.Zip(domainOfRow, (row, domain) => (Row: row, Domain: domain.Group!)).GroupBy(r => (r.Domain, r.Row.Group, r.Row.Name)).Select(curve => (
    curve.Key.Domain,
    Name: $"{curve.Key.Domain} {curve.Key.Group} {curve.Key.Name}",
    Ahead: curve.Select(r => r.Row).Where(r => r.Values["training"] == 0).ToArray(),

    // Where rows to fit share an x, the last counts.
    Seen: RunSet.Create(curve.Select(r => r.Row).Where(r => r.Values["training"] == 1).GroupBy(r => r.Values["x"]).Select(g => g.Last()))))
    .Where(c => c.Ahead.Length > 0).ToArray();

// Each with the means that the paper publishes for IC, NMT, LM and BB; for the broken power law those of a multi-start fit of ln L made elsewhere.
(ScalingLaw Law, double[] Published)[] laws =
[
    (ScalingLaw.Power(x), [0.1046, 0.2217, 0.0140, 0.0148]),
    (ScalingLaw.PowerWithFloor(x), [0.0823, 0.0341, 0.0010, 0.0148]),
    (ScalingLaw.ShiftedPower(x), [0.0615, 0.0471, 0.0023, 0.0087]),
    (ScalingLaw.SaturatingPower(x), [0.0415, 0.0208, 0.0009, 0.0123]),
    (ScalingLaw.BrokenPower(x), [0.0402, 0.0105, 0.0010, 0.0120]),
];
string[] domains = ["IC", "NMT", "LM", "BB"];
bool each = args.Contains("--each");

// Where a curve shows no floor, no upper level or no break, the parameter that says where drifts away without end, and the rest have long settled.
FitOptions few = FitOptions.Default with { IterationLimit = 300 };
Console.WriteLine($"{curves.Length} curves; root mean square of ln(predicted/measured) ahead, mean over curves\n{"",-28}{string.Join("", domains.Select(d => $"{d,9}"))}");
int finite = 0;
foreach ((ScalingLaw law, double[] published) in laws)
{
    string source = law.Parameters.Count == 6 ? "recorded elsewhere" : "published";
    Console.WriteLine($"{law.Name}\n  {source,-26}{string.Join("", published.Select(s => $"{s,9:0.0000}"))}");
    foreach (Objective objective in new[] { Objective.LogLeastSquares, Objective.Default })
    {
        long start = Stopwatch.GetTimestamp();
        var scores = curves.AsParallel().AsOrdered().Select(c =>
        {
            LawFit fit = law.Fit(c.Seen, few with { Objective = objective });
            return (c.Domain, c.Name, Score: Math.Sqrt(c.Ahead.Average(r => Math.Pow(Math.Log(fit.Fitted.Predict(r) / r.Loss), 2))), Fit: fit);
        }).ToArray();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / curves.Length;
        finite += scores.Count(s => double.IsFinite(s.Score));
        string means = string.Join("", domains.Select(d => $"{scores.Where(s => s.Domain == d).Average(s => s.Score),9:0.0000}"));
        Console.WriteLine($"  {objective.Name,-26}{means}   {milliseconds:0.0} ms a curve");
        if (each)
        {
            foreach (var s in scores) Console.WriteLine($"    {s.Score:0.0000} {s.Name}: {s.Fit.Certificate.Termination}, {s.Fit.Certificate.StartsAgreeing} of {s.Fit.Certificate.Starts} starts, {s.Fit.Certificate.Objective:0.000000e0}, {s.Fit.Certificate.Evaluations} evaluations, {s.Fit.Fitted}");
        }
    }
}

Console.WriteLine($"{finite} of {2 * laws.Length * curves.Length} fits extrapolate to finite losses.");
