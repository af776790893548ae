namespace ScalingFit.Decisions;

/// <summary>Where the curve through the losses of a budget is lowest: the logarithm of size, the loss and the curvature there, as far as they are known.</summary>
internal readonly record struct ValleyFloor(IsoFlopStatus Status, double? Place, double? Loss, double? Curvature);
