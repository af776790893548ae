#!/usr/bin/env dotnet
// How sure? Every way to an interval on one table:  dotnet run -c Release samples/scripts/how-sure.cs [runs.csv]
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

RunSet runs = args is [var path] ? RunFile.Read(path) : Datasets.ChinchillaWithoutOutliers;
LawFit fit = ScalingLaw.Chinchilla.Fit(runs).EnsureUsable();
double flops = 10 * runs.Column(Variable.Flops).Max();
Func<FittedLaw, double> ratio = f => f.Allocate(flops).TokensPerParameter;
Console.WriteLine($"D*/N* at {flops:0.00e0} FLOP: {ratio(fit.Fitted):0.0}\n");

// One estimate, five ways of resampling, four forms of interval.
foreach (Resampling scheme in Enum.GetValues<Resampling>())
{
    Bootstrap boot = fit.Bootstrap(1000, seed: 1, new BootstrapOptions { Resampling = scheme });
    Console.WriteLine($"{scheme}: {boot}");
    foreach (Finding finding in boot.Findings) Console.WriteLine($"  {finding}");
    if (!boot.IsUsable) continue;
    foreach (IntervalMethod method in Enum.GetValues<IntervalMethod>())
    {
        Interval interval = boot.Of(ratio, method: method);
        Console.WriteLine($"  {method,-18} {interval}, each end known to ±{interval.LowerMonteCarloError:0.00} and ±{interval.UpperMonteCarloError:0.00}");
    }
}

// Without random numbers: each run left out once, and which of them the decision hangs on.
Console.WriteLine($"\nJackknife: {fit.Jackknife().Of(ratio)}");
Console.WriteLine(fit.Influence(ratio));

// The decision along α, with the other parameters refitted.
DecisionProfile profile = fit.DecisionProfile("alpha", ratio);
Console.WriteLine($"\nAlong α: {profile.Range} ({profile.Basis})");

// Eight jobs' shards, saved, read and merged, are what one job makes.
string folder = Directory.CreateTempSubdirectory("how-sure").FullName;
for (int k = 1; k <= 8; k++) DrawFile.Save(fit.Bootstrap(400, seed: 1, new BootstrapOptions { Shard = new Shard(k, 8) }), Path.Combine(folder, $"draws-{k}.json"));
Bootstrap merged = Enumerable.Range(1, 8).Select(k => DrawFile.Load(Path.Combine(folder, $"draws-{k}.json"), fit)).Merge();
Directory.Delete(folder, recursive: true);
Console.WriteLine($"\nEight shards merged: {merged}; the same as one job: {merged.Of(ratio) == fit.Bootstrap(400, seed: 1).Of(ratio)}");
