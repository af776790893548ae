#!/usr/bin/env dotnet
// Figure 1 of Gadre et al. 2024 (arXiv:2403.08540). From the root of the repository:  dotnet run -c Release samples/scripts/over-training.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

(string Corpus, FittedLaw Loss, FittedLaw Error)[] corpora =
[
    ("c4_original", Published.Gadre2024C4, Published.Gadre2024C4Error17),
    ("rpj", Published.Gadre2024RedPajama, Published.Gadre2024RedPajamaError17),
    ("rw_original", Published.Gadre2024RefinedWeb, Published.Gadre2024RefinedWebError17),
];
RunSet losses = RunFile.Read("data/gadre-overtraining/runs.csv", new RunFileOptions { Tokens = "tokens", Loss = "loss", Group = "corpus" });
RunSet errors = RunFile.Read("data/gadre-overtraining/runs.csv", new RunFileOptions
{
    Tokens = "tokens",
    Loss = "error_subset",
    Group = "corpus",
    Values = new Dictionary<string, string> { ["loss"] = "loss" },
    Conventions = RunConventions.Default with { LossUnit = LossUnit.Other },
});

double furthest = 0;
foreach ((string corpus, FittedLaw publishedLoss, FittedLaw publishedError) in corpora)
{
    RunSet all = losses.Where(run => run.Group == corpus, because: "other corpora");
    double[] sizes = [.. all.Select(run => run.Parameters!.Value).Distinct().Order()];
    bool Small(TrainingRun run) => (run.Parameters <= sizes[3] && At(run, 20)) || (run.Parameters == sizes[0] && At(run, 320));
    bool Medium(TrainingRun run) => run.Parameters == sizes[4] && At(run, 20);

    LawFit loss = ScalingLaw.OverTraining.Fit(all.Where(Small, because: "the five models that the paper fits to"), Objective.LeastSquares);
    LawFit error = ScalingLaw.LossToError.Fit(errors.Where(run => run.Group == corpus && (Small(run) || Medium(run)), because: "the six models that the paper fits to"), Objective.LeastSquares);
    Console.WriteLine($"\n{corpus}\n  {loss}\n  published {publishedLoss}\n  {error}\n  published {publishedError}");
    furthest = Math.Max(furthest, Math.Max(Furthest(loss, publishedLoss), Furthest(error, publishedError)));

    // What was held back: the 1.4B at 640 tokens a parameter and the 6.9B at 20.
    foreach (TrainingRun run in all.Where(run => run.Parameters >= sizes[4] && (At(run, 640) || (run.Parameters > sizes[4] && At(run, 20)))))
    {
        TrainingRun measured = errors.Single(r => r.Name == run.Name);
        double forecast = loss.Fitted.Predict(run);
        double forecastError = error.Fitted.Predict(("loss", forecast));
        Console.WriteLine($"  {run.Name}: loss {forecast:0.0000}, measured {run.Loss:0.0000} ({Off(forecast, run.Loss):0.0000} %); error {forecastError:0.0000}, measured {measured.Loss:0.0000} ({Off(forecastError, measured.Loss):0.0000} %)");
    }

    Console.WriteLine($"  best tokens a parameter, whatever the compute: {loss.Allocate(1e21).TokensPerParameter:0.00}");
}

Console.WriteLine($"\nlargest relative distance of a parameter from the published: {furthest:0.0e0}");
Console.WriteLine(furthest < 1e-4 ? "over-training: reproduced" : "over-training: NOT reproduced");

static bool At(TrainingRun run, double tokensPerParameter) => Math.Abs(run.TokensPerParameter!.Value - tokensPerParameter) < 0.05 * tokensPerParameter;

static double Off(double forecast, double measured) => 100 * Math.Abs(forecast - measured) / measured;

static double Furthest(LawFit fit, FittedLaw published) => fit.Parameters.Max(p => Math.Abs((p.Value / published[p.Parameter.Name]) - 1));
