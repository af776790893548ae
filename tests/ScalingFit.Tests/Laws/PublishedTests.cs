namespace ScalingFit.Tests.Laws;

public sealed class PublishedTests
{
    // Worked out by hand from the printed constants; C = 5.76e23, Chinchilla's own budget.
    [Fact]
    public void Hoffmanns_rounded_constants_allocate_92_65_tokens_a_parameter_and_the_unrounded_58_93()
    {
        Published.Hoffmann2022.Allocate(5.76e23).TokensPerParameter.Should().BeApproximately(92.647, 1e-3);
        Published.Hoffmann2022Unrounded.Allocate(5.76e23).TokensPerParameter.Should().BeApproximately(58.93, 0.01);
        Published.Besiroglu2024.Allocate(5.76e23).TokensPerParameter.Should().BeApproximately(18.34, 0.01);
    }

    [Fact]
    public void Hoffmanns_law_predicts_the_loss_of_a_70B_model_on_1_4T_tokens() =>
        Published.Hoffmann2022.Predict(parameters: 70e9, tokens: 1.4e12).Should().BeApproximately(1.936645, 1e-6);

    [Fact]
    public void A_published_law_says_where_it_comes_from_and_what_its_numbers_mean()
    {
        Published.Hoffmann2022.Source.Should().Contain("Hoffmann et al. 2022");
        Published.Hoffmann2022.Conventions.Counting.Should().Be(ParameterCounting.Total);
        Published.Hoffmann2022.ToString().Should().Be("L = E + A/N^α + B/D^β with E = 1.69, A = 406.4, α = 0.34, B = 410.7, β = 0.28 [Hoffmann et al. 2022, as printed]");
    }

    [Fact]
    public void A_law_needs_a_value_for_every_parameter_and_none_besides()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.3, ["B"] = 400 };
        Action missing = () => ScalingLaw.Chinchilla.WithValues(values);
        missing.Should().Throw<ArgumentException>().WithMessage("*beta has no value*");
        values["gamma"] = 1;
        Action unknown = () => ScalingLaw.Chinchilla.WithValues(values);
        unknown.Should().Throw<ArgumentException>().WithMessage("*\"gamma\"*");
    }

    [Theory]
    [InlineData(0, 1e12)]
    [InlineData(1e9, double.NaN)]
    [InlineData(double.PositiveInfinity, 1e12)]
    public void Impossible_sizes_are_refused(double parameters, double tokens)
    {
        Action predict = () => Published.Hoffmann2022.Predict(parameters, tokens);
        predict.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Many_runs_are_predicted_as_one_by_one()
    {
        var losses = new double[2];
        Published.Hoffmann2022.Predict([1e9, 70e9], [2e10, 1.4e12], losses);
        losses.Should().Equal(Published.Hoffmann2022.Predict(1e9, 2e10), Published.Hoffmann2022.Predict(70e9, 1.4e12));
        Action ragged = () => Published.Hoffmann2022.Predict([1e9], [2e10, 1e12], new double[1]);
        ragged.Should().Throw<ArgumentException>().WithMessage("*1 parameters, 2 tokens, 1 losses*");
    }
}
