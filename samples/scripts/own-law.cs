#!/usr/bin/env dotnet
// A law of one's own, and one law for several groups of runs, in one file:  dotnet run -c Release samples/scripts/own-law.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// 1. A data term that counts a head start of D0 tokens: no posynomial, and fitted by the same solver all the same.
ScalingLaw law = ScalingLaw.Define(
    "Head start",
    new HeadStart(),
    [
        new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "irreducible loss" },
        new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the model-size term" },
        new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on model size" },
        new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size of the data term" },
        new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
        new LawParameter { Name = "D0", Symbol = "D0", Kind = ParameterKind.Multiplier, Meaning = "tokens that count beforehand", LowestStart = 1e7, HighestStart = 1e11 },
    ],
    [Variable.Parameters, Variable.Tokens]);
RunSet runs = Datasets.Chinchilla;
LawFit fit = law.Fit(runs);
LawFit chinchilla = ScalingLaw.Chinchilla.Fit(runs);
Console.WriteLine(fit);
Console.WriteLine($"objective {fit.Certificate.Objective:G6}, Chinchilla's {chinchilla.Certificate.Objective:G6}; {fit.Certificate.StartsAgreeing} of {fit.Certificate.Starts} starts agree");
foreach (Finding finding in fit.Findings.Where(f => f.Severity != Severity.Information)) Console.WriteLine(finding);
Console.WriteLine("No head start shows in these runs: D0 falls to nothing, and the findings say that they do not determine it.");

// 2. Two groups that share the floor and the exponents. Here the larger models play the part of another architecture.
RunSet grouped = RunSet.Create(runs.Select(r => r with { Group = r.Parameters < 1e9 ? "small" : "large" }), runs.Conventions);
LawFit both = ScalingLaw.Chinchilla.Grouped(["small", "large"], "E", "alpha", "beta").Fit(grouped);
foreach (string group in both.Law.Groups) Console.WriteLine($"{group}: {both.Fitted.ForGroup(group)}");

// 3. Bounds, and what minimises the lower envelope of the runs.
Console.WriteLine(ScalingLaw.Chinchilla.Within("E", 1.9, 2.2).Fit(runs)["E"]);
Console.WriteLine(ScalingLaw.Chinchilla.Fit(runs, Objective.LogPinball(0.1)));

// 4. The same head start from its formula, where kinds and starts follow from the text, and from a lambda.
ScalingLaw formula = ScalingLaw.Define("L = E + A/N^alpha + B/(D + D0)^beta");
foreach (LawParameter parameter in formula.Parameters) Console.WriteLine($"{parameter.Symbol}: {parameter.Kind}, {parameter.Meaning}");
Console.WriteLine(formula.Fit(runs));
ScalingLaw lambda = ScalingLaw.Define("Lambda", (p, x) => p["E"] + (p["A"] / LawNumber.Pow(x["N"], p["alpha"])) + (p["B"] / LawNumber.Pow(x["D"] + p["D0"], p["beta"])));
Console.WriteLine(lambda.Fit(runs));

readonly struct HeadStart : ILaw
{
    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => p[0] + (p[1] / T.Pow(x[0], p[2])) + (p[3] / T.Pow(x[1] + p[5], p[4]));
}
