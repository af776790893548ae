using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics;

/// <summary>
/// Random numbers that depend on (seed, stream) alone: replicate k draws from stream k, so that results are the same on any number
/// of threads and on any version of .NET. xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64.
/// </summary>
internal struct RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public RandomStream(long seed, long stream)
    {
        // The stream number is scrambled before it meets the seed: neighbouring pairs must not share states.
        ulong mix = unchecked((ulong)seed);
        ulong other = unchecked((ulong)stream);
        ulong state = Split(ref mix) ^ (Split(ref other) * 0xD1342543DE82EF95UL);
        _s0 = Split(ref state);
        _s1 = Split(ref state);
        _s2 = Split(ref state);
        _s3 = Split(ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on 0 .. bound - 1, without bias (Lemire 2019).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound)
    {
        ulong product = (Next() >> 32) * (uint)bound;
        if ((uint)product < (uint)bound) product = Redraw(product, (uint)bound);
        return (int)(product >> 32);
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958); the second of each pair is thrown away, so that a number depends on its place in the stream alone.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Draws again while the low half falls where some results would come up once too often.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong Redraw(ulong product, uint bound)
    {
        uint threshold = (0u - bound) % bound;
        while ((uint)product < threshold) product = (Next() >> 32) * bound;
        return product;
    }

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
