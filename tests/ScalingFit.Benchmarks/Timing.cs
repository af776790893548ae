using System.Diagnostics;

namespace ScalingFit.Benchmarks;

/// <summary>
/// Times work on this thread in CPU seconds of the process, as the scipy baseline does: on a machine that others use too, the clock on the wall counts their work as well.
/// </summary>
internal static class Timing
{
    /// <summary>The compiler's tiers follow each other some tenths of a second apart; work is warm when it has not become faster for five of these windows.</summary>
    private const double Window = 0.12;
    private const int WindowsAlike = 5;

    /// <summary>A window's gain below this is the machine's noise.</summary>
    private const double Gain = 0.97;

    /// <summary>Work that takes seconds is warm by its loops.</summary>
    private const double LongestWarmUp = 3;

    /// <summary>A fit or more: rounds of at least 20 ms.</summary>
    /// <param name="work">The work.</param>
    /// <param name="rounds">How many rounds the median is over.</param>
    public static Measured Job(Action work, int rounds) => Jobs(rounds, work)[0];

    /// <summary>Several jobs, a round of each in turn, so that a change of the machine's load meets all and leaves their ratios alone.</summary>
    public static Measured[] Jobs(int rounds, params Action[] works) => Measure(works, rounds, 0.02);

    /// <summary>Passes of kernels, in turn too: rounds of at least 1 ms, and many, so that the median is of undisturbed ones.</summary>
    public static Measured[] Kernels(params Action[] works) => Measure(works, 150, 0.001);

    /// <summary>The fastest of some rounds, in seconds by the clock on the wall: what threads are judged by.</summary>
    public static double FastestWall(Action work, int rounds)
    {
        double fastest = double.PositiveInfinity;
        for (int r = 0; r < rounds; r++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return fastest;
    }

    private static Measured[] Measure(Action[] works, int rounds, double secondsPerRound)
    {
        int[] calls = Array.ConvertAll(works, w => (int)Math.Ceiling(secondsPerRound / WarmUp(w)));
        double[][] cpu = Array.ConvertAll(works, _ => new double[rounds]);
        double[] wall = Array.ConvertAll(works, _ => double.PositiveInfinity);
        GC.Collect();
        for (int r = 0; r < rounds; r++)
        {
            for (int w = 0; w < works.Length; w++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                wall[w] = Math.Min(wall[w], FastestWall(() => Repeat(works[w], calls[w]), 1) / calls[w]);
                cpu[w][r] = (Environment.CpuUsage.TotalTime - before).TotalSeconds / calls[w];
            }
        }

        foreach (double[] seconds in cpu) Array.Sort(seconds);
        return [.. works.Select((_, w) => new Measured(cpu[w][rounds / 2], cpu[w][0], wall[w]))];
    }

    /// <summary>Runs work until it is warm.</summary>
    /// <returns>Seconds a call, by the clock on the wall, in the fastest window.</returns>
    private static double WarmUp(Action work)
    {
        double fastest = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        for (int alike = 0; alike < WindowsAlike && Stopwatch.GetElapsedTime(begin).TotalSeconds < LongestWarmUp; alike++)
        {
            int calls = 0;
            long start = Stopwatch.GetTimestamp();
            do
            {
                work();
                calls++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < Window);
            double perCall = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
            if (perCall < Gain * fastest) alike = -1;
            fastest = Math.Min(fastest, perCall);
        }

        return fastest;
    }

    private static void Repeat(Action work, int times)
    {
        for (int i = 0; i < times; i++) work();
    }
}
