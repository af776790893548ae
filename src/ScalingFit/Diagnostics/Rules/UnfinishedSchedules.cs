using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF1008: runs whose last row lies before the end of their schedule. Their losses would have fallen further as the learning rate decayed.</summary>
internal sealed class UnfinishedSchedules : IRunRule
{
    public Finding? Check(RunSet runs)
    {
        int unfinished = runs.RowsByRun().Count(rows => runs[rows.MaxBy(i => runs[i].Tokens ?? runs[i].Step ?? 0)].ScheduleEnded == false);
        if (unfinished == 0) return null;
        return new Finding
        {
            Code = "SF1008",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"The schedule had not ended at the last row of {unfinished} of {runs.RunCount} run{(runs.RunCount == 1 ? "" : "s")}."),
            Advice = "Take runs whose learning rate decayed to the end, or runs of one constant rate alone; do not mix the two.",
        };
    }
}
