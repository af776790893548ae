using System.Globalization;

namespace ScalingFit.Data;

/// <summary>Finds which column of a header is which quantity.</summary>
internal static class ColumnFinder
{
    // As teams write them, without case, spaces and punctuation. A header in two lists would be a mistake here.
    private static readonly string[] Parameters = ["n", "params", "parameters", "numparams", "nparams", "numparameters", "nparameters", "modelsize", "paramcount", "parametercount", "modelparams"];
    private static readonly string[] Tokens = ["d", "tokens", "numtokens", "ntokens", "traintokens", "trainingtokens", "tokensseen", "tokencount"];
    private static readonly string[] Flops = ["c", "flops", "flop", "compute", "trainflops", "trainingflops", "trainingflop", "trainingcompute", "totalflops"];
    private static readonly string[] Loss = ["l", "loss", "finalloss", "valloss", "validationloss", "testloss", "evalloss", "trainloss", "trainingloss"];
    private static readonly string[] Weight = ["weight", "weights"];
    private static readonly string[] ScheduleEnded = ["scheduleended", "schedulefinished"];
    private static readonly string[] Name = ["runid", "runname", "run", "name", "id"];

    public static ColumnMap Find(IReadOnlyList<string> headers, string file, RunFileOptions options)
    {
        RejectDoubles(headers, file);
        var map = new ColumnMap
        {
            Parameters = Find(headers, file, nameof(RunFileOptions.Parameters), options.Parameters, Parameters),
            Tokens = Find(headers, file, nameof(RunFileOptions.Tokens), options.Tokens, Tokens),
            Flops = Find(headers, file, nameof(RunFileOptions.Flops), options.Flops, Flops),
            Loss = Find(headers, file, nameof(RunFileOptions.Loss), options.Loss, Loss) ?? -1,
            Name = options.Name is null ? First(headers, Name) : Find(headers, file, nameof(RunFileOptions.Name), options.Name, Name),
            Weight = Find(headers, file, nameof(RunFileOptions.Weight), options.Weight, Weight),
            LossStandardDeviation = Find(headers, file, nameof(RunFileOptions.LossStandardDeviation), options.LossStandardDeviation, []),
            Group = Find(headers, file, nameof(RunFileOptions.Group), options.Group, []),
            Step = Find(headers, file, nameof(RunFileOptions.Step), options.Step, []),
            ScheduleEnded = Find(headers, file, nameof(RunFileOptions.ScheduleEnded), options.ScheduleEnded, ScheduleEnded),
            Values = [.. options.Values.Select(v => (v.Key, Find(headers, file, v.Key, v.Value, [])!.Value))],
        };
        if (map.Loss < 0) throw new RunDataException($"{file} has no column of losses among {List(headers)}. Name it with {nameof(RunFileOptions)}.{nameof(RunFileOptions.Loss)}.");
        if (map.Parameters is null && map.Tokens is null && map.Flops is null && map.Step is null && map.Values.Count == 0)
        {
            throw new RunDataException($"{file} has no column of parameters, tokens or FLOPs among {List(headers)}. Name them with {nameof(RunFileOptions)}.");
        }

        RejectUsedTwice(headers, file, map);
        return map;
    }

    /// <summary>The first that is there, best first: exports have several columns that name a run, and any will do.</summary>
    private static int? First(IReadOnlyList<string> headers, string[] known)
    {
        foreach (string candidate in known)
        {
            for (int i = 0; i < headers.Count; i++)
            {
                if (string.Equals(Simplify(headers[i]), candidate, StringComparison.Ordinal)) return i;
            }
        }

        return null;
    }

    private static void RejectUsedTwice(IReadOnlyList<string> headers, string file, ColumnMap map)
    {
        int?[] used = [map.Parameters, map.Tokens, map.Flops, map.Loss, map.Name, map.Weight, map.LossStandardDeviation, map.Step, map.ScheduleEnded, .. map.Values.Select(v => (int?)v.Column)];
        int? twice = used.Where(c => c is not null).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is { } column) throw new RunDataException($"{file}: the column \"{headers[column]}\" is named for two quantities.");
    }

    private static int? Find(IReadOnlyList<string> headers, string file, string option, string? named, string[] known)
    {
        int[] found = named is null
            ? [.. Enumerable.Range(0, headers.Count).Where(i => known.Contains(Simplify(headers[i]), StringComparer.Ordinal))]
            : [.. Enumerable.Range(0, headers.Count).Where(i => string.Equals(headers[i], named, StringComparison.OrdinalIgnoreCase))];
        if (named is not null && found.Length == 0) throw new RunDataException($"{file} has no column \"{named}\"; it has {List(headers)}.");
        if (found.Length > 1)
        {
            string candidates = string.Join(" and ", found.Select(i => $"\"{headers[i]}\""));
            throw new RunDataException($"{file}: {candidates} could both be {option.ToLowerInvariant()}. Name one with {nameof(RunFileOptions)}.{option}.");
        }

        return found.Length == 0 ? null : found[0];
    }

    private static void RejectDoubles(IReadOnlyList<string> headers, string file)
    {
        string? doubled = headers.GroupBy(h => h, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (doubled is not null) throw new RunDataException($"{file} has two columns \"{doubled}\". Rename or remove one.");
    }

    private static string Simplify(string header) =>
        new([.. header.ToLower(CultureInfo.InvariantCulture).Where(char.IsLetterOrDigit)]);

    private static string List(IReadOnlyList<string> headers) => string.Join(", ", headers.Select(h => $"\"{h}\""));
}
