using ScalingFit.Data;
using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Tests.Numerics;

public sealed class LawSolverTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solving_for_other_weights_allocates_nothing(bool safe)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        FitProblem problem = fit.Problem;
        LawSolver solver = problem.NewSolver(threads: 1);
        RowTable rows = problem.Rows.NewOfSameShape();
        double[] weights = [.. Enumerable.Range(0, problem.Rows.Count).Select(i => (double)(i % 3))];
        double[] theta = [.. fit.Theta];

        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 20; k++)
            {
                fit.Theta.CopyTo(theta, 0);
                rows.TakeWeighted(problem.Rows, weights);
                if (safe) solver.Resolve(rows, weights, problem.Penalty, theta);
                else solver.SolveFrom(rows, problem.Penalty, theta, derivativesAtEnd: false);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();

        // A collection that another test sets off meanwhile counts what is left of this thread's buffer as allocated. What solving allocates, every measurement would show.
        Enumerable.Range(0, 5).Min(_ => Measure()).Should().Be(0);
    }

    [Fact]
    public void The_last_step_taken_unseen_ends_where_the_one_seen_does()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        FitProblem problem = fit.Problem;
        LawSolver solver = problem.NewSolver(threads: 1);
        RowTable rows = problem.Rows.NewOfSameShape();
        for (int k = 2; k < 6; k++)
        {
            double[] weights = [.. Enumerable.Range(0, problem.Rows.Count).Select(i => (double)(i % k))];
            rows.TakeWeighted(problem.Rows, weights);
            double[] seen = [.. fit.Theta];
            double[] unseen = [.. fit.Theta];
            SolveOutcome with = solver.SolveFrom(rows, problem.Penalty, seen);
            SolveOutcome without = solver.SolveFrom(rows, problem.Penalty, unseen, derivativesAtEnd: false);
            without.Objective.Should().BeApproximately(with.Objective, 1e-11 * with.Objective);
            without.Evaluations.Should().Be(with.Evaluations - 1);
            for (int m = 0; m < seen.Length; m++) unseen[m].Should().BeApproximately(seen[m], 1e-8);
        }
    }
}
