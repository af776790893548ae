using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// Chen et al. 2025 (arXiv:2505.10475): L = E + (A/(N (κ ln P + 1)))^α on 24 models a corpus, log-Huber with delta 1e-3. The optimum of the authors' objective was recorded from another minimiser (300 starts of L-BFGS-B).
/// </summary>
public sealed class ParallelStreamsTests
{
    private static readonly RunSet Runs = RunFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "parscale", "runs.csv"), new RunFileOptions
    {
        Group = "corpus",
        Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["P"] = "streams" },
        Conventions = new RunConventions { Counting = ParameterCounting.NonEmbedding },
    });

    [Theory]
    [InlineData("stack_v2_python", 0.691207, 1.13071e7, 0.189358, 0.393457, 3.67674e-5, 0.99783)]
    [InlineData("pile", 1.288588, 1.97517e8, 0.196281, 0.334442, 1.81393e-5, 0.99868)]
    public void Each_corpus_has_the_recorded_optimum(string corpus, double e, double a, double alpha, double kappa, double objective, double determination)
    {
        LawFit fit = ScalingLaw.ParallelStreams.Fit(Of(corpus));
        fit.Runs.Count.Should().Be(24);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit.Certificate.Objective.Should().BeApproximately(objective, 2e-6 * objective);
        fit["E"].Value.Should().BeApproximately(e, 2e-6);
        fit["A"].Value.Should().BeApproximately(a, 1e-5 * a);
        fit["alpha"].Value.Should().BeApproximately(alpha, 1e-6);
        fit["kappa"].Value.Should().BeApproximately(kappa, 1e-6);
        HuberSum.Determination(fit.Fitted, fit.Runs).Should().BeApproximately(determination, 5e-6);
    }

    [Theory]
    [InlineData("stack_v2_python")]
    [InlineData("pile")]
    public void The_published_sets_are_that_optimum_and_no_lower(string corpus)
    {
        FittedLaw published = string.Equals(corpus, "pile", StringComparison.Ordinal) ? Published.Chen2025Pile : Published.Chen2025Stack;
        LawFit fit = ScalingLaw.ParallelStreams.Fit(Of(corpus));
        double theirs = HuberSum.OfLogarithms(published, fit.Runs, 1e-3);
        fit.Certificate.Objective.Should().BeApproximately(HuberSum.OfLogarithms(fit.Fitted, fit.Runs, 1e-3), 1e-12 * theirs);
        fit.Certificate.Objective.Should().BeLessThanOrEqualTo(theirs * (1 + 1e-12)).And.BeGreaterThan(theirs * (1 - 1e-6));
    }

    private static RunSet Of(string corpus) => Runs.Where(r => string.Equals(r.Group, corpus, StringComparison.Ordinal), because: "one corpus");
}
