using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>L-BFGS from a list of starts, in the coordinates that papers use: logarithms of amplitudes and floors, variables not centred.</summary>
internal abstract class LbfgsProcedure : Procedure
{
    private const int Memory = 10;

    /// <summary>When a start stops.</summary>
    protected abstract QuasiNewtonStop StopFor(int runs);

    /// <summary>The starts, by the free parameters in the law's order, as they are fitted.</summary>
    protected abstract IReadOnlyList<double[]> Starts { get; }

    public override ReplayedStarts Run(LawFit certified, int threads, CancellationToken cancellationToken)
    {
        // Natural units all along: only what is held makes a coordinate of the engine move with another.
        FitProblem problem = certified.Problem.WithoutCentring();
        QuasiNewtonStop stop = StopFor(certified.Runs.Count);
        stop = stop with { Factor = stop.Factor * problem.WeightScale };
        IReadOnlyList<double[]> starts = Starts;
        var ends = new (double[] Phi, QuasiNewtonOutcome Outcome)[starts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            starts.Count,
            options,
            () => new QuasiNewton(problem.Law.Definition.Form.CreateEngine(problem.Options.Width), problem.Coordinates.Copy(), Memory),
            (k, _, minimiser) =>
            {
                var phi = (double[])starts[k].Clone();
                ends[k] = (phi, minimiser.Minimise(problem.Rows, problem.Penalty, phi, stop));
                return minimiser;
            },
            _ => { });

        int successes = ends.Count(IsSuccess);
        (double[] best, QuasiNewtonOutcome outcome) = Choose([.. ends.Where(e => successes == 0 || IsSuccess(e))]);
        var theta = new double[problem.Coordinates.FullCount];
        problem.Coordinates.Expand(best, theta);
        double close = certified.Certificate.Objective * (1 + Near);
        return new ReplayedStarts(problem.ToFitted(theta, "replayed"), outcome.Objective * problem.WeightScale, ends.Length, successes, ends.Count(e => e.Outcome.Objective * problem.WeightScale <= close));
    }

    /// <summary>The end that is reported: the lowest.</summary>
    protected virtual (double[] Phi, QuasiNewtonOutcome Outcome) Choose(IReadOnlyList<(double[] Phi, QuasiNewtonOutcome Outcome)> ends) =>
        ends.MinBy(e => double.IsNaN(e.Outcome.Objective) ? double.PositiveInfinity : e.Outcome.Objective);

    private static bool IsSuccess((double[] Phi, QuasiNewtonOutcome Outcome) end) => end.Outcome.End is QuasiNewtonEnd.SmallFall or QuasiNewtonEnd.SmallGradient;
}
