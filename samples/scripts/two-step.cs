#!/usr/bin/env dotnet
// From a ladder of small models to the accuracy of a large one, after Bhagia et al. 2024 (arXiv:2412.04403). From the root of the repository:  dotnet run -c Release samples/scripts/two-step.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// What the paper's own chain forecasts for the 13B. Its steps are fitted to every checkpoint; ours to the end of each run, which is what the table has.
(string Task, string Words)[] tasks =
[
    ("hellaswag_validation", "(the paper forecasts .8530 for the 13B)"),
    ("piqa_validation", "(the paper forecasts .8208 for the 13B)"),
    ("arc_challenge_test", "(the paper forecasts .5267 for the 13B)"),
    ("arc_easy_test", ""),
];
const string Table = "data/olmo-ladder/tasks.csv";
TrainingRun ideal = new() { Name = "ideal", Loss = 1, Values = new Dictionary<string, double> { ["loss"] = 0 } };
int covered = 0;
int forecasts = 0;
foreach ((string task, string words) in tasks)
{
    RunSet bits = Read(task, "bits_per_byte", LossUnit.BitsPerByte);
    RunSet accuracies = Read(task, "accuracy", LossUnit.Other);
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

static RunSet Read(string task, string response, LossUnit unit) => RunSet.Create(
    File.ReadLines(Table).Skip(1).Select(line => line.Split(',')).Where(f => f[6] == task).Select(f => new TrainingRun
    {
        Name = f[0],
        Group = f[2],
        Parameters = Number(f[3]),
        Tokens = Number(f[4]),
        Flops = Number(f[5]),
        Loss = Number(response == "accuracy" ? f[8] : f[7]),
        Values = new Dictionary<string, double> { ["loss"] = Number(f[7]) },
    }),
    RunConventions.Default with { LossUnit = unit },
    $"OLMo ladder, {task}");

static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
