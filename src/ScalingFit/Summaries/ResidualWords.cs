using System.Globalization;
using MathNet.Numerics.Statistics;

namespace ScalingFit.Summaries;

/// <summary>How far the runs lie from the law, in a line.</summary>
internal static class ResidualWords
{
    public static string Of(LawFit fit)
    {
        double[] residuals = [.. fit.Residuals];
        double[] sizes = Array.ConvertAll(residuals, Math.Abs);
        int worst = Array.IndexOf(sizes, sizes.Max());
        double root = Math.Sqrt(residuals.Average(r => r * r));
        string run = fit.Runs[worst].Name ?? string.Create(CultureInfo.InvariantCulture, $"row {fit.Runs.RowOf(worst)}");

        // Residuals are predicted less measured; a reader thinks of where the run lies.
        string side = residuals[worst] < 0 ? "above" : "below";
        return fit.Options.Objective.OnLogarithm
            ? string.Create(CultureInfo.InvariantCulture, $"half the runs within {100 * sizes.Median():0.00} % of the law, root mean square {100 * root:0.00} %, farthest {run}, {100 * sizes[worst]:0.0} % {side}")
            : $"half the runs within {NumberText.Significant(sizes.Median(), 2)} of the law{Scale(fit)}, root mean square {NumberText.Significant(root, 2)}, farthest {run}, {NumberText.Significant(sizes[worst], 2)} {side}";
    }

    private static string Scale(LawFit fit) => fit.Options.Objective.OnLogit ? " in logits" : "";
}
