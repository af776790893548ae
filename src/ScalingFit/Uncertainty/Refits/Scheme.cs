using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// A way to make replicates of a table: what replicate k is made of follows from the random stream (seed, k) alone. One instance serves all threads; <see cref="NewRefit"/> makes one thread's.
/// </summary>
internal abstract class Scheme
{
    /// <summary>One thread's way to make replicates and refit them.</summary>
    /// <returns>The parameters of replicate k, null where its refit failed.</returns>
    public abstract Func<int, double[]?> NewRefit(LawFit fit, long seed, RefitStart start);

    public static Scheme For(LawFit fit, Resampling resampling, Clusters clusters) => resampling switch
    {
        Resampling.Cases => new CaseScheme(fit, clusters),
        Resampling.BayesianWeights => new BayesianScheme(fit, clusters),
        Resampling.Residuals => new ResidualScheme(fit, clusters),
        Resampling.WildCluster => new WildScheme(fit, clusters),
        Resampling.Parametric => new ParametricScheme(fit, clusters),
        _ => throw new ArgumentOutOfRangeException(nameof(resampling), resampling, "No way of resampling."),
    };
}

/// <summary>Replicates that are the same runs with other weights.</summary>
internal abstract class WeightScheme(LawFit fit) : Scheme
{
    protected LawFit Fit { get; } = fit;

    public override Func<int, double[]?> NewRefit(LawFit fit, long seed, RefitStart start)
    {
        var refitter = new Refitter(fit, start);
        var weights = new double[fit.Problem.Rows.Count];
        return k =>
        {
            Draw(new RandomStream(seed, k), weights);
            return refitter.Reweighted(weights);
        };
    }

    /// <summary>Draws the weights of the engine's rows.</summary>
    protected abstract void Draw(RandomStream random, double[] weights);
}

/// <summary>Replicates that are the same runs with other losses: the fitted curve with noise set upon it.</summary>
internal abstract class NoiseScheme(NoiseModel model) : Scheme
{
    protected NoiseModel Model { get; } = model;

    public override Func<int, double[]?> NewRefit(LawFit fit, long seed, RefitStart start)
    {
        var refitter = new Refitter(fit, start);
        var noise = new double[Model.Count];
        var responses = new double[Model.Count];
        return k =>
        {
            Draw(new RandomStream(seed, k), noise);
            for (int i = 0; i < noise.Length; i++) responses[i] = Model.Response(i, noise[i]);
            return refitter.Responding(responses);
        };
    }

    /// <summary>Draws the residual of each of the engine's rows: predicted less measured.</summary>
    protected abstract void Draw(RandomStream random, double[] noise);
}
