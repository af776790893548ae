using System.Globalization;
using System.Text.Json;
using ScalingFit.Summaries;
using ScalingFit.Uncertainty.Refits;

namespace ScalingFit.Data;

/// <summary>
/// Bootstrap draws in a file, so that long work can be interrupted and continued, and shared between jobs. JSON with every digit: what is read back is what was written, to the last bit.
/// </summary>
public static class DrawFile
{
    /// <summary>The schema written, and the newest one read.</summary>
    public const string Schema = "scalingfit.draws/1";

    /// <summary>Writes draws, whole or not at all.</summary>
    /// <param name="bootstrap">The draws; complete, cancelled or a shard.</param>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Bootstrap bootstrap, string path)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("law", bootstrap.Fit.Law.ToString());
            json.WriteString("objective", bootstrap.Fit.Options.Objective.Name);
            json.WriteString("dataHash", bootstrap.Fit.Runs.DataHash);
            json.WriteNumber("seed", bootstrap.Seed);
            json.WriteNumber("replicates", bootstrap.Replicates);
            json.WriteString("resampling", bootstrap.Resampling.ToString());
            json.WriteString("start", bootstrap.Options.Start.ToString());
            if (bootstrap.Options.IntervalMethod is { } method) json.WriteString("interval", method.ToString());
            if (bootstrap.Options.Shard is { } shard) json.WriteString("shard", shard.ToString());
            json.WriteStartArray("parameters");
            foreach (LawParameter parameter in bootstrap.Fit.Law.Parameters) json.WriteStringValue(parameter.Name);
            json.WriteEndArray();
            json.WriteStartArray("estimates");
            foreach (double value in bootstrap.Fit.Fitted.Values) json.WriteNumberValue(value);
            json.WriteEndArray();

            // A replicate is its number and its parameters; its number alone where the refit failed.
            json.WriteStartArray("draws");
            for (int k = 0; k < bootstrap.Replicates; k++)
            {
                if (!bootstrap.Table.Reached[k]) continue;
                json.WriteStartArray();
                json.WriteNumberValue(k);
                foreach (double value in bootstrap.Table.Values[k] ?? []) json.WriteNumberValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        AtomicFile.Write(path, memory.ToArray());
    }

    /// <summary>Reads draws of a fit back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fit">The fit they are of: the same law, objective, data and estimates.</param>
    /// <returns>The draws, to be asked, continued or merged.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no file of draws, is of a newer schema, or is broken.</exception>
    /// <exception cref="ArgumentException">The draws are of another fit.</exception>
    public static Bootstrap Load(string path, LawFit fit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(fit);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path, fit);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"{path} is no complete file of draws: {e.Message}", e);
        }
    }

    private static Bootstrap Read(JsonElement root, string path, LawFit fit)
    {
        string schema = Text(root, "schema");
        if (!string.Equals(schema, Schema, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} has the schema \"{schema}\"; this version reads \"{Schema}\". Read it with the version that wrote it, or resample again.");
        }

        Require("law", fit.Law.ToString());
        Require("objective", fit.Options.Objective.Name);
        Require("dataHash", fit.Runs.DataHash);
        string[] names = [.. root.GetProperty("parameters").EnumerateArray().Select(v => v.GetString() ?? "")];
        if (!names.SequenceEqual(fit.Law.Parameters.Select(p => p.Name), StringComparer.Ordinal)) throw new FormatException($"its parameters are {string.Join(", ", names)}.");
        double[] estimates = [.. root.GetProperty("estimates").EnumerateArray().Select(v => v.GetDouble())];
        if (estimates.Length != names.Length) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it has {estimates.Length} estimates of {names.Length} parameters."));
        for (int m = 0; m < estimates.Length; m++)
        {
            if (Math.Abs(estimates[m] - fit.Fitted.Values[m]) > 1e-9 * Math.Abs(estimates[m]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The draws in {path} are of another fit: its {fit.Law.Parameters[m].Name} is {estimates[m]}, not {fit.Fitted.Values[m]}."), nameof(fit));
            }
        }

        var options = new BootstrapOptions
        {
            Resampling = Named<Resampling>(Text(root, "resampling")),
            Start = Named<RefitStart>(Text(root, "start")),
            IntervalMethod = root.TryGetProperty("interval", out JsonElement method) ? Named<IntervalMethod>(method.GetString() ?? "") : null,
            Shard = root.TryGetProperty("shard", out JsonElement shard) ? Shard.Parse(shard.GetString()!) : null,
        };
        int count = root.GetProperty("replicates").GetInt32();
        if (count < 2) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it is of {count} replicates."));
        var replicates = new Replicates(count);
        foreach (JsonElement draw in root.GetProperty("draws").EnumerateArray())
        {
            double[] values = [.. draw.EnumerateArray().Skip(1).Select(v => v.GetDouble())];
            int k = draw[0].GetInt32();
            if (values.Length != 0 && values.Length != estimates.Length) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"replicate {k} has {values.Length} parameters, not {estimates.Length}."));
            replicates.Reached[k] = true;
            replicates.Values[k] = values.Length == 0 ? null : values;
        }

        return new Bootstrap(fit, replicates, root.GetProperty("seed").GetInt64(), options);

        void Require(string property, string own)
        {
            string written = Text(root, property);
            if (!string.Equals(written, own, StringComparison.Ordinal)) throw new ArgumentException($"The draws in {path} are of another fit: its {property} is \"{written}\", not \"{own}\".", nameof(fit));
        }
    }

    /// <summary>A member by its name; a number, or a name that is none, makes the file broken.</summary>
    private static T Named<T>(string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(name, StringComparer.Ordinal) ? Enum.Parse<T>(name) : throw new FormatException($"\"{name}\" is no {typeof(T).Name}.");

    private static string Text(JsonElement root, string property) => root.GetProperty(property).GetString() ?? throw new FormatException($"{property} is missing.");
}
