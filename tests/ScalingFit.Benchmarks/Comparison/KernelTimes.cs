using ScalingFit.Benchmarks.Kernels;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks.Comparison;

/// <summary>Times over 256 rows in the first-level cache, on one thread with the widest vectors.</summary>
/// <param name="Exp">The library's exponential.</param>
/// <param name="Log">The library's logarithm.</param>
/// <param name="RuntimeExp">The fastest exponential of the runtime.</param>
/// <param name="RuntimeLog">The fastest logarithm of the runtime.</param>
/// <param name="Known">The passes of Chinchilla's law.</param>
/// <param name="Written">The same law, written as an expression.</param>
internal sealed record KernelTimes(
    Measured Exp,
    Measured Log,
    (string Name, Measured Time) RuntimeExp,
    (string Name, Measured Time) RuntimeLog,
    KernelTimes.Passes Known,
    KernelTimes.Passes Written)
{
    /// <summary>B, the least that any program can do for a row: two exponentials and a logarithm, for all rows, in seconds.</summary>
    public double Bound => (2 * Exp.Median) + Log.Median;

    /// <summary>The same with the runtime's functions.</summary>
    public double RuntimeBound => (2 * RuntimeExp.Time.Median) + RuntimeLog.Time.Median;

    public static KernelTimes Measure()
    {
        VectorWidth width = VectorWidths.Best;
        var functions = new FunctionPass();
        RuntimeFunctions[] runtime = [.. RuntimeFunctions.Supported()];
        var known = new LawPass(ScalingLaw.Chinchilla, width);
        var written = new LawPass(WrittenChinchilla.Law, width);
        Measured[] times = Timing.Kernels(
        [
            () => functions.Exp(width),
            () => functions.Log(width),
            .. PassesOf(known),
            .. PassesOf(written),
            .. runtime.Select(r => (Action)(() => functions.Exp(r))),
            .. runtime.Select(r => (Action)(() => functions.Log(r))),
        ]);
        return new KernelTimes(
            times[0],
            times[1],
            Fastest(runtime, times.AsSpan(10, runtime.Length)),
            Fastest(runtime, times.AsSpan(10 + runtime.Length)),
            new Passes(times[2], times[3], times[4], times[5]),
            new Passes(times[6], times[7], times[8], times[9]));
    }

    private static Action[] PassesOf(LawPass law) => [() => law.Value(), () => law.ValueAndGradient(), () => law.ValueGradientHessian(), () => law.ValueGradientHessianMajoriser()];

    private static (string Name, Measured Time) Fastest(RuntimeFunctions[] functions, ReadOnlySpan<Measured> times)
    {
        int best = 0;
        for (int f = 1; f < times.Length; f++) best = times[f].Median < times[best].Median ? f : best;
        return (functions[best].Name, times[best]);
    }

    /// <summary>The passes of one law.</summary>
    internal sealed record Passes(Measured Value, Measured Gradient, Measured Hessian, Measured Majoriser);
}
