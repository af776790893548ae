using System.Globalization;
using System.Text;

namespace ScalingFit.Benchmarks.Coverage;

/// <summary>The page docs/how-it-works/coverage.md.</summary>
internal static class CoverageReport
{
    public static string Of(IReadOnlyList<CoverageCell> cells, int tables, int replicates, string machine)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Coverage

            How often a nominal 95 % interval holds the truth, by simulation: {tables} made tables a cell, {replicates} resamples each, the default fit (log-Huber, delta 0.001). One command makes this page:

                dotnet run -c Release --project tests/ScalingFit.Benchmarks -- coverage

            Designs are those of real tables, with the law fitted to each as truth and its residuals' root mean square as the scatter of ln L: Chinchilla's 240 runs; the 22 models of Gemstones with ten checkpoints each; a ladder of
            four sizes with three amounts of data each. Noise is Gaussian; Student's t with three degrees of freedom; Gaussian, four times as wide at the smallest compute as at the largest; and Gaussian with three quarters of the
            variance shared by the rows of a cluster (a run's checkpoints; in Chinchilla's table runs of one size, which are then named alike). The decision is that at ten times the largest run.

            Coverage is in per cent of the intervals given, with the width in brackets: the median over tables, for N* and D*/N* of the logarithm. `withheld` is the share of tables for which no interval is given, because the fit or its
            resamples are not usable or the quantity has no bound. The Monte Carlo error of a coverage of 95 % is {100 * Math.Sqrt(0.95 * 0.05 / tables):0.0}; it stands for each in the last column for the worst of the five.

            {machine}

            """);
        foreach (CoverageCell cell in cells)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {cell.Design.Name}, {Words(cell.Noise)}\n\n");
            var table = new MarkdownTable(["method", .. CoverageCell.Quantities, "lowest ± MC error", "withheld"]);
            for (int m = 0; m < CoverageMethod.All.Length; m++)
            {
                if (cell.Given(m) == 0)
                {
                    table.Add([CoverageMethod.All[m].Name, .. CoverageCell.Quantities.Select(_ => "-"), "-", "100 %"]);
                    continue;
                }

                string[] shown = [.. CoverageCell.Quantities.Select((_, q) => string.Create(CultureInfo.InvariantCulture, $"{100 * cell.Coverage(m, q):0.0} ({cell.Width(m, q):0.###})"))];
                double lowest = Enumerable.Range(0, CoverageCell.Quantities.Length).Min(q => cell.Coverage(m, q));
                double error = Math.Sqrt(lowest * (1 - lowest) / cell.Given(m));
                table.Add([CoverageMethod.All[m].Name, .. shown, string.Create(CultureInfo.InvariantCulture, $"{100 * lowest:0.0} ± {100 * error:0.0}"), string.Create(CultureInfo.InvariantCulture, $"{100 * cell.Withheld(m):0.0} %")]);
            }

            text.Append(table);
        }

        return text.ToString();
    }

    private static string Words(CoverageNoise noise) => noise switch
    {
        CoverageNoise.Gaussian => "Gaussian noise",
        CoverageNoise.StudentT3 => "t3 noise",
        CoverageNoise.Heteroscedastic => "heteroscedastic noise",
        _ => "clustered noise",
    };
}
