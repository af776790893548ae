using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// Zhang et al. 2024 (arXiv:2410.21676): steps to a loss over nine batch sizes of five models, the critical batch of each, and how it grows with size. Published: steps = a + b/B with a 1293.83 and b 2834258 for 85 million parameters,
/// critical batches of 745.3, 955.2, 1393.7, 1888.5 and 2533.4 sequences, and 93.1968·N^0.46828 with N in millions.
/// </summary>
public sealed class CriticalBatchTests
{
    private static readonly double[] PublishedBatches = [745.3, 955.2, 1393.7, 1888.5, 2533.4];

    [Fact]
    public void Least_squares_of_logarithms_give_the_published_coefficients()
    {
        LawFit fit = Fit("85M", Objective.LogLeastSquares);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit["Smin"].Value.Should().BeApproximately(1293.83, 0.01);
        (fit["Smin"].Value * fit["Bcrit"].Value).Should().BeApproximately(2834258, 5);
    }

    [Fact]
    public void The_critical_batches_of_the_five_sizes_and_the_law_of_their_growth_are_the_published()
    {
        RunSet all = Read();
        var critical = new List<TrainingRun>();
        foreach (IGrouping<string, TrainingRun> model in all.GroupBy(r => r.Group!, StringComparer.Ordinal).OrderBy(g => g.First().Parameters))
        {
            double batch = new CriticalBatch(Fit(model.Key, Objective.LogLeastSquares)["Bcrit"].Value).BatchOfOverhead(0.2, reference: 256);
            batch.Should().BeApproximately(PublishedBatches[critical.Count], 0.06, model.Key);
            critical.Add(new TrainingRun { Parameters = model.First().Parameters, Loss = batch });
        }

        LawFit growth = ScalingLaw.PowerProduct(Variable.Parameters).Fit(RunSet.Create(critical), Objective.LogLeastSquares);
        growth["p"].Value.Should().BeApproximately(0.46828, 2e-5);
        (growth["c"].Value * Math.Pow(1e6, growth["p"].Value)).Should().BeApproximately(93.1968, 5e-3);

        // What is shipped is rounded to what the paper prints.
        double shipped = Published.Zhang2024CriticalBatch.Predict(("N", 302e6)) / 512;
        growth.Fitted.Predict(("N", 302e6)).Should().BeApproximately(shipped, 0.01 * shipped);
    }

    [Fact]
    public void Least_squares_of_steps_give_another_critical_batch_so_that_the_objective_is_part_of_the_result()
    {
        double batch = new CriticalBatch(Fit("302M", Objective.LeastSquares)["Bcrit"].Value).BatchOfOverhead(0.2, reference: 256);
        batch.Should().BeGreaterThan(2 * PublishedBatches[2]);
    }

    private static LawFit Fit(string model, Objective objective) =>
        ScalingLaw.BatchSteps.Fit(Read().Where(r => string.Equals(r.Group, model, StringComparison.Ordinal), because: "one model"), objective);

    private static RunSet Read() => RunFile.Read(
        Path.Combine(AppContext.BaseDirectory, "data", "critical-batch-size", "steps_to_target.csv"),
        new RunFileOptions
        {
            Parameters = "nominal_parameters",
            Loss = "steps_to_target",
            Group = "model",
            Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["B"] = "batch_size_sequences" },
            Conventions = new RunConventions { LossUnit = LossUnit.Other },
        });
}
