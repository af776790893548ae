using ScalingFit.Benchmarks.Kernels;

namespace ScalingFit.Benchmarks.Comparison;

/// <summary>The tables of <see cref="KernelTimes"/>.</summary>
internal static class KernelReport
{
    /// <summary>Rows are quoted by the width of the widest vector.</summary>
    private const double Eights = FunctionPass.Rows / 8.0;

    public static string Of(KernelTimes times)
    {
        var functions = new MarkdownTable("ns per 8 doubles, median (minimum)", "ScalingFit", "the runtime's best", "runtime / ScalingFit");
        AddFunction(functions, "exp", times.Exp, times.RuntimeExp);
        AddFunction(functions, "log", times.Log, times.RuntimeLog);
        functions.Add("B = 2 exp + log", Quantity.Of(PerEight(times.Bound)), Quantity.Of(PerEight(times.RuntimeBound)), Quantity.Of(times.RuntimeBound / times.Bound));

        var passes = new MarkdownTable("256 rows, one evaluation, median (minimum)", "time", "× B", "× the runtime's B");
        AddPasses(passes, "Chinchilla", times.Known, times);
        AddPasses(passes, "written law", times.Written, times);
        return $"{functions}\n{passes}";
    }

    private static void AddFunction(MarkdownTable table, string name, Measured own, (string Name, Measured Time) runtime) => table.Add(
        name,
        $"{Quantity.Of(PerEight(own.Median))} ({Quantity.Of(PerEight(own.Minimum))})",
        $"{Quantity.Of(PerEight(runtime.Time.Median))} ({Quantity.Of(PerEight(runtime.Time.Minimum))}), {runtime.Name}",
        Quantity.Of(runtime.Time.Median / own.Median));

    private static void AddPasses(MarkdownTable table, string law, KernelTimes.Passes passes, KernelTimes times)
    {
        Add("value", passes.Value);
        Add("value and gradient", passes.Gradient);
        Add("value, gradient and Hessian", passes.Hessian);
        Add("value, gradient, Hessian and majoriser", passes.Majoriser);

        void Add(string what, Measured pass) => table.Add(
            $"{law}: {what}",
            $"{Quantity.Time(pass.Median)} ({Quantity.Time(pass.Minimum)})",
            Quantity.Of(pass.Median / times.Bound),
            Quantity.Of(pass.Median / times.RuntimeBound));
    }

    private static double PerEight(double seconds) => 1e9 * seconds / Eights;
}
