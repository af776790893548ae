namespace ScalingFit.Numerics.Engines;

/// <summary>
/// Rows that stand for a long table: one from each of as many stretches of equal length, at a place drawn at random, so that no order of the table, such as one model size after another, can leave a
/// value out. The same table is always sampled alike.
/// </summary>
internal static class RowSample
{
    /// <summary>Places among <paramref name="count"/> rows, in order; all of them where they are no more than the limit.</summary>
    public static int[] Places(int count, int limit)
    {
        if (count <= limit) return [.. Enumerable.Range(0, count)];
        var places = new int[limit];
        var random = new RandomStream(1, count);
        for (int k = 0; k < limit; k++)
        {
            long first = (long)k * count / limit;
            long next = (long)(k + 1) * count / limit;
            places[k] = (int)(first + random.Below((int)(next - first)));
        }

        return places;
    }
}
