using System.Globalization;

namespace ScalingFit;

/// <summary>One part of a bootstrap that several jobs share: the k-th of n equal stretches of its replicates.</summary>
/// <remarks>The parts of all jobs, merged, are to the last bit what one job would have made.</remarks>
public readonly record struct Shard
{
    /// <summary>Makes a shard.</summary>
    /// <param name="index">Which, from 1.</param>
    /// <param name="count">Of how many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index does not lie between 1 and the count.</exception>
    public Shard(int index, int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count.ToString(CultureInfo.InvariantCulture), "There is at least one shard.");
        if (index < 1 || index > count) throw new ArgumentOutOfRangeException(nameof(index), index.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"Shards are numbered from 1 to {count}."));
        Index = index;
        Count = count;
    }

    /// <summary>Which, from 1.</summary>
    public int Index { get; }

    /// <summary>Of how many.</summary>
    public int Count { get; }

    /// <summary>Reads a shard written as <c>k/n</c>, such as <c>3/8</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index does not lie between 1 and the count.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? new Shard(index, count)
            : throw new FormatException($"\"{text}\" is no shard. Write k/n, such as 3/8.");
    }

    /// <summary>The shard as k/n.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>The first of its replicates, and the one after its last.</summary>
    internal (int First, int End) Of(int replicates) => ((int)((long)(Index - 1) * replicates / Count), (int)((long)Index * replicates / Count));
}
