#!/usr/bin/env dotnet
// How much does delta decide? From the root of the repository:  dotnet run -c Release samples/scripts/gemstones.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// McLeish et al. 2025 (Gemstones): checkpoints of 22 models. The authors commit fits with delta 1e-3 and 1e-4.
foreach ((string name, string file) in new[] { ("hot", "runs.csv"), ("cooled", "runs_cool_end.csv") })
{
    RunSet runs = RunFile.Read($"data/gemstones/{file}");
    foreach (double delta in new[] { 1e-4, 1e-3, 1e-2 })
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LogHuber(delta));
        Console.WriteLine($"{name,-7} delta {delta,6}: objective {fit.Certificate.Objective:0.00000000e0}, alpha {fit["alpha"].Value:0.0000}, beta {fit["beta"].Value:0.0000}, tokens a parameter at 1e23 FLOP {fit.Allocate(1e23).TokensPerParameter:0.0}");
    }
}

// With delta 1e-4 the committed fit of the cooled runs has beta 0.690 and an objective of 2.059406e-4: no minimum.
Console.WriteLine("committed with delta 0.0001, cooled: objective 2.05940600e-4, beta 0.690");
