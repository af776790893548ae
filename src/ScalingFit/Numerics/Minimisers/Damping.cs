namespace ScalingFit.Numerics.Minimisers;

/// <summary>What holds Newton's steps back where the quadratic model is not to be trusted.</summary>
internal enum Damping
{
    /// <summary>The Hessian of the objective's quadratic majoriser: independent of the choice of coordinates.</summary>
    Majoriser,

    /// <summary>The largest diagonal of that matrix met so far (Moré 1978): for parameters of any unit, of which some may not act at the start.</summary>
    Diagonal,
}
