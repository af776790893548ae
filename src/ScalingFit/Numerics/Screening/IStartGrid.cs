using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Screening;

/// <summary>The candidate starts of one problem, shared by all threads.</summary>
internal interface IStartGrid
{
    StartScreen NewScreen(VectorWidth width);
}
