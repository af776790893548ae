namespace ScalingFit.Reproductions;

/// <summary>
/// Optima of published laws at Gopher's budget of 5.76e23 FLOP. Closed forms are held against the same formulas at 40 digits (Python's decimal module, from the constants as printed); the few digits beside them are those that
/// texts quote. The optimum under repetition is Muennighoff et al. 2023's example.
/// </summary>
public sealed class AllocationTests
{
    private const double Gopher = 5.76e23;

    private static readonly Dictionary<string, FittedLaw> Laws = new(StringComparer.Ordinal)
    {
        ["Hoffmann, as printed"] = Published.Hoffmann2022,
        ["Hoffmann, alpha 0.35"] = Published.Hoffmann2022.With("alpha", 0.35),
        ["Hoffmann, beta 0.2849"] = Published.Hoffmann2022.With("beta", 0.2849),
        ["Hoffmann, unrounded"] = Published.Hoffmann2022Unrounded,
        ["Besiroglu, as printed"] = Chinchilla(1.8172, 482.01, 0.3478, 2085.43, 0.3658),
        ["Besiroglu, notebook"] = Published.Besiroglu2024,
        ["Huber minimum of 240 runs"] = Chinchilla(1.817218, 477.8259, 0.3473105, 2143.417, 0.3671724),
        ["Muennighoff, C4 base"] = Chinchilla(Math.Exp(0.6254804), Math.Exp(6.255414), 0.3526596, Math.Exp(7.3049974), 0.3526596),
        ["xLSTM, Llama"] = Published.Xlstm2025Llama,
    };

    [Theory]
    [InlineData("Hoffmann, as printed", 0.451613, 0.153548, 1.344711, 3.219e10, 92.65)]
    [InlineData("Hoffmann, unrounded", 0.456526, 0.154840, 1.300046, 4.036e10, 58.93)]
    [InlineData("Besiroglu, as printed", 0.512612, 0.178286, 0.119630, 7.225e10, 18.39)]
    [InlineData("Huber minimum of 240 runs", 0.513899, 0.178483, 0.113208, 7.319e10, 17.92)]
    [InlineData("Muennighoff, C4 base", 0.5, 0.176330, 0.225802, 6.996e10, 19.61)]
    public void Powers_of_the_frontier_and_the_optimum_are_those_quoted(string name, double a, double gamma, double g, double parameters, double ratio)
    {
        FittedLaw law = Laws[name];
        Allocation best = law.Allocate(Gopher);
        Allocation decade = law.Allocate(10 * Gopher);
        Math.Log10(decade.Parameters / best.Parameters).Should().BeApproximately(a, 6e-7);
        Math.Log10((best.Loss - law["E"]) / (decade.Loss - law["E"])).Should().BeApproximately(gamma, 6e-7);
        law.Allocate(6).Parameters.Should().BeApproximately(g, 6e-7, "at N·D = 1 the size is G");
        best.Parameters.Should().BeApproximately(parameters, 6e6);
        best.TokensPerParameter.Should().BeApproximately(ratio, 6e-3);
    }

    [Fact]
    public void A_last_digit_of_an_exponent_halves_or_doubles_tokens_a_parameter()
    {
        Laws["Hoffmann, alpha 0.35"].Allocate(Gopher).TokensPerParameter.Should().BeApproximately(182.2, 0.05);
        Laws["Hoffmann, beta 0.2849"].Allocate(Gopher).TokensPerParameter.Should().BeApproximately(62.4, 0.05);
        Laws["Hoffmann, as printed"].Predict(70e9, 1.4e12).Should().BeApproximately(1.936645, 6e-7);
        Laws["Besiroglu, as printed"].Predict(70e9, 1.4e12).Should().BeApproximately(1.973882, 6e-7);
        Laws["Hoffmann, alpha 0.35"].Predict(70e9, 1.4e12).Should().BeApproximately(1.918197, 6e-7);
        Laws["Hoffmann, beta 0.2849"].Predict(70e9, 1.4e12).Should().BeApproximately(1.915751, 6e-7);
    }

    [Theory]
    [InlineData("Hoffmann, as printed", 3.21898591513681902490e+10, 2.98230568666280226454e+12, 1.93074810173164823717)]
    [InlineData("Hoffmann, alpha 0.35", 2.29568674398450041920e+10, 4.18175520904816247557e+12, 1.90618063994448634293)]
    [InlineData("Hoffmann, beta 0.2849", 3.92173476544269060211e+10, 2.44789629441356147284e+12, 1.91299194754377826729)]
    [InlineData("Hoffmann, unrounded", 4.03609383872361961333e+10, 2.37853736399645218367e+12, 1.91841204599684981941)]
    [InlineData("Besiroglu, notebook", 7.23527384657873715031e+10, 1.32683298567053469602e+12, 1.97397348213207547270)]
    [InlineData("Muennighoff, C4 base", 6.99621733135213496776e+10, 1.37217006638423578982e+12, 2.02516236848375549597)]
    [InlineData("xLSTM, Llama", 5.26666183518891124356e+10, 1.82278648229474849867e+12, 1.92390070406608034625)]
    public void Closed_forms_agree_with_the_same_formulas_at_forty_digits(string name, double parameters, double tokens, double loss)
    {
        Allocation best = Laws[name].Allocate(Gopher);
        best.Parameters.Should().BeApproximately(parameters, 1e-12 * parameters);
        best.Tokens.Should().BeApproximately(tokens, 1e-12 * tokens);
        best.Loss.Should().BeApproximately(loss, 1e-13);
        (6 * best.Parameters * best.Tokens).Should().BeApproximately(Gopher, 1e-10 * Gopher);

        AllocationElasticities elasticities = Laws[name].Elasticities(Gopher);
        elasticities.OfParameters.Should().BeApproximately(elasticities.OfTokens, 1e-10);
    }

    [Fact]
    public void The_size_falls_by_thirty_four_per_cent_for_each_hundredth_of_Hoffmanns_alpha()
    {
        AllocationElasticities elasticities = Published.Hoffmann2022.Elasticities(Gopher);
        elasticities["alpha"].Should().BeApproximately(-34.280227155031200812, 1e-10);
        elasticities["beta"].Should().BeApproximately(40.568208493881684478, 1e-10);
        elasticities["A"].Should().BeApproximately(1 / 0.62, 1e-13);
        elasticities["B"].Should().BeApproximately(-1 / 0.62, 1e-13);
        elasticities["E"].Should().Be(0);

        // To first order N* is 0.710 of what it was, and 0.713 in truth.
        Math.Exp(0.01 * elasticities["alpha"]).Should().BeApproximately(0.710, 5e-4);
        (Laws["Hoffmann, alpha 0.35"].Allocate(Gopher).Parameters / Published.Hoffmann2022.Allocate(Gopher).Parameters).Should().BeApproximately(0.713, 5e-4);
    }

    [Fact]
    public void Repetition_moves_the_optimum_to_the_smaller_model_that_Muennighoff_et_al_find()
    {
        Allocation best = Published.Muennighoff2023.Allocate(1e22, new AllocationOptions { UniqueTokens = 25e9 });

        // The notebook searches a thousand sizes, and the valley is flat: it prints N 7022364735.88 and D 237336955477.55, 0.05 % off the minimum.
        best.Parameters.Should().BeApproximately(7.0262e9, 5e4);
        best.Parameters.Should().BeApproximately(7022364735.88, 1e-3 * 7022364735.88);
        best.Tokens.Should().BeApproximately(2.3721e11, 5e6);
        best.Loss.Should().BeApproximately(2.22213, 5e-6);
        best.Loss.Should().BeLessThan(Published.Muennighoff2023.Predict(("N", 7022364735.88), ("D", 237336955477.55), ("U", 25e9)) + 1e-9);
    }

    [Fact]
    public void Lifetime_demand_moves_Hoffmanns_optimum_as_Sardana_et_al_say()
    {
        // Least 6ND + 2N·2e12 with L = 2, and least L with 6ND + 2N·2e12 = 5.76e23, by bisection at 40 digits.
        var options = new AllocationOptions { InferenceTokens = 2e12 };
        Allocation cheapest = Published.Hoffmann2022.AllocateForLoss(2.0, options);
        cheapest.Parameters.Should().BeApproximately(9.91216509547358823074e9, 1e-10 * 9.9e9);
        cheapest.Tokens.Should().BeApproximately(1.99650902225493288988e12, 1e-10 * 2e12);
        cheapest.Flops.Should().BeApproximately(1.58387022641055035872e23, 1e-12 * 1.6e23);
        Allocation best = Published.Hoffmann2022.Allocate(Gopher, options);
        best.Parameters.Should().BeApproximately(2.26202885049147919422e10, 1e-10 * 2.3e10);
        best.Tokens.Should().BeApproximately(3.57731103411030320237e12, 1e-10 * 3.6e12);
        best.Loss.Should().BeApproximately(1.93804813210922009172, 1e-13);
    }

    private static FittedLaw Chinchilla(double e, double a, double alpha, double b, double beta) => ScalingLaw.Chinchilla.WithValues(
        new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = e, ["A"] = a, ["alpha"] = alpha, ["B"] = b, ["beta"] = beta });
}
