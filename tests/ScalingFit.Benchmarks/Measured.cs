namespace ScalingFit.Benchmarks;

/// <summary>What one repetition of some work takes, over many.</summary>
/// <param name="Median">CPU seconds.</param>
/// <param name="Minimum">CPU seconds of the fastest round.</param>
/// <param name="Wall">Seconds by the clock on the wall, of the fastest round.</param>
internal readonly record struct Measured(double Median, double Minimum, double Wall);
