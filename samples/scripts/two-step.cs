#!/usr/bin/env dotnet
// From a ladder of small models to the accuracy of a large one, after Bhagia et al. 2024 (arXiv:2412.04403). From the root of the repository:  dotnet run -c Release samples/scripts/two-step.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// What the paper's own chain forecasts for the 13B. Its steps are fitted to every checkpoint; ours to the end of each run, which is what the table has.
(string Task, (string Set, double Questions)[] Parts, string Words)[] tasks =
[
    ("MMLU", [("mmlu_stem_test", 3018), ("mmlu_humanities_test", 4705), ("mmlu_social_sciences_test", 3077), ("mmlu_other_test", 3242)], "(the paper forecasts .5127 for the 13B)"),
    ("HellaSwag", [("hellaswag_validation", 1)], "(the paper forecasts .8530 for the 13B)"),
    ("PIQA", [("piqa_validation", 1)], "(the paper forecasts .8208 for the 13B)"),
    ("ARC-Challenge", [("arc_challenge_test", 1)], "(the paper forecasts .5267 for the 13B)"),
    ("ARC-Easy", [("arc_easy_test", 1)], ""),
];
const string Table = "data/olmo-ladder/tasks.csv";
TrainingRun ideal = new() { Name = "ideal", Loss = 1, Values = new Dictionary<string, double> { ["loss"] = 0 } };
int covered = 0;
int forecasts = 0;
foreach ((string task, (string Set, double Questions)[] parts, string words) in tasks)
{
    RunSet bits = Read(parts, isAccuracy: false);
    RunSet accuracies = Read(parts, isAccuracy: true);
    LawFit loss = ScalingLaw.Chinchilla.Within("alpha", 0).Within("beta", 0).Fit(Rungs(bits));
    LawFit accuracy = ScalingLaw.LossToAccuracy.Fit(Rungs(accuracies), Objective.LeastSquares);
    TwoStep chain = loss.Then(accuracy, resamples: 2000, seed: 1);

    // The paper adds an ideal model, of loss zero and every answer right, lest the top be left to the runs. It is no run, so the steps no longer share theirs.
    LawFit idealised = ScalingLaw.LossToAccuracy.Fit(RunSet.Create([.. Rungs(accuracies), ideal], accuracies.Conventions), Objective.LeastSquares);

    Console.WriteLine($"\n{task} {words}\n  {loss}\n  {accuracy}\n  with an ideal model: {idealised.Fitted}\n  {chain}");
    foreach (Finding finding in chain.Findings) Console.WriteLine($"  {finding}");
    foreach (TrainingRun target in bits.Where(run => run.Group == "eval"))
    {
        double measured = accuracies.Single(run => run.Name == target.Name).Loss;
        TwoStepPrediction p = chain.Predict(target);
        Console.WriteLine($"  {target.Name}: bits a byte {p.Loss:0.0000}, measured {target.Loss:0.0000}; accuracy {p}; measured {measured:0.0000}");
        if (p.StandardError is { } error) Console.WriteLine($"    standard error {error:0.0000}: {p.FirstStepError:0.0000} by the loss, {p.SecondStepError:0.0000} by the accuracy's curve");
        Console.WriteLine($"    with an ideal model {idealised.Fitted.Predict(("loss", p.Loss)):0.0000}");
        if (p.NewRun is not { } interval) continue;
        forecasts++;
        covered += interval.Contains(measured) ? 1 : 0;
    }
}

Console.WriteLine($"\ntwo steps: {covered} of {forecasts} measured accuracies lie in the interval of a new run");

static RunSet Rungs(RunSet runs) => runs.Where(run => run.Group == "train", because: "what the ladder is to forecast");

// A task of several sets is their mean by question.
static RunSet Read((string Set, double Questions)[] parts, bool isAccuracy) => RunSet.Create(
    File.ReadLines(Table).Skip(1).Select(line => line.Split(',')).Where(f => parts.Any(p => p.Set == f[6])).GroupBy(f => f[0]).Select(rows => new TrainingRun
    {
        Name = rows.Key,
        Group = rows.First()[2],
        Parameters = Number(rows.First()[3]),
        Tokens = Number(rows.First()[4]),
        Flops = Number(rows.First()[5]),
        Loss = Mean(rows, parts, column: isAccuracy ? 8 : 7),
        Values = new Dictionary<string, double> { ["loss"] = Mean(rows, parts, column: 7) },
    }),
    RunConventions.Default with { LossUnit = isAccuracy ? LossUnit.Other : LossUnit.BitsPerByte },
    "the OLMo ladder");

static double Mean(IEnumerable<string[]> rows, (string Set, double Questions)[] parts, int column) =>
    rows.Sum(f => Number(f[column]) * parts.Single(p => p.Set == f[6]).Questions) / parts.Sum(p => p.Questions);

static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
