namespace ScalingFit.Numerics.Vectors;

/// <summary>Which implementation of <see cref="IVec{T}"/> the kernels run on.</summary>
internal enum VectorWidth
{
    /// <summary>One double at a time.</summary>
    Scalar,

    /// <summary>Four doubles (AVX2 with FMA).</summary>
    Wide256,

    /// <summary>Eight doubles (AVX-512).</summary>
    Wide512,
}

internal static class VectorWidths
{
    /// <summary>The widest the processor has, chosen once.</summary>
    public static VectorWidth Best { get; } =
        V512.IsSupported ? VectorWidth.Wide512 : V256.IsSupported ? VectorWidth.Wide256 : VectorWidth.Scalar;

    public static IEnumerable<VectorWidth> Supported()
    {
        yield return VectorWidth.Scalar;
        if (V256.IsSupported) yield return VectorWidth.Wide256;
        if (V512.IsSupported) yield return VectorWidth.Wide512;
    }
}
