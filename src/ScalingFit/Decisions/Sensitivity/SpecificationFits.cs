using System.Runtime.ExceptionServices;

namespace ScalingFit.Decisions;

/// <summary>
/// Shares the fits of a specification curve out over threads: first one fit a block, to all runs, then every combination of the block from there. A fit depends on the table and its number alone, so that any number of threads
/// in any order gives the same bits.
/// </summary>
internal sealed class SpecificationFits
{
    /// <summary>Combinations of one block that a thread takes at a time.</summary>
    private const int Chunk = 16;

    private readonly SpecificationTable _table;
    private readonly RunSet _runs;
    private readonly int _threads;
    private readonly LawFit?[] _all;
    private readonly Fitted?[] _fits;

    public SpecificationFits(SpecificationTable table, RunSet runs, int threads)
    {
        _table = table;
        _runs = runs;
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
        _all = new LawFit?[table.Blocks];
        _fits = new Fitted?[table.Count];
    }

    /// <summary>What became of each specification; null where it was not reached.</summary>
    public IReadOnlyList<Fitted?> Fits => _fits;

    public void Run(IProgress<SpecificationProgress>? progress, CancellationToken cancellation)
    {
        var counted = new Dictionary<ComputeChoice, RunSet>();
        for (int b = 0; b < _table.Blocks; b++)
        {
            ComputeChoice choice = _table[b * _table.PerBlock].Compute;
            if (!counted.ContainsKey(choice)) counted.Add(choice, choice.Apply(_runs));
        }

        Share(
            _table.Blocks,
            () => b =>
            {
                Specification first = _table[b * _table.PerBlock];
                _all[b] = first.Law.Fit(counted[first.Compute], first.Options);
            },
            cancellation);

        int chunks = (_table.PerBlock + Chunk - 1) / Chunk;
        int completed = 0;
        Share(
            _table.Blocks * chunks,
            () =>
            {
                // A thread meets a block's chunks one after another, and keeps the solver of the last.
                int block = -1;
                SpecificationRefitter? refitter = null;
                return c =>
                {
                    int b = c / chunks;
                    if (_all[b] is not { } all) return;
                    if (block != b) refitter = SpecificationRefitter.CanRefit(all.Law) ? new SpecificationRefitter(all) : null;
                    block = b;
                    int done = 0;
                    int end = Math.Min(_table.PerBlock, ((c % chunks) + 1) * Chunk);
                    for (int k = c % chunks * Chunk; k < end && !cancellation.IsCancellationRequested; k++, done++)
                    {
                        int number = (b * _table.PerBlock) + k;
                        _fits[number] = Fit(_table[number], all, refitter);
                    }

                    int sum = Interlocked.Add(ref completed, done);
                    progress?.Report(new SpecificationProgress { Completed = sum, Specifications = _table.Count });
                };
            },
            cancellation);
    }

    private Fitted Fit(Specification specification, LawFit all, SpecificationRefitter? refitter)
    {
        bool[] isOut = specification.LeftOut(all);
        int kept = isOut.Count(o => !o);
        if (kept < all.Law.FreeCount) return new Fitted(kept, null, false);
        if (refitter is null)
        {
            LawFit fit = specification.Fit(_runs);
            return new Fitted(kept, fit.Fitted, fit.Certificate.IsMinimum);
        }

        (FittedLaw law, bool isMinimum) = refitter.Fit(isOut, specification.Weighting.Factors(all.Runs));
        return new Fitted(kept, law, isMinimum);
    }

    /// <summary>Hands numbers out in order, until done or cancelled. An exception comes out as it went in, whatever the number of threads.</summary>
    private void Share(int count, Func<Action<int>> newWorker, CancellationToken cancellation)
    {
        int next = 0;
        void Work()
        {
            Action<int> work = newWorker();
            while (!cancellation.IsCancellationRequested)
            {
                int number = Interlocked.Increment(ref next) - 1;
                if (number >= count) return;
                work(number);
            }
        }

        int workers = Math.Min(_threads, count);
        if (workers <= 1)
        {
            Work();
            return;
        }

        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>One specification's fit.</summary>
    /// <param name="Runs">How many runs it was made to.</param>
    /// <param name="Law">The law; null where there are too few.</param>
    /// <param name="IsMinimum">Whether it is a certified minimum.</param>
    public sealed record Fitted(int Runs, FittedLaw? Law, bool IsMinimum);
}
