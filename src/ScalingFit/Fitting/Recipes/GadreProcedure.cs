using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Expressions;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>
/// Gadre et al. 2024: α'N^b + β' 6^(b/2) (MN)^b + E with M = D/N, in natural parameters that may take any sign, from α' and β' of 100 to 3000, b of -0.1 and -0.3, and E of 0 to 10.
/// </summary>
internal sealed class GadreProcedure : Procedure
{
    private const double Tolerance = 1e-8;
    private const int IterationLimit = 200;

    private static readonly double[] Amplitudes = [1e2, 3e2, 1e3, 3e3];
    private static readonly double[] Powers = [-0.1, -0.3];
    private static readonly double[] Floors = [0, 1, 2, 10];

    public override ReplayedStarts Run(LawFit certified, int threads, CancellationToken cancellationToken)
    {
        RunSet runs = certified.Runs;
        double[] response = runs.LossArray();
        var graph = new ExpressionGraph(new bool[4], [true, true]);
        int root = default(Formula).Evaluate<LawNumber>(graph.Parameters, graph.Variables).In(graph);
        var form = new GraphForm(graph, root, new bool[4], centre: false);
        double[][] columns = form.Columns([runs.ColumnArray(Variable.Parameters), runs.ColumnArray(Variable.Tokens)]);
        RowTable rows = RowTable.Create(columns, response);
        double[] any = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];
        var coordinates = FreeCoordinates.Create(form, [double.NaN, double.NaN, double.NaN, double.NaN], [0, 1, 2, 3], new double[columns.Length], any);
        var minimiser = new DampedNewton(form.CreateEngine(certified.Options.Width), coordinates, Damping.Diagonal);
        var penalty = new Penalty(PenaltyKind.Squares, 0, ResidualOf.Response) { Scale = response.Average() };

        double[] best = [];
        double lowest = double.PositiveInfinity;
        int count = 0;
        int successes = 0;
        int close = 0;
        foreach (double[] start in from a in Amplitudes from b in Amplitudes from p in Powers from e in Floors select new[] { a, b, p, e })
        {
            cancellationToken.ThrowIfCancellationRequested();
            SolveOutcome outcome = minimiser.Minimise(rows, penalty, start, Tolerance, IterationLimit);
            count++;
            if (outcome.Termination == Termination.Converged) successes++;
            if (outcome.Objective <= certified.Certificate.Objective * (1 + Near)) close++;
            if (!(outcome.Objective < lowest)) continue;
            (best, lowest) = (start, outcome.Objective);
        }

        double exponent = -best[2];
        double[] values = [best[3], best[0], exponent, best[1] * Math.Pow(6, best[2] / 2), exponent];
        return new ReplayedStarts(new FittedLaw(certified.Law, values, runs.Conventions, "replayed"), lowest, count, successes, close);
    }

    private readonly struct Formula : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (p[0] * T.Pow(x[0], p[2])) + (p[1] * T.Pow(6.0, p[2] / 2) * T.Pow(x[1], p[2])) + p[3];
    }
}
