using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics.Vectors;

/// <summary>Functions of whole columns, outside the engine's own passes.</summary>
internal static unsafe class Elementwise
{
    /// <summary>Replaces each value by its exponential.</summary>
    /// <param name="values">Aligned, with room for whole vectors of the width.</param>
    /// <param name="length">How many; rounded up to whole vectors.</param>
    /// <param name="width">The implementation.</param>
    public static void Exp(double* values, int length, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Wide512: Exp<V512>(values, length); break;
            case VectorWidth.Wide256: Exp<V256>(values, length); break;
            default: Exp<V1>(values, length); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exp<V>(double* values, int length)
        where V : struct, IVec<V>
    {
        for (int i = 0; i < length; i += V.Count) V.Exp(V.Load(values + i)).Store(values + i);
    }
}
