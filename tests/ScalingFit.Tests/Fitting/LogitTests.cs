using ScalingFit.Numerics;

namespace ScalingFit.Tests.Fitting;

/// <summary>Error rates that come near to 1: a start from relative errors would predict more.</summary>
public sealed class LogitTests
{
    [Theory]
    [InlineData(0.7)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Error_rates_near_one_are_fitted(double top)
    {
        var random = new RandomStream(6, 0);
        var runs = new List<TrainingRun>();
        for (int i = 0; i < 36; i++)
        {
            double n = 1e7 * Math.Pow(10, 2.5 * (i % 6) / 5);
            double d = 1e9 * Math.Pow(10, 2.0 * (i / 6) / 5);
            double rate = top * (0.1 + (0.6 * Math.Pow(n / 1e7, -0.4)) + (0.3 * Math.Pow(d / 1e9, -0.5)));
            double q = Math.Log(rate / (1 - rate)) + (0.05 * (random.NextDouble() - 0.5));
            runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = 1 / (1 + Math.Exp(-q)) });
        }

        foreach (Objective objective in new[] { Objective.LogitLeastSquares, Objective.LogitHuber(0.1), Objective.LogitLeastAbsoluteDeviations })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), objective);
            double.IsFinite(fit.Certificate.Objective).Should().BeTrue(objective.Name);
            fit.IsUsable.Should().BeTrue(string.Join(' ', fit.Findings));
            fit["alpha"].Value.Should().BeApproximately(0.4, 0.1);
            fit.Certificate.Termination.Should().Be(Termination.Converged);
            runs.Max(r => fit.Fitted.Predict(r)).Should().BeLessThan(1);
        }
    }
}
