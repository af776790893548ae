using System.Globalization;
using ScalingFit.Summaries;

namespace ScalingFit.Benchmarks.Coverage;

/// <summary><c>coverage [--tables 1000] [--replicates 500] [--design chinchilla|gemstones|ladder] [--out FILE.md]</c>: the coverage and width of every method, as a page.</summary>
internal static class CoverageCommand
{
    public static int Run(string[] arguments)
    {
        if (Options.Read(arguments, "--tables", "--replicates", "--design", "--out") is not { } options) return 2;

        int tables = int.Parse(options["--tables"] ?? "1000", CultureInfo.InvariantCulture);
        int replicates = int.Parse(options["--replicates"] ?? "500", CultureInfo.InvariantCulture);
        string machine = Machine.Describe();
        var cells = new List<CoverageCell>();
        foreach (CoverageDesign design in CoverageDesign.All)
        {
            if (options["--design"] is { } only && !design.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase)) continue;
            foreach (CoverageNoise noise in design.Noises)
            {
                cells.Add(CoverageCell.Simulate(design, noise, tables, replicates));
                Console.Error.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {design.Name}, {noise}");
            }
        }

        string page = CoverageReport.Of(cells, tables, replicates, machine);
        Console.Write(page);
        if (options["--design"] is null || options["--out"] is not null) AtomicFile.Write(options["--out"] ?? Repository.PathOf("docs/how-it-works/coverage.md"), System.Text.Encoding.UTF8.GetBytes(page));
        return 0;
    }
}
