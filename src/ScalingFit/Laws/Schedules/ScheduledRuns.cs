using System.Globalization;

namespace ScalingFit.Laws;

/// <summary>Rows of loss curves with the schedules they belong to: every row checked before a law sums over its rates.</summary>
internal static class ScheduledRuns
{
    /// <summary>The columns that a law takes in, worked out schedule by schedule.</summary>
    /// <param name="law">The law's name.</param>
    /// <param name="runs">The rows.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="prepare">What to do once a schedule; returns what writes the inputs of a step.</param>
    /// <exception cref="RunDataException">Rows lack a schedule or a step, or their step lies outside the schedule, or the law cannot sum over it.</exception>
    public static double[][] Columns(string law, RunSet runs, int columns, Func<LearningRateSchedule, ScheduleInputs> prepare)
    {
        Check(law, runs);
        var all = new double[columns][];
        for (int c = 0; c < columns; c++) all[c] = new double[runs.Count];
        var known = new Dictionary<LearningRateSchedule, ScheduleInputs>();
        var row = new double[columns];
        List<RunProblem>? refused = null;
        for (int i = 0; i < runs.Count; i++)
        {
            LearningRateSchedule schedule = runs[i].Schedule!;
            if (!known.TryGetValue(schedule, out ScheduleInputs? fill))
            {
                fill = prepare(schedule);
                known.Add(schedule, fill);
            }

            if (fill((int)runs[i].Step!.Value, row) is { } reason) (refused ??= []).Add(new RunProblem { Row = runs.RowOf(i), Name = runs[i].Name, Column = "schedule", Value = schedule.Name, Reason = reason });
            for (int c = 0; c < columns; c++) all[c][i] = row[c];
        }

        return refused is null ? all : throw new RunDataException($"{law} cannot sum over the schedules of some rows.", refused);
    }

    private static void Check(string law, RunSet runs)
    {
        var problems = new List<RunProblem>();
        for (int i = 0; i < runs.Count; i++)
        {
            TrainingRun run = runs[i];
            if (run.Schedule is null) Add("schedule", null, "not given");
            if (run.Step is not { } step) Add("step", null, "not given");
            else if (run.Schedule is { } schedule && step > schedule.Length) Add("step", step, string.Create(CultureInfo.InvariantCulture, $"beyond the schedule {schedule.Name}, which ends at step {schedule.Length}"));
            else if (run.Schedule is { } cold && cold.Sums[(int)step] == 0) Add("step", step, $"before the first rate of the schedule {cold.Name} that is above zero");

            void Add(string column, long? value, string reason) =>
                problems.Add(new RunProblem { Row = runs.RowOf(i), Name = run.Name, Column = column, Value = value?.ToString(CultureInfo.InvariantCulture), Reason = reason });
        }

        if (problems.Count == 0) return;
        throw new RunDataException($"{law} needs of every row the step it was measured at ({nameof(TrainingRun)}.{nameof(TrainingRun.Step)}) and the schedule of the learning rate ({nameof(TrainingRun)}.{nameof(TrainingRun.Schedule)}).", problems);
    }
}
