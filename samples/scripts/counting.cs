#!/usr/bin/env dotnet
// What counts as a parameter decides the exponent. From the root of the repository:  dotnet run -c Release samples/scripts/counting.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// 1. nanochat: optima of one sweep under three countings.
RunSet optima = RunFile.Read("data/nanochat-isoflop/optima.csv", new RunFileOptions { Loss = "bits_per_byte", Group = "counting", Conventions = new RunConventions { LossUnit = LossUnit.BitsPerByte } });
foreach (var counting in optima.GroupBy(run => run.Group))
{
    RunSet sizes = RunSet.Create(counting.Select(run => new TrainingRun { Flops = run.Flops, Loss = run.Parameters!.Value }), new RunConventions { LossUnit = LossUnit.Other });
    Console.WriteLine($"nanochat, {counting.Key,-22}: N* grows as C^{ScalingLaw.PowerProduct(Variable.Flops).Fit(sizes, Objective.LogLeastSquares)["p"].Value:0.000}");
}

// 2. Porian et al. 2024: the same correction by correction, from Kaplan's 0.84 to Hoffmann's 0.50.
RunSet points = RunFile.Read("data/porian-discrepancies/points.csv", new RunFileOptions { Group = "setting" });
foreach (string setting in new[] { "base-long-kaplan-kaplan-train", "base-long-kaplan-standard-val", "base-short-kaplan-standard-val", "base-short-chinchilla-standard-val", "tuned-short-const-standard-val" })
{
    IsoFlop isoFlop = points.Where(run => run.Group == setting, because: "one setting").IsoFlop(new IsoFlopOptions { Interpolation = IsoFlopInterpolation.Akima });
    Console.WriteLine($"Porian, {setting,-34}: N* grows as C^{isoFlop.Parameters!.Exponent:0.000}");
}

// 3. Pearce and Song 2024: how many parameters a count without embeddings leaves out.
foreach (double without in new[] { 1e6, 1e8, 1e10 }) Console.WriteLine($"{without:0e0} without embeddings are {ParameterConversion.PearceSong.Total(without):0.000e0} in all");
