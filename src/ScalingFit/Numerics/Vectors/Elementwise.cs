using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics.Vectors;

/// <summary>Functions of whole columns, outside the engine's own passes.</summary>
internal static unsafe class Elementwise
{
    /// <summary>The exponential of each value.</summary>
    /// <param name="source">Aligned, with room for whole vectors of the width.</param>
    /// <param name="target">The same; may be the source.</param>
    /// <param name="length">How many; rounded up to whole vectors.</param>
    /// <param name="width">The implementation.</param>
    public static void Exp(double* source, double* target, int length, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Wide512: Exp<V512>(source, target, length); break;
            case VectorWidth.Wide256: Exp<V256>(source, target, length); break;
            default: Exp<V1>(source, target, length); break;
        }
    }

    /// <summary>The natural logarithm of each value.</summary>
    /// <param name="source">Aligned, with room for whole vectors of the width.</param>
    /// <param name="target">The same; may be the source.</param>
    /// <param name="length">How many; rounded up to whole vectors.</param>
    /// <param name="width">The implementation.</param>
    public static void Log(double* source, double* target, int length, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Wide512: Log<V512>(source, target, length); break;
            case VectorWidth.Wide256: Log<V256>(source, target, length); break;
            default: Log<V1>(source, target, length); break;
        }
    }

    /// <summary>Adds slope·x to each value.</summary>
    /// <param name="slope">The factor.</param>
    /// <param name="x">Aligned, with room for whole vectors of the width.</param>
    /// <param name="target">The same.</param>
    /// <param name="length">How many; rounded up to whole vectors.</param>
    /// <param name="width">The implementation.</param>
    public static void AddScaled(double slope, double* x, double* target, int length, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Wide512: AddScaled<V512>(slope, x, target, length); break;
            case VectorWidth.Wide256: AddScaled<V256>(slope, x, target, length); break;
            default: AddScaled<V1>(slope, x, target, length); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled<V>(double slope, double* x, double* target, int length)
        where V : struct, IVec<V>
    {
        V s = V.All(slope);
        for (int i = 0; i < length; i += V.Count) V.Fma(s, V.Load(x + i), V.Load(target + i)).Store(target + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Log<V>(double* source, double* target, int length)
        where V : struct, IVec<V>
    {
        for (int i = 0; i < length; i += V.Count) V.Log(V.Load(source + i)).Store(target + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exp<V>(double* source, double* target, int length)
        where V : struct, IVec<V>
    {
        for (int i = 0; i < length; i += V.Count) V.Exp(V.Load(source + i)).Store(target + i);
    }
}
