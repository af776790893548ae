namespace ScalingFit.Benchmarks.Comparison;

/// <summary>
/// <c>compare [--python PATH] [--out FILE.md]</c>: the library and the scipy baseline on the same rows in the same run, as Markdown tables. About two minutes.
/// </summary>
internal static class CompareCommand
{
    private const string PythonOption = "--python";
    private const string OutOption = "--out";

    public static int Run(string[] arguments)
    {
        if (Options.Read(arguments, PythonOption, OutOption) is not { } options) return 2;

        string machine = Machine.Describe();
        ScipyBaseline? scipy = ScipyBaseline.Find(options[PythonOption]);
        if (scipy is null) Console.Error.WriteLine($"No Python with numpy and scipy was found, so the tables are without ratios. Give one with {PythonOption} PATH (Debian: python3-numpy python3-scipy).");

        KernelTimes kernels = Say("kernels", KernelTimes.Measure);
        JobTimes jobs = Say("jobs", JobTimes.Measure);
        ScipyTimes? analytic = scipy is null ? null : Say("scipy, analytic gradient", () => ScipyTimes.Measure(scipy, "analytic"));
        ScipyTimes? numeric = scipy is null ? null : Say("scipy, numeric gradient", () => ScipyTimes.Measure(scipy, "numeric"));

        string report = $"{machine}\n- Baseline: {analytic?.Grid.Versions ?? "not run, numpy and scipy are missing"}\n\n{KernelReport.Of(kernels)}\n{JobReport.Of(jobs, analytic, numeric)}";
        Console.Write(report);
        if (options[OutOption] is { } file) File.WriteAllText(file, report);
        return 0;
    }

    private static T Say<T>(string what, Func<T> measure)
    {
        Console.Error.WriteLine($"measuring {what} ...");
        return measure();
    }
}
