using System.Globalization;
using System.Runtime.InteropServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks;

/// <summary>What a figure was measured on, without which it says nothing.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Processor, cores, system, runtime, date and load, a Markdown list.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        - Processor: {Processor()}, {Environment.ProcessorCount} cores, kernels {VectorWidths.Best}
        - System: {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}
        - Date: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; load when begun: {Load()}
        """);

    private static string Processor()
    {
        string? line = File.Exists(ProcessorFile) ? File.ReadLines(ProcessorFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>How many threads wanted a core in the last minute.</summary>
    private static string Load() => File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : "unknown";
}
