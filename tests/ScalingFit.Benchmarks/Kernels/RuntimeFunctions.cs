using System.Runtime.Intrinsics;

namespace ScalingFit.Benchmarks.Kernels;

/// <summary>The exp and log that .NET brings, in one of its widths: what a column would be worked out with if the library had none of its own.</summary>
internal abstract unsafe class RuntimeFunctions
{
    public abstract string Name { get; }

    /// <summary>Those that this processor runs as vectors, and the scalar ones.</summary>
    public static IEnumerable<RuntimeFunctions> Supported()
    {
        yield return new Scalar();
        if (Vector256.IsHardwareAccelerated) yield return new Wide256();
        if (Vector512.IsHardwareAccelerated) yield return new Wide512();
    }

    public abstract void Exp(double* source, double* target, int length);

    public abstract void Log(double* source, double* target, int length);

    private sealed class Scalar : RuntimeFunctions
    {
        public override string Name => "Math";

        public override void Exp(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i++) target[i] = Math.Exp(source[i]);
        }

        public override void Log(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i++) target[i] = Math.Log(source[i]);
        }
    }

    private sealed class Wide256 : RuntimeFunctions
    {
        public override string Name => "Vector256";

        public override void Exp(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i += Vector256<double>.Count) Vector256.Exp(Vector256.LoadAligned(source + i)).StoreAligned(target + i);
        }

        public override void Log(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i += Vector256<double>.Count) Vector256.Log(Vector256.LoadAligned(source + i)).StoreAligned(target + i);
        }
    }

    private sealed class Wide512 : RuntimeFunctions
    {
        public override string Name => "Vector512";

        public override void Exp(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i += Vector512<double>.Count) Vector512.Exp(Vector512.LoadAligned(source + i)).StoreAligned(target + i);
        }

        public override void Log(double* source, double* target, int length)
        {
            for (int i = 0; i < length; i += Vector512<double>.Count) Vector512.Log(Vector512.LoadAligned(source + i)).StoreAligned(target + i);
        }
    }
}
