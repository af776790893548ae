using System.Diagnostics;

namespace ScalingFit.Benchmarks.Comparison;

/// <summary>Runs <c>baseline/baseline.py</c> on the 240 rows, with a Python that has numpy and scipy.</summary>
internal sealed class ScipyBaseline
{
    private static readonly string[] UsualPythons = ["/usr/bin/python3", "python3"];

    private readonly string _python;

    private ScipyBaseline(string python)
    {
        _python = python;
    }

    /// <summary>The given Python, or the first usual one, that has numpy and scipy; null where none has.</summary>
    public static ScipyBaseline? Find(string? python)
    {
        string? found = (python is null ? UsualPythons : [python]).FirstOrDefault(p => TryRun(p, ["-c", "import numpy, scipy"]) is not null);
        return found is null ? null : new ScipyBaseline(found);
    }

    /// <summary>Runs one job.</summary>
    /// <param name="options">Those of the script, from <c>--job</c> on.</param>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public ScipyResult Run(params string[] options)
    {
        string script = Repository.PathOf("tests/ScalingFit.Benchmarks/baseline/baseline.py");
        string runs = Repository.PathOf("data/chinchilla-epoch/runs.csv");
        string json = TryRun(_python, [script, runs, "--drop-highest", "5", .. options])
            ?? throw new InvalidOperationException($"baseline.py {string.Join(' ', options)} failed with {_python}.");
        return ScipyResult.Read(json);
    }

    /// <summary>What a program writes to its standard output; null where it is missing or fails.</summary>
    private static string? TryRun(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            Task<string> complaints = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            string complaint = complaints.GetAwaiter().GetResult();
            if (process.ExitCode == 0) return output;
            Console.Error.WriteLine($"{program}: {complaint.Trim()}");
            return null;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Console.Error.WriteLine($"{program}: {missing.Message}");
            return null;
        }
    }
}
