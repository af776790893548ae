#!/usr/bin/env dotnet
// Do size and data make up for each other? From the root of the repository:  dotnet run -c Release samples/scripts/coupled.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// A truth first: the exercise of Stanford's CS336 is Chinchilla's law without noise, so that k must come out as 1.
LawFit exact = ScalingLaw.Chinchilla.Fit(Datasets.Cs336IsoFlop);
Console.WriteLine($"CS336: {exact.Fitted}");

// Then the 240 Chinchilla runs: one parameter more, and whether k = 1 would do.
LawFit fit = ScalingLaw.Coupled.Fit(Datasets.ChinchillaWithoutOutliers);
Console.WriteLine($"coupled: {fit.Fitted}");
Console.WriteLine(fit.Test("k", 1));
Console.WriteLine(fit.Bootstrap(1000, seed: 1).Test("k", 1));
Console.WriteLine(Datasets.ChinchillaWithoutOutliers.CompareLaws(ScalingLaw.Chinchilla, ScalingLaw.Coupled));
