#!/usr/bin/env dotnet
// How large may a batch be? From the root of the repository:  dotnet run -c Release samples/scripts/critical-batch.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Zhang et al. 2024: steps to one loss at nine batch sizes, for five models. The steps stand in the column of the loss.
RunSet all = RunFile.Read("data/critical-batch-size/steps_to_target.csv", new RunFileOptions
{
    Parameters = "nominal_parameters",
    Loss = "steps_to_target",
    Group = "model",
    Values = new Dictionary<string, string> { ["B"] = "batch_size_sequences" },
    Conventions = new RunConventions { LossUnit = LossUnit.Other },
});

// Of each model the batch at which data are 20 % more than at 256 sequences, then how that grows with size.
var critical = new List<TrainingRun>();
foreach (var model in all.GroupBy(run => run.Group).OrderBy(g => g.First().Parameters))
{
    LawFit fit = ScalingLaw.BatchSteps.Fit(all.Where(run => run.Group == model.Key, because: "one model"), Objective.LogLeastSquares);
    double batch = new CriticalBatch(fit["Bcrit"].Value).BatchOfOverhead(0.2, reference: 256);
    critical.Add(new TrainingRun { Parameters = model.First().Parameters, Loss = batch });
    Console.WriteLine($"{model.Key,-14} S = {fit["Smin"].Value,8:0.0} (1 + {fit["Bcrit"].Value:0.0}/B), critical at {batch,7:0.0} sequences");
}

LawFit growth = ScalingLaw.PowerProduct(Variable.Parameters).Fit(RunSet.Create(critical, all.Conventions), Objective.LogLeastSquares);
double millions = growth["c"].Value * Math.Pow(1e6, growth["p"].Value);
Console.WriteLine($"critical batch = {millions:0.00} (N/10^6)^{growth["p"].Value:0.0000}; published 93.20 and 0.4683");
