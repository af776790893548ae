using ScalingFit.Numerics;
using ScalingFit.Numerics.Screening;

namespace ScalingFit.Tests.Numerics;

public sealed class NonNegativeLeastSquaresTests
{
    [Fact]
    public void The_solution_satisfies_the_conditions_for_a_constrained_minimum()
    {
        var random = new RandomStream(11, 0);
        int bound = 0;
        for (int problem = 0; problem < 500; problem++)
        {
            int n = 2 + (problem % 4);
            double[] gram = Gram(ref random, n, out double[] target);
            double[] solution = Enumerable.Repeat(double.NaN, n).ToArray();
            NonNegativeLeastSquares.Solve(gram, target, solution, n, new double[n * (n + 1)]);
            for (int i = 0; i < n; i++)
            {
                double slope = -target[i];
                for (int j = 0; j < n; j++) slope += gram[(i * n) + j] * solution[j];
                solution[i].Should().BeGreaterThanOrEqualTo(0);
                if (solution[i] > 0) slope.Should().BeApproximately(0, 1e-8);
                else slope.Should().BeGreaterThan(-1e-8);
                bound += solution[i] == 0 ? 1 : 0;
            }
        }

        bound.Should().BePositive("some problems must have met the constraint for this test to mean anything");
    }

    [Fact]
    public void A_held_unknown_keeps_its_value()
    {
        var random = new RandomStream(12, 0);
        double[] gram = Gram(ref random, 3, out double[] target);
        double[] solution = [double.NaN, 0.7, double.NaN];
        NonNegativeLeastSquares.Solve(gram, target, solution, 3, new double[12]);
        solution[1].Should().Be(0.7);
        solution[0].Should().BeGreaterThanOrEqualTo(0);
    }

    private static double[] Gram(ref RandomStream random, int n, out double[] target)
    {
        var a = new double[n * 8];
        for (int i = 0; i < a.Length; i++) a[i] = random.NextDouble() - 0.3;
        var gram = new double[n * n];
        target = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < 8; k++)
            {
                target[i] += a[(i * 8) + k];
                for (int j = 0; j < n; j++) gram[(i * n) + j] += a[(i * 8) + k] * a[(j * 8) + k];
            }
        }

        return gram;
    }
}
