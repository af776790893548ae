using System.Runtime.ExceptionServices;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// Shares numbered refits out over threads. Replicate k depends on (data, options, seed, k) alone, so that any number of threads in any order gives the same bits.
/// </summary>
internal static class RefitLoop
{
    /// <summary>Replicates a thread takes at a time: enough to drown the cost of taking them, few enough to cancel promptly.</summary>
    private const int Chunk = 25;

    /// <summary>Makes the replicates from <paramref name="first"/> up to <paramref name="end"/> that were not reached yet, until done or cancelled.</summary>
    /// <param name="into">Receives them.</param>
    /// <param name="first">The first number.</param>
    /// <param name="end">The number after the last.</param>
    /// <param name="newWorker">Makes one thread's refitter: the function it returns makes replicate k.</param>
    /// <param name="threads">How many threads; 0 means one a processor.</param>
    /// <param name="progress">Told how many were made.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Run(Replicates into, int first, int end, Func<Func<int, double[]?>> newWorker, int threads, IProgress<BootstrapProgress>? progress, CancellationToken cancellation)
    {
        int next = first;
        int completed = 0;
        for (int k = first; k < end; k++) completed += into.Reached[k] ? 1 : 0;
        int workers = Math.Min(threads == 0 ? Environment.ProcessorCount : threads, (end - first + Chunk - 1) / Chunk);

        void Work()
        {
            Func<int, double[]?>? refit = null;
            while (!cancellation.IsCancellationRequested)
            {
                int start = Interlocked.Add(ref next, Chunk) - Chunk;
                if (start >= end) return;
                int done = 0;
                for (int k = start; k < Math.Min(start + Chunk, end) && !cancellation.IsCancellationRequested; k++)
                {
                    if (into.Reached[k]) continue;
                    refit ??= newWorker();
                    into.Values[k] = refit(k);
                    into.Reached[k] = true;
                    done++;
                }

                int sum = Interlocked.Add(ref completed, done);
                progress?.Report(new BootstrapProgress { Completed = sum, Replicates = end - first });
            }
        }

        if (workers <= 1) Work();
        else RunOn(workers, Work);
    }

    /// <summary>An exception of the caller's own progress comes out as it went in, whatever the number of threads.</summary>
    private static void RunOn(int workers, Action work)
    {
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => work());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
