using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Statistics.Regression;

/// <summary>Whether the standard problems are written down right: a wrong digit or sign would show in the sums of squares known for them.</summary>
public sealed class DefinitionTests
{
    // From a separate program in double precision, for the paper's problems by number: where the minimum lies, and the sum of squares at the start, which tells apart what
    // a minimum of zero cannot. Minimisers that are not round numbers are from Levenberg and Marquardt's method.
    private static readonly Dictionary<int, (double[] Minimiser, double SumAtStart)> Known = new()
    {
        [1] = ([1, 1], 24.2),
        [2] = ([5, 4], 400.5),
        [3] = ([1.0981593296998e-5, 9.1061467398665], 1.1352617173483783),
        [4] = ([1e6, 2e-6], 999998000003.0),
        [5] = ([3, 0.5], 14.203125),
        [6] = ([0.257825214, 0.257825214], 4171.306161960492),
        [7] = ([1, 0, 0], 2500),
        [8] = ([0.0824105609764, 1.13303611771, 2.34369515472], 41.68169586167801),
        [9] = ([0.398956137838, 1.00001908448, 0], 3.888106991166676e-06),
        [10] = ([0.00560963713667761, 6181.34624740638, 345.223631297137], 1693607809.4361455),
        [11] = ([50, 25, 1.5], 12.110705825569486),
        [12] = ([1, 10, 1], 1031.1538106093983),
        [13] = ([0, 0, 0, 0], 215),
        [14] = ([1, 1, 1, 1], 19192),
        [15] = ([0.19280693409, 0.191282338855, 0.123056508979, 0.136062335078], 0.00531317227210854),
        [16] = ([-11.594439784, 13.2036299705, -0.403439370085, 0.236778267263], 7926693.336997432),
        [17] = ([0.375410052992, 1.93584703041, -1.46468725488, 0.0128675348723, 0.0221226991724], 0.8790262935446407),
        [18] = ([1, 10, 1, 5, 4, 3], 0.7790700756559703),
        [19] =
        (
            [
                1.30997715358, 0.431553792043, 0.633661697916, 0.599430532816, 0.754183219033, 0.904288604277,
                1.36581182119, 4.82369883675, 2.39868486657, 4.56887459695, 5.67534147092,
            ],
            2.0934195142120644
        ),
    };

    public static TheoryData<string> NistProblems => [.. NistProblem.All.Select(p => p.Name)];

    public static TheoryData<int> MoreGarbowHillstromProblems => [.. MoreGarbowHillstrom.All.Select(p => p.Id)];

    [Fact]
    public void All_27_problems_of_NIST_are_there_with_as_many_of_each_difficulty_as_NIST_has()
    {
        NistProblem.All.CountBy(p => p.Difficulty, StringComparer.Ordinal).Should().BeEquivalentTo(new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["Lower"] = 8,
            ["Average"] = 11,
            ["Higher"] = 8,
        });
    }

    [Theory]
    [MemberData(nameof(NistProblems))]
    public void The_certified_parameters_give_the_certified_sum_of_squares(string name)
    {
        NistProblem problem = NistProblem.All.Single(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        double sum = SumOfSquares(problem.Law, problem.Variables, problem.Response, problem.Certified);

        if (string.Equals(name, "Lanczos1", StringComparison.Ordinal))
        {
            // Residuals here are some 1e-13, and the parameters are certified to eleven digits: half a unit in the last one is worth more than the certified sum, 1.4e-25.
            sum.Should().BeLessThan(1e-20);
            return;
        }

        sum.Should().BeApproximately(problem.SumOfSquares, 1e-9 * problem.SumOfSquares);
    }

    [Fact]
    public void Lanczos1_has_the_certified_sum_of_squares_at_the_certified_parameters_with_more_digits()
    {
        // From Gauss and Newton's method in arithmetic of 40 digits, which gives the sum 1.43078677208e-25.
        double[] parameters = [0.09510000002743146, 1.000000000127719, 0.8607000001344579, 3.0000000002346243, 1.5575999998381713, 5.000000000111549];
        NistProblem problem = NistProblem.All.Single(p => string.Equals(p.Name, "Lanczos1", StringComparison.Ordinal));
        for (int m = 0; m < parameters.Length; m++) parameters[m].Should().BeApproximately(problem.Certified[m], 5.01e-11 * Math.Pow(10, Math.Floor(Math.Log10(parameters[m]))));

        // A prediction rounded to a double is off by some 1e-16, a thousandth of a residual.
        SumOfSquares(problem.Law, problem.Variables, problem.Response, parameters).Should().BeApproximately(problem.SumOfSquares, 0.01 * problem.SumOfSquares);
    }

    [Fact]
    public void All_19_problems_of_More_Garbow_and_Hillstrom_are_there() => MoreGarbowHillstrom.All.Select(p => p.Id).Should().Equal(Enumerable.Range(1, 19));

    [Theory]
    [MemberData(nameof(MoreGarbowHillstromProblems))]
    public void The_known_minimiser_gives_the_known_minimum(int id)
    {
        MoreGarbowHillstrom.Problem problem = MoreGarbowHillstrom.All.Single(p => p.Id == id);
        double sum = SumOfSquares(problem.Law, problem.Variables, problem.Response, Known[id].Minimiser);

        // Zero but for rounding, Powell's badly scaled problem but for the digits of its minimiser.
        double slack = problem.Minimum > 0 ? 1e-6 * problem.Minimum : 1e-20;
        sum.Should().BeApproximately(problem.Minimum, slack, problem.Name);
    }

    [Theory]
    [MemberData(nameof(MoreGarbowHillstromProblems))]
    public void The_start_gives_the_known_sum_of_squares(int id)
    {
        MoreGarbowHillstrom.Problem problem = MoreGarbowHillstrom.All.Single(p => p.Id == id);
        SumOfSquares(problem.Law, problem.Variables, problem.Response, problem.Start).Should().BeApproximately(Known[id].SumAtStart, 1e-11 * Known[id].SumAtStart, problem.Name);
    }

    private static double SumOfSquares(ILaw law, double[][] variables, double[] response, double[] parameters)
    {
        var graph = new ExpressionGraph(new bool[parameters.Length], new bool[variables.Length]);
        int root = law.Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph);
        var values = new double[graph.Nodes.Count];
        double sum = 0;
        for (int i = 0; i < response.Length; i++)
        {
            double[] row = [.. variables.Select(v => v[i])];
            double residual = graph.Evaluate(parameters, row, root, values) - response[i];
            sum += residual * residual;
        }

        return sum;
    }
}
