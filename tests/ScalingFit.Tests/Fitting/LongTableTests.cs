using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Tests.Fitting;

/// <summary>Tables of so many rows that they are evaluated in chunks, on several threads, and searched on a sample.</summary>
public sealed class LongTableTests
{
    private static readonly RunSet Runs = Rows(20_001);

    public static TheoryData<string> Widths => new(VectorWidths.Supported().Select(w => w.ToString()));

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        LawFit one = ScalingLaw.Chinchilla.Fit(Runs, new FitOptions { Threads = 1 });
        foreach (int threads in new[] { 0, 2, 3, 7 })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(Runs, new FitOptions { Threads = threads });
            fit.Fitted.Values.Should().Equal(one.Fitted.Values);
            fit.Certificate.Objective.Should().Be(one.Certificate.Objective);
            fit.Certificate.HessianEigenvalues.Should().Equal(one.Certificate.HessianEigenvalues);
        }
    }

    [Fact]
    public void The_minimum_of_all_rows_is_found_from_a_sample_in_a_few_evaluations()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs);
        fit.IsUsable.Should().BeTrue();
        fit.Certificate.Evaluations.Should().BeLessThan(30);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts).And.BeGreaterThanOrEqualTo(5);
        fit.Residuals.Should().HaveCount(20_001);

        // The fit of every other row is near, and its law has a higher sum on all.
        double[] theta = [.. fit.Theta];
        LawEngine engine = fit.Problem.NewSolver().Engine;
        double least = engine.Value(fit.Problem.Rows, fit.Problem.Penalty, theta);
        for (int m = 0; m < theta.Length; m++)
        {
            foreach (double step in new[] { -1e-4, 1e-4 })
            {
                theta[m] += step;
                engine.Value(fit.Problem.Rows, fit.Problem.Penalty, theta).Should().BeGreaterThan(least);
                theta[m] -= step;
            }
        }
    }

    [Fact]
    public void The_order_of_the_table_does_not_matter_to_the_sample()
    {
        // Five sizes in turn, ten thousand rows: every fifth row would be of one size.
        RunSet runs = RunSet.Create(Enumerable.Range(0, 10_000).Select(i =>
        {
            double n = 1e8 * Math.Pow(3, i % 5);
            double d = 1e9 * Math.Pow(10, 2.0 * (i / 5) / 2000);
            return new TrainingRun { Parameters = n, Tokens = d, Loss = Synthetic.Law.Predict(n, d) * (1 + (0.01 * Math.Sin(17 * i))) };
        }));
        LawFit fit = ScalingLaw.Coupled.With("k", 1).Fit(runs, Objective.LogLeastSquares);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit["alpha"].Value.Should().BeApproximately(0.35, 0.01);
        (2 * fit.Certificate.StartsAgreeing).Should().BeGreaterThan(fit.Certificate.Starts);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Chunks_add_up_to_the_whole(string name)
    {
        VectorWidth width = Enum.Parse<VectorWidth>(name);
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs, new FitOptions { Width = width });
        RowTable rows = fit.Problem.Rows;
        LawForm form = ScalingLaw.Chinchilla.Definition.Form;
        var whole = new Derivatives(5);
        var chunked = new Derivatives(5);
        double[] theta = [.. fit.Theta.Select(t => t + 0.01)];
        form.CreateEngine(width).Evaluate(rows, fit.Problem.Penalty, theta, whole);
        var engine = new ChunkedEngine(form, width, threads: 2);
        engine.Evaluate(rows, fit.Problem.Penalty, theta, chunked);
        foreach ((double[] a, double[] b) in new[] { (chunked.Gradient, whole.Gradient), (chunked.Hessian, whole.Hessian), (chunked.Majoriser, whole.Majoriser) })
        {
            for (int i = 0; i < a.Length; i++) a[i].Should().BeApproximately(b[i], 1e-11 * b.Max(Math.Abs));
        }

        var gradient = new double[5];
        engine.ValueAndGradient(rows, fit.Problem.Penalty, theta, gradient).Should().Be(chunked.Value).And.BeApproximately(whole.Value, 1e-12 * whole.Value);
        engine.Value(rows, fit.Problem.Penalty, theta).Should().BeApproximately(whole.Value, 1e-12 * whole.Value);
    }

    private static RunSet Rows(int count)
    {
        var random = new RandomStream(11, 0);
        var runs = new TrainingRun[count];
        for (int i = 0; i < count; i++)
        {
            double n = Math.Exp(18 + (5 * random.NextDouble()));
            double d = Math.Exp(21 + (5 * random.NextDouble()));
            runs[i] = new TrainingRun { Parameters = n, Tokens = d, Loss = Synthetic.Law.Predict(n, d) * Math.Exp(0.01 * Synthetic.Normal(ref random)) };
        }

        return RunSet.Create(runs);
    }
}
