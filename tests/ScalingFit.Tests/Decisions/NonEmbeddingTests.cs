namespace ScalingFit.Tests.Decisions;

public sealed class NonEmbeddingTests
{
    [Fact]
    public void The_closed_form_is_where_no_other_size_has_a_lower_loss()
    {
        FittedLaw law = Published.Besiroglu2024;
        foreach (double best in new[] { 1e4, 1e7, 1e10 })
        {
            double flops = law.NonEmbeddingFlops(best);
            double Loss(double n) => law.Predict(ParameterConversion.PearceSong.Total(n), flops / (6 * n));
            double there = Loss(best);
            foreach (double factor in new[] { 0.5, 0.99, 1.01, 2 }) Loss(best * factor).Should().BeGreaterThan(there);
        }
    }

    [Fact]
    public void The_exponent_is_the_slope_of_the_closed_form_and_falls_to_that_of_the_law()
    {
        FittedLaw law = Published.Hoffmann2022;
        foreach (double n in new[] { 1e3, 1e6, 1e9 })
        {
            double slope = 2e-5 / (Math.Log(law.NonEmbeddingFlops(n * Math.Exp(1e-5))) - Math.Log(law.NonEmbeddingFlops(n * Math.Exp(-1e-5))));
            law.NonEmbeddingExponent(n).Should().BeApproximately(slope, 1e-8);
        }

        law.NonEmbeddingExponent(1e20).Should().BeApproximately(0.28 / (0.28 + 0.34), 1e-6);
        law.NonEmbeddingExponent(1e-10).Should().BeApproximately(0.28 / (0.28 + (0.34 / 3)), 1e-6);
    }

    [Fact]
    public void A_law_that_counts_something_else_already_is_refused()
    {
        FittedLaw other = ScalingLaw.Chinchilla.WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.69, ["A"] = 406.4, ["alpha"] = 0.34, ["B"] = 410.7, ["beta"] = 0.28 },
            new RunConventions { Counting = ParameterCounting.NonEmbedding });
        other.Invoking(l => l.NonEmbeddingFlops(1e8)).Should().Throw<ArgumentException>().WithMessage("*NonEmbedding*all parameters*");
        Published.Hoffmann2022.With("alpha", -0.1).Invoking(l => l.NonEmbeddingFlops(1e8)).Should().Throw<InvalidOperationException>();
    }
}
