// Reproduces the refit of Chinchilla's law by Besiroglu et al. 2024 (arXiv:2404.10102) on the runs of Hoffmann et al. 2022 (arXiv:2203.15556): fit, intervals, the
// compute-optimal allocation, and what a move of α from 0.34 to 0.35 does to it.
//
//   dotnet run -c Release --project samples/ReproduceChinchilla -- --out DIR
//
// Writes result.json, summary.txt and two figures (PNG and SVG) into DIR, by default ./out.
using System.Diagnostics;
using ReproduceChinchilla;
using ScalingFit;
using ScalingFit.Data;
using ScalingFit.Plotting;
using Spectre.Console;

const double flops = 5.76e23; // Chinchilla's own budget

if (args is not ([] or ["--out", _]))
{
    Console.Error.WriteLine("usage: ReproduceChinchilla [--out DIR]");
    return 2;
}

string folder = args is ["--out", var given] ? given : "out";
Directory.CreateDirectory(folder);

// 1. The runs: 245, and the 240 without the five highest losses.
RunSet runs = Datasets.ChinchillaWithoutOutliers;

// 2. Fits by four objectives. The first is the default; the second is what the published numbers minimise.
var clock = Stopwatch.StartNew();
LawFit huber = ScalingLaw.Chinchilla.Fit(runs);
double fitSeconds = clock.Elapsed.TotalSeconds;
LawFit absolute = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastAbsoluteDeviations);
LawFit logSquares = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
LawFit squares = ScalingLaw.Chinchilla.Fit(runs, Objective.LeastSquares);
huber.EnsureUsable();

// 3. Four thousand resamples of the runs.
clock.Restart();
Bootstrap bootstrap = WithProgress("Resampling", progress => huber.Bootstrap(4000, seed: 1, progress: progress));
double bootstrapSeconds = clock.Elapsed.TotalSeconds;

// 4. The decision, and what moving α does to it.
Allocation allocation = bootstrap.Allocate(flops);
WhatIf move = huber.WhatIf("alpha", from: 0.34, to: 0.35);
WhatIfChange ratio = move.Of(f => f.Allocate(flops).TokensPerParameter);
WhatIfChange hoffmann = Published.Hoffmann2022.WhatIf("alpha", from: 0.34, to: 0.35).Of(f => f.Allocate(flops).TokensPerParameter);

// 5. Say it.
Comparison.Print(huber, absolute, bootstrap, allocation);
Console.WriteLine();
Console.WriteLine($"What α 0.34 -> 0.35 does to tokens per parameter at {flops:0.00e0} FLOP:");
Console.WriteLine($"  this fit                      {ratio}");
Console.WriteLine($"  Hoffmann et al., as printed   {hoffmann}");
Console.WriteLine();

Summary summary = huber.Summary(new SummaryOptions { Flops = flops, Bootstrap = bootstrap });
Console.WriteLine(summary);

// 6. Keep it.
Files.WriteAtomically(Path.Combine(folder, "summary.txt"), summary.ToString());
Files.WriteAtomically(Path.Combine(folder, "result.json"), Result.From(huber, absolute, logSquares, squares, bootstrap, allocation, ratio, fitSeconds, bootstrapSeconds).ToJson());
foreach ((string name, Figure figure) in new[]
{
    ("loss-against-compute", bootstrap.PlotLossAgainstCompute(flops)),
    ("size-data-contour", bootstrap.PlotSizeDataContour(flops)),
})
{
    figure.SavePng(Path.Combine(folder, name + ".png"));
    figure.SaveSvg(Path.Combine(folder, name + ".svg"));
}

Console.WriteLine($"Written to {folder}: result.json, summary.txt, loss-against-compute and size-data-contour as .png and .svg");
return 0;

// A bar on a terminal; nothing where the output goes to a file or another program.
static Bootstrap WithProgress(string what, Func<IProgress<BootstrapProgress>?, Bootstrap> work)
{
    if (Console.IsOutputRedirected) return work(null);
    return AnsiConsole.Progress().AutoClear(true).Start(context =>
    {
        ProgressTask bar = context.AddTask(what);
        return work(new Bar(bar));
    });
}

internal sealed class Bar(ProgressTask task) : IProgress<BootstrapProgress>
{
    public void Report(BootstrapProgress value)
    {
        task.MaxValue = value.Replicates;
        task.Value = value.Completed;
    }
}
