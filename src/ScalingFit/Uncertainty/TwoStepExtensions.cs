using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Joining a fit of the loss and a fit of what follows from the loss.</summary>
public static class TwoStepExtensions
{
    /// <summary>Losses of the same runs that differ in the two steps by more than this share are not the same quantity.</summary>
    private const double AnotherQuantity = 0.1;

    /// <summary>
    /// Follows a fit of the loss against scale by a fit of an accuracy or error rate against that loss. Where both rest on the same runs in the same order, which is told by their names, or by N, D and C of runs without names, replicate k
    /// resamples the same runs in both; otherwise they are resampled independently.
    /// </summary>
    /// <param name="lossFit">The loss against size, data, compute or anything else of a run: any law.</param>
    /// <param name="accuracyFit">The accuracy or error against the loss: a law of one variable, such as <see cref="ScalingLaw.LossToAccuracy"/> or <see cref="ScalingLaw.LossToError"/>, fitted to runs that have the loss as a value.</param>
    /// <param name="resamples">How many resamples of each step.</param>
    /// <param name="seed">Determines the draws.</param>
    /// <param name="options">How to resample; the default suits the number of runs.</param>
    /// <param name="cancellationToken">Stops the work; what was refitted by then is used, and the bootstraps say that they are not complete.</param>
    /// <returns>The two steps, to predict with.</returns>
    /// <exception cref="ArgumentException">The second law does not depend on a loss alone; the first does; or the same runs have other losses in the second step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two resamples.</exception>
    /// <example>
    /// <code>
    /// TwoStep chain = lossFit.Then(accuracyFit, resamples: 2000, seed: 1);
    /// TwoStepPrediction p = chain.Predict(parameters: 7e9, tokens: 4e12);
    /// </code>
    /// </example>
    public static TwoStep Then(this LawFit lossFit, LawFit accuracyFit, int resamples = 2000, long seed = 1, BootstrapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lossFit);
        ArgumentNullException.ThrowIfNull(accuracyFit);
        RequireSecondStep(lossFit.Law, accuracyFit.Law);
        bool same = AreSameRuns(lossFit.Runs, accuracyFit.Runs);
        if (same) RequireSameLosses(lossFit, accuracyFit);

        options ??= BootstrapOptions.Default;
        Resampling first = Design.Resolve(lossFit, options.Resampling);
        Resampling second = Design.Resolve(accuracyFit, options.Resampling);

        // Tables on the border between two ways of resampling: cases serve both, and keep the runs together.
        if (same && first != second) first = second = Resampling.Cases;
        bool joint = same && CanShare(lossFit, accuracyFit, first);
        return new TwoStep(
            lossFit.Bootstrap(resamples, seed, options with { Resampling = first }, cancellationToken: cancellationToken),
            accuracyFit.Bootstrap(resamples, joint ? seed : Other(seed), options with { Resampling = second }, cancellationToken: cancellationToken),
            joint);
    }

    /// <summary>Another seed, lest steps that are to be independent draw the same numbers.</summary>
    private static long Other(long seed) => unchecked((seed * 6364136223846793005L) + 1442695040888963407L);

    private static void RequireSecondStep(ScalingLaw lossFit, ScalingLaw accuracyFit)
    {
        if (accuracyFit.Groups.Count > 0) throw new ArgumentException($"The second step is a law of several groups, {string.Join(", ", accuracyFit.Groups)}. Fit one of them by itself.", nameof(accuracyFit));
        if (accuracyFit.Definition.Inputs is not null || accuracyFit.Variables.Count != 1 || IsScale(accuracyFit.Variables[0]))
        {
            string order = lossFit.Variables.Count == 1 && !IsScale(lossFit.Variables[0]) ? " Are the two the wrong way round?" : "";
            throw new ArgumentException($"The second step must depend on the loss alone, and {accuracyFit.Name} depends on {string.Join(", ", accuracyFit.Variables)}.{order}", nameof(accuracyFit));
        }

        if (lossFit.Variables.Contains(accuracyFit.Variables[0])) throw new ArgumentException($"Both steps depend on {accuracyFit.Variables[0]}; the first must say how it follows from a run's scale.", nameof(lossFit));
    }

    private static bool IsScale(Variable variable) => variable.Equals(Variable.Parameters) || variable.Equals(Variable.Tokens) || variable.Equals(Variable.Flops);

    /// <summary>Whether two tables are of the same runs in the same order: by name, and rows without by N, D and C.</summary>
    private static bool AreSameRuns(RunSet mine, RunSet theirs)
    {
        if (mine.Count != theirs.Count) return false;
        for (int i = 0; i < mine.Count; i++)
        {
            TrainingRun a = mine[i];
            TrainingRun b = theirs[i];
            bool same = a.Name is null && b.Name is null
                ? (a.Parameters ?? a.Tokens ?? a.Flops) is not null && Nullable.Equals(a.Parameters, b.Parameters) && Nullable.Equals(a.Tokens, b.Tokens) && Nullable.Equals(a.Flops, b.Flops)
                : string.Equals(a.Name, b.Name, StringComparison.Ordinal);
            if (!same) return false;
        }

        return true;
    }

    private static void RequireSameLosses(LawFit lossFit, LawFit accuracyFit)
    {
        double[] measured = lossFit.Runs.LossArray();
        double[] taken = accuracyFit.Runs.ColumnArray(accuracyFit.Law.Variables[0]);
        double[] differences = [.. measured.Select((m, i) => Math.Abs(taken[i] - m) / Math.Abs(m)).Order()];
        int middle = differences.Length / 2;
        if (differences[middle] <= AnotherQuantity) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The same runs have losses from {measured.Min():G4} to {measured.Max():G4} in the first step, and {accuracyFit.Law.Variables[0].Symbol} from {taken.Min():G4} to {taken.Max():G4} in the second: not the same quantity. Fit the first step to the loss that the second depends on."),
            nameof(accuracyFit));
    }

    /// <summary>
    /// Whether the same stream of random numbers resamples the same runs of both. Gaussian noise would only be made equal by it; and where rows count as one, or groups are drawn within, the numbers fall to others.
    /// </summary>
    private static bool CanShare(LawFit first, LawFit second, Resampling resampling) =>
        resampling != Resampling.Parametric && first.Law.Groups.Count == 0 && first.Problem.RowOfRun.AsSpan().SequenceEqual(second.Problem.RowOfRun);
}
