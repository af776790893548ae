using System.Globalization;
using CsvHelper;

namespace ScalingFit.Reproductions;

/// <summary>By how much parabolas miss on grids that are off-centre or drift, without noise: the published tables of Open-Athena (arXiv:2603.22339; data/golden), and the same after correction.</summary>
public sealed class IsoFlopBiasTests
{
    private static readonly double[] Budgets = [1e17, 1e18, 1e19, 1e20, 1e21];

    [Fact]
    public void The_published_errors_of_off_centre_and_drifting_grids_come_out_to_1e_8_percent()
    {
        Case[] cases = [.. Cases()];
        cases.Should().HaveCount(8);
        foreach (Case made in cases)
        {
            IsoFlopBias bias = Bias(made.Law, made.Drift, made.Scale, made.Range);
            (100 * ((bias.IsoFlop.Tokens!.At(made.Flops) / made.Law.Allocate(made.Flops).Tokens) - 1)).Should().BeApproximately(made.Percent, 1e-8);
            (100 * bias.TokensErrorAt(made.Flops)!.Value).Should().BeApproximately(made.Percent, 1e-8);
        }
    }

    // Noise-free losses of lopsided surfaces on grids that drift by a factor of 3 from the first budget to the last.
    [Theory]
    [InlineData(0.34, 0.28)]
    [InlineData(0.465, 0.155)]
    [InlineData(0.31, 0.31)]
    public void Corrected_exponents_and_coefficients_are_free_of_bias_on_drifting_grids(double alpha, double beta)
    {
        FittedLaw law = Law(alpha, beta);
        foreach (double factor in new[] { 2.0, 4, 8, 16 })
        {
            IsoFlopBias bias = Bias(law, Math.Log10(3), 1, Math.Log10(factor));
            double truth = beta / (alpha + beta);
            Math.Abs(bias.IsoFlop.Parameters!.Exponent - truth).Should().BeGreaterThan(1e-3);
            bias.Parameters!.Exponent.Should().BeApproximately(truth, 1e-9);
            bias.Tokens!.Exponent.Should().BeApproximately(1 - truth, 1e-9);
            bias.Tokens.At(1e24).Should().BeApproximately(law.Allocate(1e24).Tokens, 1e-7 * law.Allocate(1e24).Tokens);
            foreach (IsoFlopBudgetBias budget in bias.Budgets) budget.ClosedFormShift.Should().BeApproximately(budget.Shift!.Value, 1e-9);
        }
    }

    private static IsoFlopBias Bias(FittedLaw law, double drift, double scale, double range)
    {
        RunSet runs = RunSet.Create(Budgets.SelectMany(c =>
        {
            double centre = Math.Log10(law.Allocate(c).Parameters) - Math.Log10(scale) - (drift * (Math.Log10(c) - 17) / 4);
            return Enumerable.Range(0, 15).Select(k => Math.Pow(10, centre + (range * ((k / 7.0) - 1)))).Select(n => new TrainingRun { Parameters = n, Tokens = c / (6 * n), Flops = c, Loss = law.Predict(n, c / (6 * n)) });
        }));
        return runs.IsoFlop(new IsoFlopOptions { Axis = Variable.Tokens, UseOutside = true }).Bias(law);
    }

    private static FittedLaw Law(double alpha, double beta) => ScalingLaw.Chinchilla.WithValues(
        new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.69, ["A"] = 400, ["alpha"] = alpha, ["B"] = 400, ["beta"] = beta });

    private static List<Case> Cases()
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "golden", "approach2_bias.csv"));
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { FieldCountMismatch = CsvFieldCountHandling.Throw });
        var cases = new List<Case>();
        while (csv.Read()) cases.Add(new Case(Law(Number("alpha"), Number("beta")), Number("drift_rate"), Number("centre_scale"), Number("log10_range"), Number("flops"), Number("relative_error_percent")));
        return cases;

        double Number(string column) => double.Parse(csv.GetString(column), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private sealed record Case(FittedLaw Law, double Drift, double Scale, double Range, double Flops, double Percent);
}
