using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>How starts are minimised.</summary>
/// <param name="Tolerance">Newton's decrement at which to stop, relative to the objective.</param>
/// <param name="IterationLimit">The most iterations from one start.</param>
/// <param name="Method">Which minimiser goes first.</param>
/// <param name="Width">The vector width of the kernels.</param>
/// <param name="Threads">How many threads share the rows of a long table; 0 for all processors.</param>
internal sealed record SolverSettings(double Tolerance, int IterationLimit, Method Method, VectorWidth Width, int Threads);
