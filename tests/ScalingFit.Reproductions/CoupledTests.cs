using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// The coupled law L = E + (A/N^α + B/D^β)^k on the 240 runs of Chinchilla: optima found by an independent multi-start fit of the same objectives, to the digits it was recorded with.
/// Videau et al. 2026 (arXiv:2608.07222) report k of 0.77 to 0.90 for these runs.
/// </summary>
public sealed class CoupledTests
{
    [Theory]
    [InlineData(1e-3, 0.0009541845, 0.7741442214, 0.4243590178, 0.4305267439, 1.7571362457)]
    [InlineData(5e-2, 0.00472815, 0.73686, 0.45255, 0.48658, 1.79204)]
    public void The_coupled_law_reaches_the_recorded_optimum(double delta, double objective, double k, double alpha, double beta, double e)
    {
        LawFit fit = ScalingLaw.Coupled.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(delta));
        fit.IsUsable.Should().BeTrue();
        fit.Certificate.Objective.Should().BeApproximately(objective, 1e-5 * objective);
        fit["k"].Value.Should().BeApproximately(k, 2e-5);
        fit["alpha"].Value.Should().BeApproximately(alpha, 2e-5);
        fit["beta"].Value.Should().BeApproximately(beta, 2e-5);
        fit["E"].Value.Should().BeApproximately(e, 2e-5);
        (fit["beta"].Value / (fit["alpha"].Value + fit["beta"].Value)).Should().BeInRange(0.49, 0.53);
    }

    [Fact]
    public void With_k_held_at_one_it_is_Chinchillas_law()
    {
        foreach (Objective objective in new[] { Objective.LogHuber(), Objective.LeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit coupled = ScalingLaw.Coupled.With("k", 1).Fit(Datasets.ChinchillaWithoutOutliers, objective);
            LawFit chinchilla = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective);
            coupled.Certificate.Objective.Should().BeApproximately(chinchilla.Certificate.Objective, 1e-12 * chinchilla.Certificate.Objective);
            for (int m = 0; m < 5; m++) coupled.Fitted.Values[m].Should().BeApproximately(chinchilla.Fitted.Values[m], 1e-8 * chinchilla.Fitted.Values[m]);
            coupled.Allocate(5.76e23).Parameters.Should().BeApproximately(chinchilla.Allocate(5.76e23).Parameters, 1e3);
        }
    }

    [Fact]
    public void Noise_free_runs_give_the_truth_back()
    {
        FittedLaw truth = ScalingLaw.Coupled.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.6, ["A"] = 5000, ["alpha"] = 0.5, ["B"] = 30000, ["beta"] = 0.52, ["k"] = 0.6 });
        var runs = new List<TrainingRun>();
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                double n = 5e7 * Math.Pow(3, i);
                double d = 1e9 * Math.Pow(3, j);
                runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = truth.Predict(n, d) });
            }
        }

        LawFit fit = ScalingLaw.Coupled.Fit(RunSet.Create(runs));
        foreach (LawParameter parameter in truth.Law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(truth[parameter.Name], 1e-5 * truth[parameter.Name], parameter.Name);
    }
}
