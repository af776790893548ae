// What does α 0.34 -> 0.35 do to the compute-optimal model? For the constants that Hoffmann et al. 2022 (arXiv:2203.15556) print and for a fit of the 240 runs: held, refitted, along the profile, what acting on the
// wrong one costs, and by every combination of choices that an analyst could defend.
//
//   dotnet run -c Release --project samples/AlphaSensitivity
using System.Globalization;
using ScalingFit;
using ScalingFit.Data;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const double flops = 5.76e23; // Chinchilla's own budget
static double Ratio(FittedLaw law) => law.Allocate(flops).TokensPerParameter;

// What following the advice of one law costs where another is right: the loss at the advised size and data, above the lowest.
static string Cost(FittedLaw advice, FittedLaw truth)
{
    Allocation advised = advice.Allocate(flops);
    double best = truth.Allocate(flops).Loss;
    double loss = truth.Predict(advised.Parameters, advised.Tokens);
    return $"loss {loss:0.00000} instead of {best:0.00000}, {loss - best:+0.00000} nats a token";
}

RunSet runs = Datasets.ChinchillaWithoutOutliers;
LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
fit.EnsureUsable();

Console.WriteLine($"Tokens per parameter at {flops:0.00e0} FLOP, α 0.34 -> 0.35");
Console.WriteLine();

WhatIf printed = Published.Hoffmann2022.WhatIf("alpha", from: 0.34, to: 0.35);
Console.WriteLine($"Hoffmann et al. as printed    {printed.Of(Ratio)}");
foreach (Finding finding in Published.Hoffmann2022.Findings) Console.WriteLine($"  {finding}");
Console.WriteLine($"  {Published.Hoffmann2022Unrounded.SurvivingDigits(flops)}");
Console.WriteLine($"  acting on 0.34 where 0.35 is right: {Cost(printed.Before, printed.Held)}");
Console.WriteLine();

WhatIf move = fit.WhatIf("alpha", from: 0.34, to: 0.35);
WhatIfChange ratio = move.Of(Ratio);
Console.WriteLine($"Fit of the 240 runs           {ratio}");
Console.WriteLine($"  objective {move.ObjectiveBefore:0.0000000000} -> {move.ObjectiveRefitted:0.0000000000}: the runs hardly tell the two apart");
Console.WriteLine($"  acting on 0.34 where 0.35 is right, held:     {Cost(move.Before, move.Held)}");
Console.WriteLine($"  acting on 0.34 where 0.35 is right, refitted: {Cost(move.Before, move.Refitted!)}");
Console.WriteLine($"  along the profile: {fit.DecisionProfile("alpha", Ratio)}");
Console.WriteLine();

Tornado tornado = fit.Tornado(Ratio);
Console.WriteLine($"What moves it most ({tornado.Basis} for parameters)");
foreach (TornadoBar bar in tornado.Bars.Take(6)) Console.WriteLine($"  {bar}");
Console.WriteLine();

SpecificationCurve curve = runs.SpecificationCurve(Ratio);
Console.WriteLine("By every combination of choices");
foreach (string line in curve.ToString().Split('\n')) Console.WriteLine($"  {line}");
foreach (FittedLaw law in new[] { Published.Hoffmann2022, Published.Hoffmann2022Unrounded, Published.Besiroglu2024 })
{
    Console.WriteLine($"  {law.Source}: {Ratio(law):0.0}, above {100 * curve.RankOf(law):0.0} % of them");
}

Console.WriteLine();
Console.WriteLine($"alpha 0.34 -> 0.35: {ratio.Before:0.000} -> {ratio.Held:0.000} held, {ratio.Refitted:0.000} refitted");
return 0;
