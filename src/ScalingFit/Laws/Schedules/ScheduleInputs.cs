namespace ScalingFit.Laws;

/// <summary>Writes what a law takes in at a step; says why where it cannot, otherwise null.</summary>
internal delegate string? ScheduleInputs(int step, Span<double> into);
