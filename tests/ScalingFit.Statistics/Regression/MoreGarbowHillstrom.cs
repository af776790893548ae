namespace ScalingFit.Statistics.Regression;

/// <summary>
/// The problems of Moré, Garbow and Hillstrom, ACM TOMS 7(1), 1981 (data/more-garbow-hillstrom/PROVENANCE.md), as laws: the residual of a row is what the law gives less
/// the response.
/// </summary>
/// <remarks>
/// Where rows differ in form, each variable is 1 on one row and 0 on the others, and the law is the sum of the rows' forms, each times its variable.
/// </remarks>
internal static class MoreGarbowHillstrom
{
    private const string Heading = "id,name,parameters,residuals,start,minimum,other_minima";

    /// <summary>All 19, in the order of the paper.</summary>
    public static IReadOnlyList<Problem> All { get; } = [.. Table.Read("more-garbow-hillstrom/problems.csv", Heading).Select(Of)];

    private static Problem Of(string[] row)
    {
        int id = Table.Count(row[0]);
        (ILaw law, double[][] variables, double[] response) = Definition(id);
        double[] start = Table.Numbers(row[4]);
        if (start.Length != Table.Count(row[2])) throw new InvalidDataException($"{row[1]} has {start.Length} starting values, not {row[2]}.");
        if (response.Length != Table.Count(row[3])) throw new InvalidDataException($"{row[1]} has {response.Length} residuals, not {row[3]}.");
        return new Problem(id, row[1], law, variables, response, start, Table.Number(row[5]));
    }

    private static (ILaw Law, double[][] Variables, double[] Response) Definition(int id) => id switch
    {
        1 => ByRow(new MoreGarbowHillstromModels.Rosenbrock(), 2),
        2 => ByRow(new MoreGarbowHillstromModels.FreudensteinRoth(), 2),
        3 => ByRow(new MoreGarbowHillstromModels.PowellBadlyScaled(), 2),
        4 => ByRow(new MoreGarbowHillstromModels.BrownBadlyScaled(), 3),
        5 => (new MoreGarbowHillstromModels.Beale(), Indicators(3), [1.5, 2.25, 2.625]),
        6 => (new MoreGarbowHillstromModels.JennrichSampson(), [Steps(10, 1)], [.. Steps(10, 1).Select(i => 2 + (2 * i))]),
        7 => ByRow(new MoreGarbowHillstromModels.HelicalValley(), 3),
        8 => (new MoreGarbowHillstromModels.Bard(), BardVariables(), [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39]),
        9 => (new MoreGarbowHillstromModels.Gaussian(), [[.. Steps(15, 1).Select(i => (8 - i) / 2)]], GaussianResponse()),
        10 => OfNist("MGH10", new Meyer()),
        11 => (new MoreGarbowHillstromModels.Gulf(), [[.. Steps(99, 100).Select(t => 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3.0))]], Steps(99, 100)),
        12 => (new MoreGarbowHillstromModels.Box(), [Steps(10, 10)], new double[10]),
        13 => ByRow(new MoreGarbowHillstromModels.PowellSingular(), 4),
        14 => ByRow(new MoreGarbowHillstromModels.Wood(), 6),
        15 => OfNist("MGH09", new KowalikOsborne()),
        16 => (new MoreGarbowHillstromModels.BrownDennis(), [Steps(20, 5)], new double[20]),
        17 => OfNist("MGH17", new Osborne()),
        18 => (new MoreGarbowHillstromModels.Biggs(), [Steps(13, 10)], [.. Steps(13, 10).Select(t => Math.Exp(-t) - (5 * Math.Exp(-10 * t)) + (3 * Math.Exp(-4 * t)))]),
        19 => (new MoreGarbowHillstromModels.OsborneSecond(), [[0, .. Steps(64, 10)]], OsborneSecondResponse()),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "Not one of the problems."),
    };

    /// <summary>1/per, 2/per and so on.</summary>
    private static double[] Steps(int count, double per) => [.. Enumerable.Range(1, count).Select(i => i / per)];

    private static double[][] Indicators(int rows) => [.. Enumerable.Range(0, rows).Select(v => Enumerable.Range(0, rows).Select(r => r == v ? 1.0 : 0.0).ToArray())];

    private static (ILaw Law, double[][] Variables, double[] Response) ByRow(ILaw law, int rows) => (law, Indicators(rows), new double[rows]);

    private static (ILaw Law, double[][] Variables, double[] Response) OfNist(string name, ILaw law)
    {
        NistProblem problem = NistProblem.All.Single(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        return (law, problem.Variables, problem.Response);
    }

    private static double[][] BardVariables()
    {
        double[] u = Steps(15, 1);
        double[] v = [.. u.Select(i => 16 - i)];
        return [u, v, [.. u.Zip(v, Math.Min)]];
    }

    private static double[] GaussianResponse()
    {
        double[] rise = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521];
        return [.. rise, 0.3989, .. rise.Reverse()];
    }

    private static double[] OsborneSecondResponse() =>
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649,
        0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653,
        0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    /// <summary>A problem. The minimum is the sum of the squares, not half of it.</summary>
    /// <param name="Id">Its number in the paper.</param>
    /// <param name="Name">Its name there.</param>
    /// <param name="Law">What the residuals are made from.</param>
    /// <param name="Variables">One array a variable.</param>
    /// <param name="Response">What is subtracted from the law.</param>
    /// <param name="Start">The paper's start; 10 and 100 times it are starts too.</param>
    /// <param name="Minimum">The least sum of squares.</param>
    internal sealed record Problem(int Id, string Name, ILaw Law, double[][] Variables, double[] Response, double[] Start, double Minimum);
}
