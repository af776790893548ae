using System.Globalization;

namespace ScalingFit;

/// <summary>A table that cannot be used, with every row that is wrong, not only the first.</summary>
public sealed class RunDataException : ArgumentException
{
    private const int Shown = 20;
    private const string ValueCode = "SF1001";

    /// <summary>Makes the exception from a sentence alone, for a table that is wrong as a whole.</summary>
    public RunDataException(string message)
        : base(message) => Problems = [];

    /// <summary>Makes the exception from a sentence and the rows it is about.</summary>
    public RunDataException(string message, IReadOnlyList<RunProblem> problems)
        : base(Compose(message, problems)) => Problems = problems;

    /// <summary>Makes the exception from a sentence and what caused it.</summary>
    public RunDataException(string message, Exception innerException)
        : base(message, innerException) => Problems = [];

    /// <summary>The rule that the values break, <c>SF1001</c>, whose page is docs/rules/SF1001.md; null where the table is wrong as a whole.</summary>
    public string? Code => Problems.Count > 0 ? ValueCode : null;

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

        if (problems.Count > 0) lines.Add($"  {ValueCode}: docs/rules/{ValueCode}.md");
        return string.Join(Environment.NewLine, lines);
    }
}
