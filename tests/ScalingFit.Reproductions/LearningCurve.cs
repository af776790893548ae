using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>A learning curve of Alabdulmohsin et al. 2022 (data/learning-curves/PROVENANCE.md): a part to fit and a later part to extrapolate to.</summary>
/// <param name="Domain">IC, NMT, LM or BB.</param>
/// <param name="Task">What was measured.</param>
/// <param name="Model">Of which model.</param>
/// <param name="Seen">The rows to fit; of rows that share an x the last.</param>
/// <param name="Ahead">The rows to extrapolate to.</param>
internal sealed record LearningCurve(string Domain, string Task, string Model, RunSet Seen, IReadOnlyList<TrainingRun> Ahead)
{
    /// <summary>Examples seen.</summary>
    public static Variable Examples { get; } = Variable.Of("x", "examples seen", "examples");

    /// <summary>The curves that have rows to extrapolate to.</summary>
    public static IReadOnlyList<LearningCurve> All { get; } = [.. Read()];

    /// <summary>The root mean square of ln(predicted) - ln(measured) over the rows to extrapolate to.</summary>
    public double Score(FittedLaw law) => Math.Sqrt(Ahead.Average(r => Math.Pow(Math.Log(law.Predict(r) / r.Loss), 2)));

    private static IEnumerable<LearningCurve> Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "data", "learning-curves", "curves.csv");
        var options = new RunFileOptions { Loss = "loss", Name = "model", Group = "task", Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "examples_seen", ["training"] = "training" } };
        RunSet rows = RunFile.Read(file, options);
        RunSet domains = RunFile.Read(file, options with { Group = "domain" });
        foreach (var curve in rows.Zip(domains, (row, domain) => (Row: row, Domain: domain.Group!)).GroupBy(r => (r.Domain, r.Row.Group, r.Row.Name)))
        {
            TrainingRun[] ahead = [.. curve.Select(r => r.Row).Where(r => r.Values["training"] == 0)];
            IEnumerable<TrainingRun> seen = curve.Select(r => r.Row).Where(r => r.Values["training"] == 1).GroupBy(r => r.Values["x"]).Select(g => g.Last());
            if (ahead.Length > 0) yield return new LearningCurve(curve.Key.Domain, curve.Key.Group!, curve.Key.Name!, RunSet.Create(seen), ahead);
        }
    }
}
