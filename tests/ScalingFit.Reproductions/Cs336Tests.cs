using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>The exercise of Stanford's CS336: 72 runs made by L = 2.69 + 1606.4/N^0.34 + 3210.7/D^0.36 without noise, which any fit must give back.</summary>
public sealed class Cs336Tests
{
    [Theory]
    [InlineData("E", 2.69)]
    [InlineData("A", 1606.4)]
    [InlineData("alpha", 0.34)]
    [InlineData("B", 3210.7)]
    [InlineData("beta", 0.36)]
    public void The_truth_comes_back_to_a_part_in_ten_million(string parameter, double truth)
    {
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastSquares, Objective.LeastSquares })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.Cs336IsoFlop, objective);
            fit[parameter].Value.Should().BeApproximately(truth, 1e-7 * truth, objective.Name);
        }
    }
}
