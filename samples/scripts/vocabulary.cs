#!/usr/bin/env dotnet
// A law of negative losses, refitted. From the root of the repository:  dotnet run -c Release samples/scripts/vocabulary.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using ScalingFit;
using ScalingFit.Data;

// Tao et al. 2024, approach 3: 1200 checkpoints of 60 models, of which the paper keeps those of at least 2.18e17 FLOP.
RunSet table = RunFile.Read("data/vocab-scaling/runs.csv", new RunFileOptions
{
    Parameters = "non_vocabulary_parameters",
    Loss = "unigram_normalised_loss",
    Values = new Dictionary<string, string> { ["V"] = "vocabulary_size", ["d"] = "embedding_width", ["H"] = "characters" },
    Conventions = Published.Tao2024.Conventions,
});
RunSet kept = table.Where(run => run.Flops >= 2.18e17, because: "below 2.18e17 FLOP, as in the paper");

// The authors' number of tokens has the vocabulary in thousands; checkpoints of one model have one name.
RunSet Rows(bool thousands) => RunSet.Create(
    kept.Select(run => run with { Name = $"{run.Parameters} {run.Values["V"]}", Tokens = VocabularyTokens.OfCharacters(run.Values["H"], run.Values["V"], thousands) }),
    kept.Conventions);

ScalingLaw law = ScalingLaw.Vocabulary.Tie("alpha1", "beta");
ScalingLaw asPublished = law;
foreach (LawParameter parameter in law.Parameters.Where(p => p.Name != "beta")) asPublished = asPublished.With(parameter.Name, Published.Tao2024[parameter.Name]);

foreach (bool thousands in new[] { true, false })
{
    LawFit fit = law.Fit(Rows(thousands), Objective.Huber(1e-3));
    LawFit published = asPublished.Fit(Rows(thousands), Objective.Huber(1e-3));
    Console.WriteLine(thousands ? "D as in the authors' fit" : "D in tokens");
    foreach (ParameterEstimate estimate in fit.Parameters) Console.WriteLine($"  {estimate.Parameter.Name,-6} {estimate.Value,10:G6}   published {published[estimate.Parameter.Name].Value,10:G6}");
    Console.WriteLine($"  objective of {fit.Runs.Count} checkpoints: {fit.Certificate.Objective:0.0000000000}, of the published parameters {published.Certificate.Objective:0.0000000000}");
}
