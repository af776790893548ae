namespace ScalingFit.Tests.Runs;

public sealed class ParameterConversionTests
{
    [Fact]
    public void Total_and_non_embedding_parameters_are_each_others_inverse_to_rounding()
    {
        foreach (ParameterConversion conversion in new[] { ParameterConversion.PearceSong, ParameterConversion.Of(256, 20), ParameterConversion.Of(250000, 128) })
        {
            for (double n = 1; n < 1e14; n *= 1.7)
            {
                conversion.NonEmbedding(conversion.Total(n)).Should().BeApproximately(n, 1e-12 * n);
                conversion.Total(conversion.NonEmbedding(n)).Should().BeApproximately(n, 1e-12 * n);
            }
        }
    }

    [Fact]
    public void The_constant_follows_from_vocabulary_and_aspect_ratio_and_back()
    {
        double ratio = ParameterConversion.PearceSong.AspectRatio(32000);
        ratio.Should().BeApproximately(39.2, 0.05);
        ParameterConversion.Of(32000, ratio).EmbeddingCoefficient.Should().BeApproximately(47491, 1e-9);

        // A model of that shape: 12 L d² outside the embedding, V d in it.
        TransformerShape shape = new() { Layers = 26, ModelWidth = 1024, FeedForwardWidth = 4096, Heads = 8, Vocabulary = 32000, ContextLength = 2048, TiedEmbeddings = true };
        ParameterConversion own = ParameterConversion.Of(32000, 1024.0 / 26);
        own.Total(shape.Parameters(ParameterCounting.NonEmbedding)).Should().BeApproximately(shape.Parameters(ParameterCounting.Total), 1);
    }

    [Fact]
    public void What_is_not_positive_is_refused()
    {
        Action total = () => ParameterConversion.PearceSong.Total(0);
        Action back = () => ParameterConversion.PearceSong.NonEmbedding(double.NaN);
        Action make = () => ParameterConversion.Of(32000, -1);
        total.Should().Throw<ArgumentOutOfRangeException>();
        back.Should().Throw<ArgumentOutOfRangeException>();
        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Formulas_of_compute_are_6ND_and_what_follows_from_it()
    {
        TrainingCompute.Dense(70e9, 1.4e12).Should().Be(5.88e23);
        TrainingCompute.MixtureOfExperts(13e9, 1e12).Should().Be(7.8e22);
        TrainingCompute.Quantised(1e9, 1e10, bits: 16).Should().Be(TrainingCompute.Dense(1e9, 1e10));
        TrainingCompute.Quantised(1e9, 1e10, bits: 4).Should().Be(1.5e19);
        TrainingCompute.Inference(70e9, 1e6).Should().Be(1.4e17);
        TrainingCompute.InPetaflopDays(3 * 1e15 * 86400).Should().Be(3);
        Action bits = () => TrainingCompute.Quantised(1e9, 1e10, 0);
        bits.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("bits");
    }
}
