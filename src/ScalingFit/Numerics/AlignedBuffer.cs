namespace ScalingFit.Numerics;

/// <summary>
/// Doubles that start on a cache line and never move, so that kernels may keep pointers to them. A 512-bit load that
/// straddles two lines costs two.
/// </summary>
internal sealed unsafe class AlignedBuffer
{
    private const int LineBytes = 64;

    // Held so that the collector keeps what Pointer points to.
    private readonly double[] _storage;

    public AlignedBuffer(int length)
    {
        _storage = GC.AllocateArray<double>(length + (LineBytes / sizeof(double)), pinned: true);
        Length = length;
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _storage[0]);
        Pointer = (double*)((address + LineBytes - 1) & ~(nint)(LineBytes - 1));
    }

    public double* Pointer { get; }

    public int Length { get; }

    public Span<double> Span => new(Pointer, Length);
}
