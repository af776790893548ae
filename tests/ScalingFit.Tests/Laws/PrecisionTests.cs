namespace ScalingFit.Tests.Laws;

/// <summary>Laws of precision.</summary>
public sealed class PrecisionTests
{
    // Compute is in proportion to N D P and β = α, so that the best precision is where N_eff/N is largest for its bits. The paper says 7 to 8.
    [Fact]
    public void The_best_precision_is_7_bits_with_the_biases_and_half_of_that_without()
    {
        BestBits(Published.Kumar2024).Should().BeApproximately(7.00, 5e-3);
        BestBits(Published.Kumar2024.With("n_w", 0).With("n_a", 0).With("n_kv", 0)).Should().BeApproximately(3.47, 5e-3);
    }

    [Fact]
    public void Numbers_of_many_bits_give_Chinchillas_law()
    {
        FittedLaw law = Published.Kumar2024;
        law["beta"].Should().Be(law["alpha"]);
        law.Predict(("N", 1e9), ("D", 2e10), ("P_w", 300), ("P_a", 300), ("P_kv", 300)).Should().BeApproximately(2.7648 + (4299 / Math.Pow(1e9, 0.4965)) + (18060 / Math.Pow(2e10, 0.4965)), 1e-12);
    }

    [Fact]
    public void Below_the_bits_at_which_nothing_is_left_of_the_model_there_is_no_prediction()
    {
        FittedLaw law = Published.Kumar2024;
        double end = law["gamma_a"] * law["n_a"];
        end.Should().BeApproximately(3.11, 5e-3);
        law.Predict(("N", 1e9), ("D", 2e10), ("P_w", 16), ("P_a", end + 0.01), ("P_kv", 16)).Should().BeGreaterThan(3);
        law.Predict(("N", 1e9), ("D", 2e10), ("P_w", 16), ("P_a", end - 0.01), ("P_kv", 16)).Should().Be(double.NaN);

        // Two factors below zero have a positive product, and mean no more than one.
        law.Predict(("N", 1e9), ("D", 2e10), ("P_w", 16), ("P_a", 1), ("P_kv", 1)).Should().Be(double.NaN);
    }

    [Fact]
    public void Rounding_costs_more_after_more_data_so_that_at_some_point_data_do_harm()
    {
        FittedLaw law = ScalingLaw.PostTrainingPrecision.WithValues(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["E"] = 2, ["A"] = 4000, ["alpha"] = 0.5, ["B"] = 18000, ["beta"] = 0.5, ["C_T"] = 0.06, ["gamma_D"] = 0.5, ["gamma_N"] = 0.34, ["gamma_post"] = 0.6,
        });
        double Loss(double data, double bits) => law.Predict(("N", 1e8), ("D", data), ("P", bits));
        (Loss(1e10, 3) - Loss(1e10, 300)).Should().BeApproximately(0.06 * Math.Pow(1e10, 0.5) / Math.Pow(1e8, 0.34) * Math.Exp(-5), 1e-12);

        // B β D^-β = C_T γ_D D^γ_D N^-γ_N e^(-P/γ): with β = γ_D = 0.5 the best D is B N^γ_N e^(P/γ)/C_T.
        double best = 18000 * Math.Pow(1e8, 0.34) * Math.Exp(5) / 0.06;
        Loss(best, 3).Should().BeLessThan(Loss(best / 1.5, 3)).And.BeLessThan(Loss(best * 1.5, 3));
        Loss(best * 1.5, 16).Should().BeLessThan(Loss(best, 16));
    }

    [Fact]
    public void Runs_without_bits_are_refused_by_name()
    {
        Action fit = () => ScalingLaw.Precision.Fit(Synthetic.Grid());
        fit.Should().Throw<ArgumentException>().WithMessage("*P_w (bits of a weight)*");
    }

    private static double BestBits(FittedLaw law)
    {
        IEnumerable<double> bits = Enumerable.Range(0, 6001).Select(i => 3.2 + (i * 0.001));
        return bits.MaxBy(p => Effective(law, p) / p);
    }

    /// <summary>N_eff/N, in some unit, from the loss on endless data.</summary>
    private static double Effective(FittedLaw law, double bits) => Math.Pow(law.Predict(("N", 1e9), ("D", 1e80), ("P_w", bits), ("P_a", bits), ("P_kv", bits)) - law["E"], -1 / law["alpha"]);
}
