using System.Globalization;
using System.Text;

namespace ScalingFit;

/// <summary>
/// How much a quantity hangs on each run: what it is without the run, those that move it most first; and beside it each run's residual, for the two find different runs.
/// </summary>
/// <remarks>
/// A run may move the answer because it is wrong, or because it is the only one of its kind; and a wrong run may move nothing. Squares follow an outlier, so that leaving it out shows it, unless it lies where the quantity does not lean on
/// it. Huber's function with a small delta hardly follows any, so that its influence is like any other run's, and what shows it is its residual. Leaving out one at a time shows one at a time: of two outliers side by side each may hide the other.
/// Immutable, and safe to share between threads.
/// </remarks>
public sealed record Influence
{
    /// <summary>How many runs the text shows.</summary>
    private const int Shown = 5;

    /// <summary>What was asked: a parameter's name, or <c>the quantity</c>.</summary>
    public required string Quantity { get; init; }

    /// <summary>The quantity with all runs.</summary>
    public required double Estimate { get; init; }

    /// <summary>Every run, the largest change first; before them those without which there is no such number.</summary>
    public required IReadOnlyList<RunInfluence> Runs { get; init; }

    /// <summary>The run that moves it most.</summary>
    public RunInfluence Most => Runs[0];

    /// <summary>The five runs that move it most: a short table.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        RunInfluence[] shown = [.. Runs.Take(Shown)];
        string title = string.Create(invariant, $"left out of {Runs.Count}");
        int width = shown.Max(r => r.Name.Length);
        width = Math.Max(width, title.Length);
        var text = new StringBuilder();
        text.Append(invariant, $"{Quantity} with all runs: {Estimate:G5}\n");
        text.Append(invariant, $"{title.PadRight(width)}  {"without",10}  {"change",9}  residual (robust σ)");
        foreach (RunInfluence run in shown)
        {
            string without = run.Without is { } value ? value.ToString("G5", invariant) : "none";
            string change = run.RelativeChange is { } relative ? string.Create(invariant, $"{100 * relative:+0.0;-0.0;0.0} %") : "";
            text.Append(invariant, $"\n{run.Name.PadRight(width)}  {without,10}  {change,9}  {run.StandardisedResidual,8:0.0}");
        }

        return text.ToString();
    }
}
