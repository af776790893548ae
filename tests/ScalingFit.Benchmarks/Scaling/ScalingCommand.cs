using ScalingFit.Summaries;

namespace ScalingFit.Benchmarks.Scaling;

/// <summary><c>scaling [--out FILE.svg]</c>: how time grows with rows and with resamples, as Markdown tables and a figure.</summary>
internal static class ScalingCommand
{
    private const string OutOption = "--out";

    public static int Run(string[] arguments)
    {
        if (Options.Read(arguments, OutOption) is not { } options) return 2;

        string machine = Machine.Describe();
        CostTimes times = CostTimes.Measure();
        Console.Write($"{machine}\n\n{CostReport.Of(times)}");
        AtomicFile.Write(options[OutOption] ?? Repository.PathOf("docs/how-it-works/cost.svg"), System.Text.Encoding.UTF8.GetBytes(CostFigure.Draw(times)));
        return 0;
    }
}
