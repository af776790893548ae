using System.Text.Json;

namespace ScalingFit.Benchmarks.Comparison;

/// <summary>What the scipy baseline says of one job.</summary>
/// <param name="Seconds">CPU seconds of the whole job, scaled up where only a part was run; of one fit, the median.</param>
/// <param name="ShareNear">The share of fits that end within a relative 1e-4 of their minimum.</param>
/// <param name="Versions">Of Python, numpy and scipy.</param>
internal sealed record ScipyResult(double Seconds, double ShareNear, string Versions)
{
    public static ScipyResult Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        JsonElement whole = root.GetProperty("extrapolated_seconds");
        double seconds = (whole.ValueKind == JsonValueKind.Number ? whole : root.GetProperty("per_unit_seconds")).GetDouble();
        string Version(string name) => root.GetProperty(name).GetString() ?? "unknown";
        return new ScipyResult(seconds, root.GetProperty("share_within_1e-4").GetDouble(), $"Python {Version("python")}, numpy {Version("numpy")}, scipy {Version("scipy")}");
    }
}
