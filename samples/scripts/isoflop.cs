#!/usr/bin/env dotnet
// Best sizes of equal compute. From the root of the repository:  dotnet run -c Release samples/scripts/isoflop.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Llama 3, as read off its figure 2: the paper fits parabolas in tokens, and its loss is of no stated unit.
var conventions = new RunConventions { LossUnit = LossUnit.Other };
RunSet llama = RunFile.Read("data/llama3-isoflop/runs.csv", new RunFileOptions { Conventions = conventions });
IsoFlop inTokens = llama.IsoFlop(new IsoFlopOptions { Axis = Variable.Tokens });
Console.WriteLine($"Llama 3\n{inTokens}");
Console.WriteLine($"at 3.8e25 FLOP: {inTokens.Tokens!.At(3.8e25):0.00e0} tokens, {inTokens.Parameters!.At(3.8e25):0.00e0} parameters");

// Chinchilla: one budget does not show its minimum, and is left out unless asked for.
RunSet chinchilla = RunFile.Read("data/chinchilla-scalefit-isoflop/runs.csv");
Console.WriteLine($"\nChinchilla\n{chinchilla.IsoFlop()}");
Console.WriteLine($"with all budgets: N* = {chinchilla.IsoFlop(new IsoFlopOptions { UseOutside = true }).Parameters}");
