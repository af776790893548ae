using System.Globalization;

namespace ScalingFit;

/// <summary>A table that cannot be used, with every row that is wrong, not only the first.</summary>
public sealed class RunDataException : ArgumentException
{
    private const int Shown = 20;

    /// <summary>Makes the exception from a sentence alone, for a table that is wrong as a whole.</summary>
    public RunDataException(string message)
        : base(message) => Problems = [];

    /// <summary>Makes the exception from a sentence and the rows it is about.</summary>
    public RunDataException(string message, IReadOnlyList<RunProblem> problems)
        : base(Compose(message, problems)) => Problems = problems;

    /// <summary>Makes the exception from a sentence and what caused it.</summary>
    public RunDataException(string message, Exception innerException)
        : base(message, innerException) => Problems = [];

    /// <summary>Every value that is wrong, in the order of the rows.</summary>
    public IReadOnlyList<RunProblem> Problems { get; }

    private static string Compose(string message, IReadOnlyList<RunProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var lines = new List<string> { message };
        foreach (RunProblem problem in problems.Take(Shown)) lines.Add("  " + problem);
        if (problems.Count > Shown)
        {
            string rest = (problems.Count - Shown).ToString(CultureInfo.InvariantCulture);
            lines.Add($"  and {rest} more (see {nameof(Problems)})");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
