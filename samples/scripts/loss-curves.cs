#!/usr/bin/env dotnet
// What loss would another learning-rate schedule end at? From the root of the repository:  dotnet run -c Release samples/scripts/loss-curves.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Nine schedules: 2160 steps of warm-up to 3e-4, and an end of 3e-5 but for those in two stages.
const double Peak = 3e-4;
const double End = 3e-5;
const int WarmUp = 2160;
var schedules = new Dictionary<string, LearningRateSchedule>
{
    ["constant_24000"] = LearningRateSchedule.Constant(24000, Peak, WarmUp),
    ["constant_72000"] = LearningRateSchedule.Constant(72000, Peak, WarmUp),
    ["cosine_24000"] = LearningRateSchedule.Cosine(24000, Peak, End, WarmUp),
    ["cosine_72000"] = LearningRateSchedule.Cosine(72000, Peak, End, WarmUp),
    ["wsd_20000_24000"] = LearningRateSchedule.WarmupStableDecay(24000, Peak, End, decayStart: 20000, WarmUp),
    ["wsdld_20000_24000"] = LearningRateSchedule.WarmupStableDecay(24000, Peak, End, decayStart: 20000, WarmUp, DecayShape.Linear),
    ["wsdcon_3"] = LearningRateSchedule.TwoStage(16000, Peak, 3e-5, dropStep: 8000, WarmUp),
    ["wsdcon_9"] = LearningRateSchedule.TwoStage(16000, Peak, 9e-5, dropStep: 8000, WarmUp),
    ["wsdcon_18"] = LearningRateSchedule.TwoStage(16000, Peak, 18e-5, dropStep: 8000, WarmUp),
};
string[] training = ["cosine_24000", "constant_24000", "wsdcon_9"];

RunSet logged = RunFile.Read("data/mpl-lr-schedules/curves.csv", new RunFileOptions { Step = "step", Name = "schedule", Group = "nominal_parameters_millions" });
RunSet curves = RunSet.Create(logged.Select(row => row with { Schedule = schedules[row.Name!] }), logged.Conventions, logged.Source);

foreach ((string size, FittedLaw published) in new[] { ("25", Published.Luo2025Of25M), ("100", Published.Luo2025Of100M), ("400", Published.Luo2025Of400M) })
{
    RunSet ofSize = curves.Where(row => row.Group == size, because: "other sizes");
    RunSet train = ofSize.Where(row => training.Contains(row.Name), because: "the test curves");
    LawFit multiPower = ScalingLaw.MultiPower.Fit(train);
    LawFit annealing = ScalingLaw.Annealing().Fit(train);
    Console.WriteLine($"\n{size}M: fitted to {train.Count} rows of {string.Join(", ", training)}; mean |error| on the others");
    Console.WriteLine($"  {"",-20}{"published",10}{"fitted",10}{"annealing",10}");
    foreach (string name in schedules.Keys.Except(training))
    {
        RunSet curve = ofSize.Where(row => row.Name == name, because: "other schedules");
        Console.WriteLine($"  {name,-20}{Error(published, curve),10}{Error(multiPower.Fitted, curve),10}{Error(annealing.Fitted, curve),10}");
    }

    foreach (Finding finding in multiPower.Findings.Where(f => f.Severity == Severity.Error)) Console.WriteLine($"  {finding}");
}

// A schedule that nobody ran: where would the 400M model end if the rate fell to zero over the last quarter?
LearningRateSchedule untried = LearningRateSchedule.WarmupStableDecay(24000, Peak, 0, decayStart: 18000, WarmUp, DecayShape.Linear);
double loss = Published.Luo2025Of400M.Predict(new TrainingRun { Step = 24000, Schedule = untried, Loss = 1 });
double cosine = Published.Luo2025Of400M.Predict(new TrainingRun { Step = 24000, Schedule = schedules["cosine_24000"], Loss = 1 });
Console.WriteLine(FormattableString.Invariant($"\n400M after 24,000 steps, by the published law: cosine {cosine:0.000}, linear to zero from step 18,000 {loss:0.000}"));

static string Error(FittedLaw law, RunSet curve) => FormattableString.Invariant($"{law.Predict(curve).Zip(curve, (predicted, row) => Math.Abs(predicted - row.Loss)).Average():0.0000}");
