using System.Globalization;

namespace ScalingFit.Reproductions;

/// <summary>
/// The OLMo ladder, Bhagia et al. 2024 (arXiv:2412.04403): bits a byte of 16 small models forecast those of the 7B and the 13B, and these their accuracies. The paper's own second step is fitted to every checkpoint of the ladder, with an
/// ideal model among them; its digits (chained_main.csv of its repository, for the 13B: HellaSwag .8530, PIQA .8208, ARC-Challenge .5267) need these, and the table has the end of each run. What is held here is how far off the forecasts are.
/// </summary>
public sealed class OlmoLadderTests
{
    private static readonly Lazy<string[][]> Table = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "olmo-ladder", "tasks.csv")).Skip(1).Select(line => line.Split(','))]);

    /// <summary>Bits a byte: relative errors in per cent of the 7B and the 13B, which the page of the data has from an independent fit.</summary>
    [Theory]
    [InlineData("hellaswag_validation", -0.3, -1.2)]
    [InlineData("piqa_validation", -2.0, -2.7)]
    [InlineData("arc_challenge_test", 7.0, 9.4)]
    [InlineData("arc_easy_test", 13, 16)]
    public void Bits_a_byte_are_forecast_as_far_off_as_recorded(string task, double seven, double thirteen)
    {
        LawFit fit = Loss(task);
        fit.IsUsable.Should().BeTrue();
        double[] off = [.. Targets(task, "bits").Select(r => 100 * ((fit.Fitted.Predict(r) / r.Loss) - 1))];
        off[0].Should().BeApproximately(seven, Math.Abs(seven) < 10 ? 0.06 : 0.6);
        off[1].Should().BeApproximately(thirteen, Math.Abs(thirteen) < 10 ? 0.06 : 0.6);
    }

    /// <summary>Accuracies in points of a hundred, forecast less measured, beside the paper's for the 13B (HellaSwag +2.1, PIQA -0.9, ARC-Challenge -11.1).</summary>
    [Theory]
    [InlineData("hellaswag_validation", 2.2, 3.3)]
    [InlineData("piqa_validation", -0.4, -0.4)]
    [InlineData("arc_challenge_test", -19.7, -21.4)]
    [InlineData("arc_easy_test", -8.5, -10.6)]
    public void Accuracies_are_forecast_within_four_points_on_two_tasks_and_not_on_ARC(string task, double seven, double thirteen)
    {
        TwoStep chain = Loss(task).Then(Accuracy(task), resamples: 200, seed: 1);
        chain.IsJoint.Should().BeTrue();
        chain.IsUsable.Should().BeTrue();
        TwoStepPrediction[] forecasts = [.. Targets(task, "accuracy").Select(r => chain.Predict(r))];
        double[] off = [.. Targets(task, "accuracy").Select((r, i) => 100 * (forecasts[i].Value - r.Loss))];
        off[0].Should().BeApproximately(seven, 0.06);
        off[1].Should().BeApproximately(thirteen, 0.06);

        // Intervals know of the runs' scatter, and not that a law misses: where the loss was right they hold the measured accuracy, on ARC they do not.
        bool[] held = [.. Targets(task, "accuracy").Select((r, i) => forecasts[i].NewRun!.Value.Contains(r.Loss))];
        held.Should().AllBeEquivalentTo(!task.StartsWith("arc", StringComparison.Ordinal));
        forecasts.Should().OnlyContain(f => f.Findings.Any(x => x.Code == "SF5008"), "both targets lie below every loss of the ladder");
    }

    [Fact]
    public void The_loss_on_C4_has_the_recorded_coefficients_and_is_forecast_too_low()
    {
        RunSet runs = ScalingFit.Data.RunFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "olmo-ladder", "runs.csv"), new ScalingFit.Data.RunFileOptions { Loss = "c4_loss", Group = "mode" });
        LawFit fit = ScalingLaw.Chinchilla.Fit(Rungs(runs));
        fit["E"].Value.Should().BeApproximately(0.9344, 1e-4);
        fit["A"].Value.Should().BeApproximately(12.48, 0.01);
        fit["B"].Value.Should().BeApproximately(33.48, 0.01);
        fit["alpha"].Value.Should().BeApproximately(0.1036, 1e-4);
        fit["beta"].Value.Should().BeApproximately(0.1620, 1e-4);
        double[] off = [.. runs.Where(r => string.Equals(r.Group, "eval", StringComparison.Ordinal), because: "the targets").Select(r => 100 * ((fit.Fitted.Predict(r) / r.Loss) - 1))];
        off[0].Should().BeApproximately(-2.0, 0.06);
        off[1].Should().BeApproximately(-3.8, 0.06);
    }

    private static LawFit Loss(string task) => ScalingLaw.Chinchilla.Within("alpha", 0).Within("beta", 0).Fit(Rungs(Read(task, "bits")));

    private static LawFit Accuracy(string task) => ScalingLaw.LossToAccuracy.Fit(Rungs(Read(task, "accuracy")), Objective.LeastSquares);

    private static RunSet Rungs(RunSet runs) => runs.Where(r => string.Equals(r.Group, "train", StringComparison.Ordinal), because: "what the ladder is to forecast");

    private static IEnumerable<TrainingRun> Targets(string task, string column) => Read(task, column).Where(r => string.Equals(r.Group, "eval", StringComparison.Ordinal), because: "the ladder").OrderBy(r => r.Parameters);

    private static RunSet Read(string task, string column)
    {
        bool isAccuracy = string.Equals(column, "accuracy", StringComparison.Ordinal);
        return RunSet.Create(
            Table.Value.Where(f => string.Equals(f[6], task, StringComparison.Ordinal)).Select(f => new TrainingRun
            {
                Name = f[0],
                Group = f[2],
                Parameters = Number(f[3]),
                Tokens = Number(f[4]),
                Flops = Number(f[5]),
                Loss = Number(f[isAccuracy ? 8 : 7]),
                Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = Number(f[7]) },
            }),
            new RunConventions { LossUnit = isAccuracy ? LossUnit.Other : LossUnit.BitsPerByte });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
