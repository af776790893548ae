using System.Globalization;
using ScalingFit;
using Spectre.Console;

namespace ReproduceChinchilla;

/// <summary>Published and recomputed numbers side by side.</summary>
internal static class Comparison
{
    // Besiroglu et al. 2024, table 1 and the notebook behind it: 4000 resamples, 95 % percentile intervals.
    private static readonly (string Name, double Error, double Lower, double Upper)[] Published4000 =
    [
        ("E", 0.02566, 1.769, 1.871),
        ("A", 124.52, 285.214, 743.626),
        ("alpha", 0.01540, 0.317, 0.373),
        ("B", 1293.28, 1042.357, 5810.344),
        ("beta", 0.02060, 0.331, 0.415),
    ];

    public static void Print(LawFit huber, LawFit absolute, Bootstrap bootstrap, Allocation allocation)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Hoffmann et al. 2022", "Besiroglu et al. 2024", "ScalingFit, log-LAD", "ScalingFit, Huber 1e-3");
        for (int c = 1; c < 5; c++) table.Columns[c].RightAligned();
        foreach ((string name, double error, double lower, double upper) in Published4000)
        {
            Interval interval = bootstrap.Interval(name);
            table.AddRow(name, Text(Published.Hoffmann2022Unrounded[name]), Text(Published.Besiroglu2024[name]), Text(absolute[name].Value), Text(huber[name].Value));
            table.AddRow("  std. error", "", Text(error, 3), "", Text(bootstrap.StandardError(name), 3));
            table.AddRow("  95 % interval", "", $"{Text(lower, 4)} to {Text(upper, 4)}", "", $"{Text(interval.Lower, 4)} to {Text(interval.Upper, 4)}");
        }

        Interval ratio = allocation.TokensPerParameterInterval!.Value;
        table.AddRow(
            "tokens per parameter",
            Text(Published.Hoffmann2022Unrounded.Allocate(allocation.Flops).TokensPerParameter, 4),
            Text(Published.Besiroglu2024.Allocate(allocation.Flops).TokensPerParameter, 4),
            Text(absolute.Allocate(allocation.Flops).TokensPerParameter, 4),
            Text(allocation.TokensPerParameter, 4));
        table.AddRow("  95 % interval", "", "", "", $"{Text(ratio.Lower, 3)} to {Text(ratio.Upper, 3)}");
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        AnsiConsole.Write(table);
        Console.WriteLine("Two fits are quoted because the published point is the fit of least absolute deviations, although it is described as a Huber fit:");
        Console.WriteLine($"its likelihood frees a scale, which shrinks the Huber threshold to 5e-9. The Huber fit with delta 1e-3 has B {huber["B"].Value / absolute["B"].Value - 1:+0.0 %;-0.0 %} away.");
    }

    /// <summary>So many significant digits, and every digit before the point.</summary>
    private static string Text(double value, int digits = 7)
    {
        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
