namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Ranks candidate starts for one set of row weights. One screen serves one thread; ranking allocates nothing.
/// </summary>
internal abstract class StartScreen
{
    /// <summary>How many candidates there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many starts one candidate stands for.</summary>
    public virtual int Variants => 1;

    /// <summary>Scores every candidate for these row weights.</summary>
    /// <param name="weights">A weight a row.</param>
    /// <param name="growth">For rows with responses other than those the screen was made for, the factor of each; empty where they are the same. Errors stay relative to the first.</param>
    public abstract void Rank(ReadOnlySpan<double> weights, ReadOnlySpan<double> growth = default);

    /// <summary>What a candidate leaves unexplained; the lower the better.</summary>
    public abstract double Score(int cell);

    /// <summary>The engine's parameters at a candidate.</summary>
    public abstract void Start(int cell, int variant, Span<double> theta);

    /// <summary>The best candidate, or the best that is no neighbour of those already chosen; -1 where none is left.</summary>
    public int Best(ReadOnlySpan<int> chosen)
    {
        while (true)
        {
            int best = -1;
            double lowest = double.PositiveInfinity;
            for (int cell = 0; cell < Count; cell++)
            {
                if (!(Score(cell) < lowest)) continue;
                bool taken = false;
                foreach (int other in chosen) taken |= AreNeighbours(cell, other);
                if (taken) continue;
                lowest = Score(cell);
                best = cell;
            }

            // A score that is only a lower bound is made exact before it counts.
            if (best < 0 || !Settle(best)) return best;
        }
    }

    /// <summary>Whether two candidates are so near that starting from both would tell nothing.</summary>
    public abstract bool AreNeighbours(int cell, int other);

    /// <summary>Makes the score of a candidate exact; false where it was.</summary>
    public virtual bool Settle(int cell) => false;
}
