namespace ScalingFit.Uncertainty.Refits;

/// <summary>What became of each replicate: not reached yet, failed, or the law's parameters.</summary>
internal sealed class Replicates(int count)
{
    public int Count => count;

    /// <summary>Natural parameter values a replicate; null where it failed or was not reached.</summary>
    public double[]?[] Values { get; } = new double[]?[count];

    public bool[] Reached { get; } = new bool[count];

    public int Completed => Reached.Count(r => r);

    /// <summary>The same with room for more, or for as many as before.</summary>
    public Replicates Extended(int to)
    {
        var longer = new Replicates(Math.Max(to, count));
        Values.CopyTo(longer.Values, 0);
        Reached.CopyTo(longer.Reached, 0);
        return longer;
    }
}
