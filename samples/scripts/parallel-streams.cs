#!/usr/bin/env dotnet
// What are parallel streams worth? From the root of the repository:  dotnet run -c Release samples/scripts/parallel-streams.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Chen et al. 2025: 24 models of code and 24 of text, with 1 to 8 streams, all on 42 billion tokens.
RunSet models = RunFile.Read("data/parscale/runs.csv", new RunFileOptions
{
    Group = "corpus",
    Values = new Dictionary<string, string> { ["P"] = "streams" },
    Conventions = new RunConventions { Counting = ParameterCounting.NonEmbedding },
});

foreach ((string corpus, FittedLaw published) in new[] { ("stack_v2_python", Published.Chen2025Stack), ("pile", Published.Chen2025Pile) })
{
    LawFit fit = ScalingLaw.ParallelStreams.Fit(models.Where(run => run.Group == corpus, because: "the other corpus"));
    Console.WriteLine($"{corpus}, {fit.Runs.Count} models, objective {fit.Certificate.Objective:0.00000e0}");
    foreach (ParameterEstimate estimate in fit.Parameters) Console.WriteLine($"  {estimate.Parameter.Name,-6} {estimate.Value,12:G6}   published {published[estimate.Parameter.Name],12:G6}");

    // What a fleet would rather know than κ: how much larger a plain model of the same loss is.
    Interval worth = fit.Bootstrap(1000, seed: 1).Of(law => 1 + (law["kappa"] * Math.Log(8)));
    Console.WriteLine($"  8 streams are worth {1 + (fit["kappa"].Value * Math.Log(8)):0.00} times the size, {worth.Lower:0.00} to {worth.Upper:0.00}");
}
