namespace ScalingFit.Benchmarks.Scaling;

/// <summary>How long a job of some size takes.</summary>
/// <param name="Size">Rows, or resamples.</param>
/// <param name="Seconds">CPU seconds of one thread.</param>
internal readonly record struct SizeTime(int Size, double Seconds)
{
    /// <summary>The power of the size that time grows with: the least-squares slope of log time on log size, over the upper two decades, where what is done once a job no longer counts.</summary>
    public static double Slope(IReadOnlyList<SizeTime> times)
    {
        SizeTime[] upper = UpperDecades(times);
        double x = upper.Average(t => Math.Log(t.Size));
        double y = upper.Average(t => Math.Log(t.Seconds));
        return upper.Sum(t => (Math.Log(t.Size) - x) * (Math.Log(t.Seconds) - y)) / upper.Sum(t => Math.Pow(Math.Log(t.Size) - x, 2));
    }

    /// <summary>The sizes from a hundredth of the largest on.</summary>
    public static SizeTime[] UpperDecades(IReadOnlyList<SizeTime> times)
    {
        int largest = times.Max(t => t.Size);
        return [.. times.Where(t => t.Size >= largest / 100)];
    }
}
