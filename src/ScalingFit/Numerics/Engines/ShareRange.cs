namespace ScalingFit.Numerics.Engines;

/// <summary>The smallest and the largest share that a term has of the prediction, over rows.</summary>
internal struct ShareRange
{
    public double Smallest;

    public double Largest;

    /// <summary>The range before any row is taken in.</summary>
    public static ShareRange None => new() { Smallest = double.PositiveInfinity };

    public void Take(double share)
    {
        Smallest = Math.Min(Smallest, share);
        Largest = Math.Max(Largest, share);
    }
}
