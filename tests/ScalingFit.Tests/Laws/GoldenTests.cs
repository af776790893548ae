namespace ScalingFit.Tests.Laws;

/// <summary>
/// Numbers that papers print, or that follow by identities from the constants they print: the compute-optimal allocations of published laws, Kaplan's exponents of compute, and the settings and optima of other laws.
/// </summary>
public sealed class GoldenTests
{
    private const double ChinchillasBudget = 5.76e23;
    private const double Never = 1e300;

    private static readonly FittedLaw Printed = Chinchilla(1.8172, 482.01, 0.3478, 2085.43, 0.3658);

    // N* = G·(C/6)^a, and the loss above the floor falls as C^-γ.
    [Theory]
    [InlineData("Hoffmann, rounded", 0.451613, 0.153548, 1.344711, 3.219e10, 92.65)]
    [InlineData("Hoffmann, unrounded", 0.456526, 0.154840, 1.300046, 4.036e10, 58.93)]
    [InlineData("Besiroglu, printed", 0.512612, 0.178286, 0.119630, 7.225e10, 18.39)]
    [InlineData("log-Huber minimum of 240 runs", 0.5138995, 0.178483, 0.113208, 7.319e10, 17.92)]
    [InlineData("Muennighoff, one epoch", 0.5, 0.176330, 0.225802, 6.996e10, 19.61)]
    public void A_law_of_size_and_data_allocates_as_its_closed_form_says(string name, double a, double gamma, double g, double parameters, double ratio)
    {
        FittedLaw law = Law(name);
        law.Allocate(6).Parameters.Should().BeApproximately(g, 5.1e-7);
        (Math.Log(law.Allocate(1e24).Parameters / law.Allocate(1e20).Parameters) / Math.Log(1e4)).Should().BeApproximately(a, 5.1e-7);
        (-Math.Log((law.Allocate(1e21).Loss - law["E"]) / (law.Allocate(1e20).Loss - law["E"])) / Math.Log(10)).Should().BeApproximately(gamma, 5.1e-7);
        Allocation best = law.Allocate(ChinchillasBudget);
        best.Parameters.Should().BeApproximately(parameters, 5.1e-4 * parameters);
        best.TokensPerParameter.Should().BeApproximately(ratio, 0.0051);
    }

    [Theory]
    [InlineData("alpha", 0.35, 2.296e10, 182.2, 1.918197)]
    [InlineData("beta", 0.2849, 3.922e10, 62.4, 1.915751)]
    public void One_more_unit_in_the_last_digit_of_an_exponent_moves_Hoffmanns_allocation_by_a_factor(string exponent, double value, double parameters, double ratio, double loss)
    {
        FittedLaw law = Published.Hoffmann2022.With(exponent, value);
        Allocation best = law.Allocate(ChinchillasBudget);
        best.Parameters.Should().BeApproximately(parameters, 5.1e-4 * parameters);
        best.TokensPerParameter.Should().BeApproximately(ratio, 0.051);
        law.Predict(70e9, 1.4e12).Should().BeApproximately(loss, 5.1e-7);
    }

    [Fact]
    public void The_terms_of_Besiroglus_law_at_70B_and_1_4T_and_how_the_loss_moves_with_its_exponents()
    {
        Printed.Predict(70e9, 1.4e12).Should().BeApproximately(1.973882, 5.1e-7);
        (Printed.Predict(70e9, Never) - Printed["E"]).Should().BeApproximately(0.081495, 5.1e-7);
        (Printed.Predict(Never, 1.4e12) - Printed["E"]).Should().BeApproximately(0.075187, 5.1e-7);
        Slope("alpha").Should().BeApproximately(-2.03507, 1e-5);
        Slope("beta").Should().BeApproximately(-2.10279, 1e-5);

        static double Slope(string name) => Derivative(v => Printed.With(name, v).Predict(70e9, 1.4e12), Printed[name]);
    }

    [Fact]
    public void The_sensitivity_of_Hoffmanns_allocation_foretells_what_0_01_in_the_exponent_does()
    {
        FittedLaw law = Published.Hoffmann2022;
        double slope = Derivative(v => Math.Log(law.With("alpha", v).Allocate(ChinchillasBudget).Parameters), 0.34);
        slope.Should().BeApproximately(-34.3, 0.05);
        Math.Exp(0.01 * slope).Should().BeApproximately(0.710, 5.1e-4);
        (law.With("alpha", 0.35).Allocate(ChinchillasBudget).Parameters / law.Allocate(ChinchillasBudget).Parameters).Should().BeApproximately(0.713, 5.1e-4);
    }

    // Kaplan et al. 2020, equations 1.1 and 1.2: (N_c/N)^α_N and (D_c/D)^α_D.
    [Theory]
    [InlineData(8.8e13, 0.076, 1e9, 2.37564)]
    [InlineData(5.4e13, 0.095, 1e10, 2.26244)]
    public void Kaplans_laws_of_one_variable(double scale, double exponent, double x, double loss)
    {
        ScalingLaw law = ScalingLaw.Power(Variable.Of("x"));
        law.WithValues(Values(("A", Math.Pow(scale, exponent)), ("alpha", exponent))).Predict(("x", x)).Should().BeApproximately(loss, 5.1e-6);
    }

    // Equation 4.4: data of 5e3·N^0.74 tokens keep overfitting near 2 %.
    [Theory]
    [InlineData(1e7)]
    [InlineData(1e9)]
    [InlineData(1e11)]
    public void Kaplans_rule_of_data_keeps_overfitting_at_2_percent(double parameters)
    {
        FittedLaw law = Published.Kaplan2020;
        (law.Predict(parameters, 5e3 * Math.Pow(parameters, 0.74)) / law.Predict(parameters, Never)).Should().BeInRange(1.019, 1.023);
    }

    // Appendix B. Least compute for a loss: C_min = 6·N·B_crit(L)·S_min(N, L), where the best N leaves its limit by α_N/α_S.
    [Fact]
    public void Kaplans_laws_of_steps_and_of_the_critical_batch_give_the_exponent_of_least_compute()
    {
        (double n1, double c1) = Cheapest(1);
        (double n3, double c3) = Cheapest(3);
        c1.Should().BeApproximately(1.39e28, 5.1e25, "equation B.8; 1.6e8 PF-days, where the paper's fit to runs has 3.1e8");
        (c1 / 8.64e19).Should().BeApproximately(1.6e8, 5e6);
        (Math.Log(3) / Math.Log(c1 / c3)).Should().BeApproximately(0.0525, 5.1e-5);
        FittedLaw law = Published.Kaplan2020Steps;
        (3 / Limit(n3)).Should().BeApproximately(1 + (law["alphaN"] / law["alphaS"]), 1e-5);
        n1.Should().BeGreaterThan(n3);

        // Against training to 2 % of the limit: a model 2.7 times as large, in 0.13 of the steps.
        double converged = Bisect(n => 3 - (1.02 * Limit(n)), 1e3, 1e14);
        (n3 / converged).Should().BeApproximately(2.71, 0.0051);
        (Steps(n3, 3) / Steps(converged, 3)).Should().BeApproximately(0.131, 5.1e-4);
    }

    [Fact]
    public void DeepSeeks_and_MiniCPMs_settings_are_the_printed_powers()
    {
        // 10^(-0.125·20) = 10^-2.5 and 10^(0.3271·20) = 10^6.542.
        Published.DeepSeek2024LearningRate.Predict(("C", 1e20)).Should().BeApproximately(0.3118 * 3.16227766e-3, 1e-11);
        Published.DeepSeek2024BatchSize.Predict(("C", 1e20)).Should().BeApproximately(0.2920 * 3483373.15, 1);
        Published.DeepSeek2024OptimalScale.Predict(("C", 1)).Should().Be(0.1715);
        Published.DeepSeek2024OptimalData.Predict(("C", 1)).Should().Be(5.8316);

        // 2^6.24 = 75.58353.
        Published.MiniCpm2024BatchSize.Predict(("loss", 2)).Should().BeApproximately(1.21e9 / 75.58353033, 1);
        (Published.Zhang2024CriticalBatchFixedData.Predict(("N", 1e6)) / 512).Should().BeApproximately(621.341, 1e-9);
    }

    // 1e22 FLOP and 25 billion unique tokens. The authors' program searches a grid of 1000 sizes.
    [Fact]
    public void Muennighoffs_law_trains_a_smaller_model_for_more_epochs()
    {
        const double Theirs = 7022364735.88;
        FittedLaw law = Published.Muennighoff2023;
        double best = Math.Exp(Minimise(x => Loss(Math.Exp(x)), Math.Log(1e8), Math.Log(1e11)));
        best.Should().BeApproximately(Theirs, 0.01 * Theirs);
        Loss(Theirs).Should().BeApproximately(Loss(best), 1e-6);
        (1e22 / 6 / Theirs).Should().BeApproximately(237336955477.55, 1);

        double Loss(double parameters) => law.Predict(("N", parameters), ("D", 1e22 / 6 / parameters), ("U", 25e9));
    }

    // The budget at which 7 billion other parameters are best by the paper's approach 1, N_nv = e^-2.48465·C^0.5; d 4096. D of this set is whatever number goes with it; compute is in proportion to it.
    [Fact]
    public void The_best_vocabulary_of_a_7B_model_by_Taos_law_has_59_548_tokens()
    {
        double flops = Math.Pow(7e9 * Math.Exp(2.48465), 2);
        double best = Math.Exp(Minimise(x => Loss(Math.Exp(x)), Math.Log(4e3), Math.Log(1e6)));
        best.Should().BeApproximately(59548, 10);

        double Loss(double vocabulary) => Published.Tao2024.Predict(("N", 7e9), ("V", vocabulary), ("d", 4096), ("D", flops / 6 / (7e9 + (4096 * vocabulary))));
    }

    private static FittedLaw Law(string name) => name switch
    {
        "Hoffmann, rounded" => Published.Hoffmann2022,
        "Hoffmann, unrounded" => Published.Hoffmann2022Unrounded,
        "Besiroglu, printed" => Printed,
        "Muennighoff, one epoch" => Chinchilla(Published.Muennighoff2023["E"], Published.Muennighoff2023["A"], Published.Muennighoff2023["alpha"], Published.Muennighoff2023["B"], Published.Muennighoff2023["beta"]),
        _ => Chinchilla(1.8172180990100768, 477.8258682339055, 0.3473104988817546, 2143.4173633604582, 0.3671724326277622),
    };

    private static FittedLaw Chinchilla(double e, double a, double alpha, double b, double beta) =>
        ScalingLaw.Chinchilla.WithValues(Values(("E", e), ("A", a), ("alpha", alpha), ("B", b), ("beta", beta)));

    private static Dictionary<string, double> Values(params (string Name, double Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    private static (double Parameters, double Flops) Cheapest(double loss)
    {
        double batch = Published.Kaplan2020CriticalBatch.Predict(("loss", loss));
        double Flops(double n) => 6 * n * batch * Steps(n, loss);

        // Below this size no number of steps reaches the loss.
        double least = Bisect(n => loss - Limit(n), 1e3, 1e20);
        double best = Math.Exp(Minimise(x => Flops(Math.Exp(x)), Math.Log(least * 1.01), Math.Log(least * 1e3)));
        return (best, Flops(best));
    }

    private static double Limit(double parameters) => Published.Kaplan2020Steps.Predict(("N", parameters), ("S", Never));

    private static double Steps(double parameters, double loss) => Bisect(s => loss - Published.Kaplan2020Steps.Predict(("N", parameters), ("S", s)), 1, 1e30);

    private static double Derivative(Func<double, double> f, double at) => (f(at + 1e-5) - f(at - 1e-5)) / 2e-5;

    /// <summary>Where a rising function of a positive number crosses zero.</summary>
    private static double Bisect(Func<double, double> f, double low, double high)
    {
        f(low).Should().BeNegative();
        f(high).Should().BePositive();
        for (int i = 0; i < 100; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (f(middle) < 0) low = middle;
            else high = middle;
        }

        return Math.Sqrt(low * high);
    }

    private static double Minimise(Func<double, double> f, double low, double high)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-7)
        {
            double a = high - (ratio * (high - low));
            double b = low + (ratio * (high - low));
            if (f(a) < f(b)) high = b;
            else low = a;
        }

        return (low + high) / 2;
    }
}
