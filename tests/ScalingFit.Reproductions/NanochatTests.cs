using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// The IsoFLOP optima of nanochat's log under three countings of parameters: with embeddings, without, and of the transformer's matrices alone. One set of runs has three exponents of the optimal size. The log prints 0.54, 0.37 and 0.70 for
/// size and 0.49, 0.50 and 0.41 for data; its own table of optima gives 0.524, 0.366 and 0.681, and 0.479, 0.490 and 0.397.
/// </summary>
public sealed class NanochatTests
{
    [Theory]
    [InlineData("Kaplan-style", 0.5241, 0.4786)]
    [InlineData("Chinchilla-style", 0.3661, 0.4901)]
    [InlineData("Transformer-only-style", 0.6808, 0.3974)]
    public void The_exponent_of_the_optimal_size_depends_on_what_counts_as_a_parameter(string counting, double size, double data)
    {
        RunSet optima = RunFile.Read(
                Path.Combine(AppContext.BaseDirectory, "data", "nanochat-isoflop", "optima.csv"),
                new RunFileOptions { Loss = "bits_per_byte", Group = "counting", Conventions = new RunConventions { LossUnit = LossUnit.BitsPerByte } })
            .Where(r => string.Equals(r.Group, counting, StringComparison.Ordinal), because: "one counting");
        optima.Count.Should().Be(4);
        Exponent(optima, r => r.Parameters!.Value).Should().BeApproximately(size, 1e-4);
        Exponent(optima, r => r.Tokens!.Value).Should().BeApproximately(data, 1e-4);
    }

    private static double Exponent(RunSet optima, Func<TrainingRun, double> of)
    {
        RunSet growth = RunSet.Create(optima.Select(r => new TrainingRun { Flops = r.Flops, Loss = of(r) }), new RunConventions { LossUnit = LossUnit.Other });
        return ScalingLaw.PowerProduct(Variable.Flops).Fit(growth, Objective.LogLeastSquares)["p"].Value;
    }
}
