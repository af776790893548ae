#!/usr/bin/env dotnet
// Would it have worked before? From the root of the repository:  dotnet run -c Release samples/scripts/back-test.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// The OLMo ladder: 16 models of 190M to 1.3B, and the 7B and 13B that they were trained to forecast.
RunSet ladder = RunFile.Read("data/olmo-ladder/runs.csv", new RunFileOptions { Loss = "c4_loss", Group = "mode" });
LawFit all = ScalingLaw.Chinchilla.Fit(ladder);
HoldOut targets = all.HoldOut(run => run.Group == "eval");
Console.WriteLine($"OLMo ladder, loss on C4\n{targets}");
foreach (Forecast forecast in targets.Forecasts) Console.WriteLine($"  {forecast}");

// What the ladder's own past would have said of them.
LawFit rungs = targets.Training;
BackTest past = rungs.BackTest();
Console.WriteLine($"\n{past}");
foreach (Forecast forecast in targets.Forecasts)
{
    Prediction prediction = rungs.Predict(forecast.Run.Parameters!.Value, forecast.Run.Tokens!.Value, past, level: 0.8);
    Console.WriteLine($"{forecast.Run.Name}: {prediction}; measured {forecast.Measured:0.000}");
    foreach (Finding finding in prediction.Findings) Console.WriteLine($"  {finding}");
}

// The over-training testbed: each corpus without its most over-trained 1.4B and its 6.9B.
RunSet testbed = RunFile.Read("data/gadre-overtraining/runs.csv", new RunFileOptions { Tokens = "tokens", Loss = "loss", Group = "corpus" });
foreach (string corpus in testbed.Select(run => run.Group!).Distinct())
{
    RunSet runs = testbed.Where(run => run.Group == corpus, because: "other corpora");
    LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
    double most = runs.Where(run => run.Parameters is > 1.2e9 and < 2e9).Max(run => run.TokensPerParameter!.Value);
    HoldOut largest = fit.HoldOut(run => run.Parameters > 5e9 || (run.Parameters > 1.2e9 && run.TokensPerParameter >= most));
    Console.WriteLine($"\nOver-training, {corpus}\n{largest}");
    foreach (Forecast forecast in largest.Forecasts) Console.WriteLine($"  {forecast}");
    Console.WriteLine(fit.BackTest());
}
