namespace ScalingFit.Tests.Laws;

/// <summary>The law with vocabulary, and tokens from characters.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void The_converted_parameters_give_the_papers_law_in_millions_billions_and_thousands()
    {
        const double alpha1 = 0.44660634152009615;
        double inThePapersUnits = -5.5327846803337435 + (1.8313851559554126 / Math.Pow(1130, alpha1)) + (0.19584238398665638 / Math.Pow(43 * 2.048, 0.6707374679896795)) + (2.1241123120064955 / Math.Pow(27.5, alpha1));
        Published.Tao2024.Predict(("N", 1.13e9), ("V", 43e3), ("d", 2048), ("D", 27.5e9)).Should().BeApproximately(inThePapersUnits, 1e-12).And.BeLessThan(0);
        Published.Tao2024.Conventions.LossUnit.Should().Be(LossUnit.UnigramNormalised);
    }

    [Fact]
    public void Characters_become_tokens_by_the_printed_parabola_and_with_thousands_by_that_of_the_fit()
    {
        // ln 32000 = 10.373491 and ln 32 = 3.465736.
        VocabularyTokens.OfCharacters(1e9, 32000).Should().BeApproximately(1e9 * ((0.00639222 * 10.373491 * 10.373491) - (0.15811069 * 10.373491) + 1.20470122), 20);
        VocabularyTokens.OfCharacters(1e9, 32000, thousands: true).Should().BeApproximately(1e9 * ((0.00639222 * 3.465736 * 3.465736) - (0.15811069 * 3.465736) + 1.20470122), 200);
        (VocabularyTokens.OfCharacters(1, 4096, thousands: true) / VocabularyTokens.OfCharacters(1, 4096)).Should().BeApproximately(3.0, 0.01);
        (VocabularyTokens.OfCharacters(1, 96256, thousands: true) / VocabularyTokens.OfCharacters(1, 96256)).Should().BeApproximately(2.65, 0.01);
    }

    [Theory]
    [InlineData(0, 32000)]
    [InlineData(1e9, -1)]
    [InlineData(double.NaN, 32000)]
    public void A_text_or_a_vocabulary_of_nothing_is_refused(double characters, double vocabulary)
    {
        Action convert = () => VocabularyTokens.OfCharacters(characters, vocabulary);
        convert.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Negative_losses_are_refused_by_objectives_on_logarithms()
    {
        RunSet runs = RunSet.Create(
            Enumerable.Range(0, 40).Select(i => new TrainingRun
            {
                Parameters = 1e8 * Math.Pow(1.5, i % 5),
                Tokens = 1e9 * (1 + (i / 10)),
                Loss = -3,
                Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["V"] = 4000 * (1 + (i % 4)), ["d"] = 512 },
            }),
            Published.Tao2024.Conventions);
        Action fit = () => ScalingLaw.Vocabulary.Fit(runs);
        fit.Should().Throw<ArgumentException>().WithMessage("*logarithm*");
    }

    [Fact]
    public void Runs_without_a_vocabulary_are_refused_by_name()
    {
        Action fit = () => ScalingLaw.Vocabulary.Fit(Synthetic.Grid(), Objective.Huber(1e-3));
        fit.Should().Throw<ArgumentException>().WithMessage("*V (vocabulary)*");
    }
}
