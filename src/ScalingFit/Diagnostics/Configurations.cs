namespace ScalingFit.Diagnostics;

/// <summary>
/// Rows of one configuration: they agree in every variable of the law, so that it predicts the same for them, and in their group and their other values too, so that all that is known to
/// differ is chance.
/// </summary>
internal static class Configurations
{
    /// <summary>Relative difference below which two values are one: a tenth of a percent of N or D moves the loss by some hundredths of a percent, less than repeats scatter.</summary>
    private const double Same = 1e-3;

    /// <summary>The positions of the rows of each configuration.</summary>
    public static int[][] Of(ScalingLaw law, RunSet runs)
    {
        var key = new string[runs.Count];
        Array.Fill(key, "");
        foreach (Variable variable in law.Variables)
        {
            double[] column = runs.ColumnArray(variable);
            int[] order = [.. Enumerable.Range(0, column.Length).OrderBy(i => column[i])];
            double first = column[order[0]];
            int value = 0;

            // Neighbouring rows of one loss curve are no repeats, however near.
            double same = variable.Equals(Variable.Step) ? 0 : Same;
            foreach (int i in order)
            {
                if (column[i] - first > same * first)
                {
                    first = column[i];
                    value++;
                }

                key[i] += FormattableString.Invariant($"{value},");
            }
        }

        return [.. Enumerable.Range(0, runs.Count).GroupBy(i => (key[i], runs[i].Group, runs[i].Schedule?.Fingerprint, Others(law, runs[i]))).Select(g => g.ToArray())];
    }

    private static string Others(ScalingLaw law, TrainingRun run) => string.Join(
        ';',
        run.Values.Where(v => law.Variables.All(used => !string.Equals(used.Symbol, v.Key, StringComparison.Ordinal))).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => FormattableString.Invariant($"{v.Key}={v.Value:R}")));
}
