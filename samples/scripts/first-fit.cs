#!/usr/bin/env dotnet
// A first fit, in one file:  dotnet run samples/scripts/first-fit.cs [runs.csv]
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

RunSet runs = args is [var path] ? RunFile.Read(path) : Datasets.ChinchillaWithoutOutliers;
LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
Console.WriteLine(fit.Summary());                                            // one page: estimates, verdict, decision, findings

double alpha = fit["alpha"].Value;
Prediction loss = fit.Predict(parameters: 70e9, tokens: 1.4e12);             // where the curve lies, and where a new run would
Bootstrap boot = fit.Bootstrap(4000, seed: 1);                               // resamples runs
Interval ratio = boot.Of(f => f.Allocate(5.76e23).TokensPerParameter);       // of anything that follows from the law
WhatIf move = fit.WhatIf("alpha", from: 0.34, to: 0.35);                     // the others held, and refitted
Console.WriteLine($"α = {alpha:0.0000}");
Console.WriteLine(loss);
Console.WriteLine($"tokens per parameter at 5.76e23 FLOP: {ratio}");
Console.WriteLine($"α 0.34 -> 0.35: {move.Of(f => f.Allocate(5.76e23).TokensPerParameter)}");

fit.EnsureUsable();                                                          // throws, saying what is wrong and what to do
