#!/usr/bin/env dotnet
// Clark et al.'s law of routed experts, refitted. From the root of the repository:  dotnet run -c Release samples/scripts/routed-experts.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

RunSet table = RunFile.Read("data/clark-routed-moe/runs.csv", new RunFileOptions
{
    Parameters = "parameters",
    Loss = "loss",
    Group = "router",
    Values = new Dictionary<string, string> { ["experts"] = "experts", ["K"] = "experts_per_token", ["frequency"] = "routing_frequency", ["seed"] = "seed" },
});
RunSet plain = table.Where(run => run.Values["K"] == 1 && run.Values["seed"] == 42 && (run.Group == "Dense" || run.Values["frequency"] == 0.5), because: "other routing frequencies, experts a token and seeds");

foreach ((string router, FittedLaw published) in new[] { ("S-Base", Published.Clark2022SBase), ("RL-R", Published.Clark2022ReinforcementLearning), ("Hash", Published.Clark2022Hash) })
{
    LawFit fit = ScalingLaw.RoutedExperts.Fit(plain.Where(run => run.Group == "Dense" || run.Group == router, because: "other routers"), Objective.LogLeastSquares);
    Console.WriteLine($"{router}, {fit.Runs.Count} models");
    Bootstrap resamples = fit.Bootstrap(1000, seed: 1);
    foreach (ParameterEstimate estimate in fit.Parameters)
    {
        Interval interval = resamples.Interval(estimate.Parameter.Name);
        Console.WriteLine($"  {estimate.Parameter.Name,-8} {estimate.Value,9:G5}   published {published[estimate.Parameter.Name],8:G6}   95 % {interval.Lower:G4} to {interval.Upper:G4}");
    }

    double Scatter(FittedLaw law) => Math.Sqrt(fit.Runs.Average(run => Math.Pow(Math.Log10(law.Predict(run) / run.Loss), 2)));
    Console.WriteLine($"  root mean square of log10 L: {Scatter(fit.Fitted):0.00000}, by the published numbers {Scatter(published):0.00000}");
}
