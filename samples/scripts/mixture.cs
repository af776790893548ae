#!/usr/bin/env dotnet
// Which mixture of data? From the root of the repository:  dotnet run -c Release samples/scripts/mixture.cs
#:project ../../src/ScalingFit/ScalingFit.csproj
#:project ../../src/ScalingFit.Data/ScalingFit.Data.csproj
using System.Diagnostics;
using MathNet.Numerics.Statistics;
using ScalingFit;
using ScalingFit.Data;

// 512 models of a million parameters, each on another mixture of 17 domains of the Pile (Liu et al. 2024, RegMix).
var domains = MixtureDomains.Of(
    "arxiv", "freelaw", "nih_exporter", "pubmed_central", "wikipedia_en", "dm_mathematics", "github", "philpapers", "stackexchange", "enron_emails", "gutenberg_pg_19", "pile_cc", "ubuntu_irc", "europarl", "hackernews",
    "pubmed_abstracts", "uspto_backgrounds");
RunSet train = Read("train_1m", "loss_pile_cc");
LawFit[] fits = [Fit(ScalingLaw.LinearMixture(domains), train), Fit(ScalingLaw.ExponentialMixing(domains), train)];

// Does the order of mixtures at a million parameters hold at 60 million and at a billion? Rank correlations, in per cent.
Console.WriteLine("\nRank correlation with the loss on Pile-CC        1M     60M      1B");
Console.WriteLine("  linear regression, published (as quoted)     90.08   89.26   88.01");
foreach (LawFit fit in fits)
{
    double[] ranks = [.. new[] { "test_1m", "test_60m", "test_1b" }.Select(t => 100 * Spearman(fit.Fitted, Read(t, "loss_pile_cc")))];
    Console.WriteLine(FormattableString.Invariant($"  {fit.Law.Name,-42} {ranks[0],7:0.00} {ranks[1],7:0.00} {ranks[2],7:0.00}"));
}

foreach (LawFit fit in fits)
{
    Console.WriteLine($"\nBest for Pile-CC by the {fit.Law.Name.ToLowerInvariant()} law");
    Show("no caps", fit.OptimalMixture(domains));
    Show("no share above what any run had, nor above 0.5", fit.OptimalMixture(domains, Caps(train)));
    Console.WriteLine($"  mean of the best of 100000 drawn: {fit.Fitted.SimulatedMixture(domains)}");
}

// One mixture for all thirteen validation sets alike; then for a run on 100 billion tokens with at most four epochs, were there 0.6 billion tokens of e-mail and 3 billion of abstracts.
string[] losses = ["arxiv", "freelaw", "pubmed_central", "wikipedia_en", "dm_mathematics", "github", "stackexchange", "gutenberg_pg_19", "pile_cc", "ubuntu_irc", "hackernews", "pubmed_abstracts", "uspto_backgrounds"];
MixtureTarget[] targets = [.. losses.Select(d => new MixtureTarget(ScalingLaw.ExponentialMixing(domains).Fit(Read("train_1m", "loss_" + d), Objective.LeastSquares).Fitted, 1.0 / losses.Length))];
var constraints = new MixtureConstraints
{
    MaximumEpochs = 4,
    AvailableTokens = new Dictionary<string, double> { ["enron_emails"] = 6e8, ["pubmed_abstracts"] = 3e9 },
    TotalTokens = 1e11,
};
Console.WriteLine("\nBest for the mean of thirteen losses by exponential laws");
Show("no caps", domains.OptimalMixture(targets));
Show("four epochs at most", domains.OptimalMixture(targets, constraints));

double[] margins = [.. new[] { "test_1m", "test_60m", "test_1b" }.Select(t => Read(t, "loss_pile_cc")).Select(t => Spearman(fits[1].Fitted, t) - Spearman(fits[0].Fitted, t))];
Console.WriteLine($"\nThe exponential law ranks mixtures better at {margins.Count(m => m > 0)} of 3 sizes.");

RunSet Read(string table, string loss) => RunFile.Read($"data/regmix/{table}.csv", new RunFileOptions { Loss = loss, Values = domains.Columns(d => "proportion_" + d) });

static LawFit Fit(ScalingLaw law, RunSet runs)
{
    law.Fit(runs, Objective.LeastSquares);
    var watch = Stopwatch.StartNew();
    LawFit fit = law.Fit(runs, Objective.LeastSquares);
    double error = Math.Sqrt(fit.Residuals.Average(r => r * r));
    Console.WriteLine(FormattableString.Invariant($"{law.Name}: {law.FreeCount} parameters in {watch.Elapsed.TotalMilliseconds:0} ms, {fit.Certificate.StartsAgreeing} of {fit.Certificate.Starts} starts agree, root mean square error {error:0.0000}"));
    foreach (Finding finding in fit.Findings) Console.WriteLine($"  {finding}");
    return fit;
}

static double Spearman(FittedLaw law, RunSet test) => Correlation.Spearman(test.Select(law.Predict), test.Select(r => r.Loss));

MixtureConstraints Caps(RunSet runs) => new() { Upper = domains.Names.Select((n, j) => (n, Math.Min(0.5, runs.Column(domains.Variables[j]).Max()))).ToDictionary() };

static void Show(string what, OptimalMixture best)
{
    Console.WriteLine($"  {what}: {best}");
    Console.WriteLine(FormattableString.Invariant($"    {(best.IsConvex ? "convex: no mixture is better by more than" : "gap")} {best.Gap:0e0}; at a cap: {(best.AtUpper.Count == 0 ? "none" : string.Join(", ", best.AtUpper))}"));
    foreach (Finding finding in best.Findings) Console.WriteLine($"    {finding}");
}
