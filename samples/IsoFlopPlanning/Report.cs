using System.Globalization;
using ScalingFit;
using Spectre.Console;

namespace IsoFlopPlanning;

/// <summary>The approaches side by side, what is wrong with the minima, and the statement.</summary>
internal static class Report
{
    public static void Print(string title, Approaches approaches, IsoFlopBootstrap draws)
    {
        Console.WriteLine(title);
        Table table = New("", "exponent of N*", $"N* at {approaches.Flops:0.0e0}", "D*", "tokens a parameter");
        foreach (Approach row in approaches.Rows) table.AddRow(row.Name, Text(row.Exponent, "0.0000"), Text(row.Parameters, "0.00e0"), Text(row.Tokens, "0.00e0"), Text(row.Tokens / row.Parameters, "0.0"));
        if (draws.Parameters is not null)
        {
            Interval exponent = draws.ParametersExponent();
            Interval tokens = draws.TokensAt(approaches.Flops);
            table.AddRow("  weighted draws, 95 %", Ends(exponent, "0.000"), "", Ends(tokens, "0.0e0"), "");
        }

        AnsiConsole.Write(table);

        if (approaches.Bias is { } bias)
        {
            Table budgets = New("budget", "sizes", "status", "D* off by", "middle of the sizes / N*");
            foreach ((IsoFlopBudget budget, IsoFlopBudgetBias error) in approaches.IsoFlop.Budgets.Zip(bias.Budgets))
            {
                budgets.AddRow(Text(budget.Flops, "0.0e0"), Text(budget.Count, "0"), budget.IsUsed ? "used" : "not used", Percent(error.TokensError), Text(error.CentreRatio, "0.00"));
            }

            AnsiConsole.Write(budgets);
        }

        foreach (string sentence in approaches.Sentences) Console.WriteLine($"- {sentence}");
        foreach (Finding finding in approaches.Findings) Console.WriteLine(finding);
        Console.WriteLine();
    }

    public static void PrintGrids(FittedLaw law)
    {
        double[] factors = [2, 4, 8, 16];
        Console.WriteLine($"What 15 sizes centred on the best would cost a parabola, in D*, by α {law["alpha"]:0.000} and β {law["beta"]:0.000}:");
        IEnumerable<string> costs = factors.Select(f => $"±{f}x {Percent(Math.Exp(-IsoFlopBias.ShiftOnCentredGrid(f, 15, law["alpha"], law["beta"])) - 1)}");
        Console.WriteLine($"  {string.Join(", ", costs)}");
        Console.WriteLine();
    }

    private static Table New(params string[] columns)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        Table table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        for (int c = 1; c < columns.Length; c++) table.Columns[c].RightAligned();
        return table;
    }

    private static string Ends(Interval interval, string format) => $"{Text(interval.Lower, format)} to {Text(interval.Upper, format)}";

    private static string Percent(double? share) => share is { } s ? (100 * s).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %" : "unknown";

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "none";
}
