// Plans a large run from runs of equal compute, in three ways, and says why they differ: Llama 3 (Dubey et al. 2024, arXiv:2407.21783) and Chinchilla (Hoffmann et al. 2022, arXiv:2203.15556), points read off
// their figures.
//
//   dotnet run -c Release --project samples/IsoFlopPlanning -- --data DIR
//
// DIR is the folder of the tables, by default ./data.
using IsoFlopPlanning;
using ScalingFit;
using ScalingFit.Data;

const double flops = 3.8e25; // Llama 3's own budget

if (args is not ([] or ["--data", _]))
{
    Console.Error.WriteLine("usage: IsoFlopPlanning [--data DIR]");
    return 2;
}

string folder = args is ["--data", var given] ? given : "data";

// 1. The runs. The loss of Llama 3's figure is of no stated unit, and its parabolas are in tokens.
var unknownUnit = new RunFileOptions { Conventions = new RunConventions { LossUnit = LossUnit.Other } };
RunSet llama = RunFile.Read(Path.Combine(folder, "llama3-isoflop", "runs.csv"), unknownUnit);
RunSet chinchilla = RunFile.Read(Path.Combine(folder, "chinchilla-scalefit-isoflop", "runs.csv"));

// 2. Frontier, minima and law on the same runs, and draws of the minima.
var inTokens = new ApproachesOptions { Flops = flops, IsoFlop = new IsoFlopOptions { Axis = Variable.Tokens } };
Approaches ofLlama = llama.CompareApproaches(options: inTokens);
Approaches ofChinchilla = chinchilla.CompareApproaches(options: inTokens with { IsoFlop = IsoFlopOptions.Default });
Report.Print("Llama 3, 133 points at ten budgets", ofLlama, ofLlama.IsoFlop.Bootstrap(1000, seed: 1));
Report.Print("Chinchilla, 124 points at nine budgets", ofChinchilla, ofChinchilla.IsoFlop.Bootstrap(1000, seed: 1));

// 3. Before runs are trained: what their grid would cost a parabola, by the law just fitted.
Report.PrintGrids(ofLlama.Fit.Fitted);

// 4. The plan.
IsoFlopBias bias = ofLlama.Bias!;
Console.WriteLine($"Plan for {flops:0.0e0} FLOP: {bias.Parameters!.At(flops):0.00e0} parameters on {bias.Tokens!.At(flops):0.00e0} tokens, corrected; {ofLlama.IsoFlop.Tokens!.At(flops):0.00e0} tokens by the parabolas alone");
return 0;
