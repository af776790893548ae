using System.Collections.Frozen;
using CsvHelper;

namespace ScalingFit.Data;

/// <summary>
/// The rows of a file before they are runs: each with the line it came from, so that whatever is wrong with a value can be said with the place where
/// the user will find it.
/// </summary>
internal sealed class RunTable
{
    /// <summary>2^53: beyond it a number of a file no longer tells whole numbers apart.</summary>
    private const double LargestWhole = 9007199254740992;

    private readonly string _file;
    private readonly IReadOnlyList<string> _headers;
    private readonly ColumnMap _columns;
    private readonly List<TrainingRun> _runs = [];
    private readonly List<int> _lines = [];
    private readonly List<RunProblem> _problems = [];

    private RunTable(string file, IReadOnlyList<string> headers, ColumnMap columns)
    {
        _file = file;
        _headers = headers;
        _columns = columns;
    }

    public static RunTable Read(Stream stream, string file, RunFileOptions options)
    {
        // By default the reader recovers silently from ragged rows and unclosed quotes; a silently shifted column is the worst that can happen here.
        var csvOptions = new CsvReaderOptions
        {
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            CommentPrefix = '#',
            TrimWhitespace = true,
        };
        try
        {
            using var csv = CsvReader.Create(stream, csvOptions);
            IReadOnlyList<string> headers = [.. csv.Headers];
            if (headers.Count == 0) throw new RunDataException($"{file} is empty. The first line must name the columns, such as parameters,tokens,loss.");
            var table = new RunTable(file, headers, ColumnFinder.Find(headers, file, options));
            while (csv.Read()) table.Add(csv);
            return table;
        }
        catch (CsvFormatException e)
        {
            throw new RunDataException($"{file} is not a well-formed table: {e.Message}", e);
        }
    }

    /// <summary>Checks the rows and makes runs of them.</summary>
    /// <param name="conventions">What the numbers mean.</param>
    /// <param name="describe">The source, from a description of what was taken for what.</param>
    public RunSet ToRunSet(RunConventions conventions, Func<string, string> describe)
    {
        List<RunProblem> unreadable = _problems;
        try
        {
            RunSet runs = RunSet.Create(_runs, conventions, describe(_columns.Describe(_headers)));
            if (unreadable.Count == 0) return runs;
        }
        catch (RunDataException e) when (e.Problems.Count > 0)
        {
            // Values that could not be read are null by now, and are reported as what they were, not as missing.
            unreadable = [.. unreadable.Concat(e.Problems.Select(Locate).Where(IsNews)).OrderBy(p => p.Row)];
        }
        catch (RunDataException e)
        {
            throw new RunDataException($"{_file}: {e.Message}", e);
        }

        throw new RunDataException($"{_file} has values that cannot be used. Correct them, or leave the rows out and say why.", unreadable);
    }

    private void Add(CsvReader csv)
    {
        int row = _runs.Count + 1;
        _lines.Add((int)csv.LineNumber);
        string? name = _columns.Name is { } column ? csv.GetString(column) : null;
        if (string.IsNullOrEmpty(name)) name = null;
        _runs.Add(new TrainingRun
        {
            Name = name,
            Parameters = Number(csv, _columns.Parameters, row, name),
            Tokens = Number(csv, _columns.Tokens, row, name),
            Flops = Number(csv, _columns.Flops, row, name),
            Loss = Number(csv, _columns.Loss, row, name) ?? Missing(row, name),
            Weight = Number(csv, _columns.Weight, row, name) ?? 1,
            LossStandardDeviation = Number(csv, _columns.LossStandardDeviation, row, name),
            Group = _columns.Group is { } group ? csv.GetString(group) : null,
            Step = Whole(csv, _columns.Step, row, name),
            ScheduleEnded = Answer(csv, _columns.ScheduleEnded, row, name),
            Values = OtherValues(csv, row, name),
        });
    }

    private FrozenDictionary<string, double> OtherValues(CsvReader csv, int row, string? name)
    {
        if (_columns.Values.Count == 0) return FrozenDictionary<string, double>.Empty;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string symbol, int column) in _columns.Values)
        {
            if (Number(csv, column, row, name) is { } value) values[symbol] = value;
        }

        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private double? Number(CsvReader csv, int? column, int row, string? name)
    {
        if (column is not { } c) return null;
        string text = csv.GetString(c);
        if (text.Length == 0) return null;
        if (NumberText.TryRead(text, out double value)) return value;
        string reason = text.Contains(',', StringComparison.Ordinal)
            ? "not a number; decimals are written with a point, and thousands without a mark"
            : "not a number";
        _problems.Add(Problem(row, name, _headers[c], text, reason));

        // Any usable number: the row is already condemned, and is not to be reported twice.
        return 1;
    }

    private long? Whole(CsvReader csv, int? column, int row, string? name)
    {
        if (Number(csv, column, row, name) is not { } value) return null;
        if (Math.Abs(value) <= LargestWhole && Math.Floor(value).Equals(value)) return (long)value;
        _problems.Add(Problem(row, name, _headers[column!.Value], csv.GetString(column.Value), "not a whole number"));
        return 1;
    }

    private bool? Answer(CsvReader csv, int? column, int row, string? name)
    {
        if (column is not { } c) return null;
        string text = csv.GetString(c);
        switch (text.ToLowerInvariant())
        {
            case "": return null;
            case "true" or "yes" or "1": return true;
            case "false" or "no" or "0": return false;
            default:
                _problems.Add(Problem(row, name, _headers[c], text, "neither true nor false"));
                return null;
        }
    }

    private double Missing(int row, string? name)
    {
        _problems.Add(Problem(row, name, _headers[_columns.Loss], null, "the field is empty"));
        return 1;
    }

    private RunProblem Problem(int row, string? name, string column, string? value, string reason) =>
        new() { Row = row, Line = _lines[row - 1], Name = name, Column = column, Value = value, Reason = reason };

    /// <summary>A problem of a run set, with the line and the file's own name for the column.</summary>
    private RunProblem Locate(RunProblem problem) => problem with
    {
        Line = _lines[problem.Row - 1],
        Column = problem.Column switch
        {
            "loss" => _headers[_columns.Loss],
            "parameters" when _columns.Parameters is { } n => _headers[n],
            "tokens" when _columns.Tokens is { } d => _headers[d],
            "flops" when _columns.Flops is { } c => _headers[c],
            "step" when _columns.Step is { } t => _headers[t],
            "weight" when _columns.Weight is { } w => _headers[w],
            "loss standard deviation" when _columns.LossStandardDeviation is { } deviation => _headers[deviation],
            _ when _columns.Values.FirstOrDefault(v => string.Equals(v.Symbol, problem.Column, StringComparison.Ordinal)) is { Symbol: not null } other => _headers[other.Column],
            _ => problem.Column,
        },
    };

    private bool IsNews(RunProblem problem) => !_problems.Exists(p => p.Row == problem.Row && string.Equals(p.Column, problem.Column, StringComparison.Ordinal));
}
