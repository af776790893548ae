#!/usr/bin/env dotnet
// How many epochs are worth it? From the root of the repository:  dotnet run -c Release samples/scripts/repeated-data.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Muennighoff et al. 2023: 182 models on repeated C4. Their base law is frozen, as in the paper; what repetition is worth is fitted.
RunSet runs = RunFile.Read("data/muennighoff-data-constrained/runs.csv", new RunFileOptions { Values = new Dictionary<string, string> { ["U"] = "unique_tokens" } });
FittedLaw published = Published.Muennighoff2023;
ScalingLaw law = ScalingLaw.DataConstrained;
foreach (string name in new[] { "E", "A", "alpha", "B", "beta" }) law = law.With(name, published[name]);
LawFit fit = law.Fit(runs);
Console.WriteLine($"lowest objective {fit.Certificate.Objective:0.00000000} at R*_D {fit["RD"].Value:0.0}, R*_N {fit["RN"].Value:0.00}; published 15.4 and 5.31, a local minimum");

// The runs hardly bound R*_D above: the profile is flat over three decades.
Profile profile = fit.Profile("RD", new ProfileOptions { Values = [5, 10, 15.4, 30, 95, 500, 5000] });
foreach (ProfilePoint point in profile.Points)
{
    // What 4, 16 and 40 epochs on 25 billion unique tokens come to, in tokens that count as fresh.
    string worth = string.Join(", ", new[] { 4.0, 16, 40 }.Select(epochs => $"{epochs}: {1 + (point.Value * (1 - Math.Exp(-(epochs - 1) / point.Value))),5:0.0}"));
    Console.WriteLine($"  R*_D {point.Value,6}  objective {100 * point.RelativeRise,5:0.00} % above, R*_N {point.Law["RN"],5:0.00}; epochs count as {worth}");
}
