using System.Globalization;

namespace ScalingFit;

/// <summary>
/// A chip that trains, by the one figure that a plan needs: how many FLOPs a second it would do if its matrix units never waited. Vendors print figures with sparsity too, which are twice as large and which no dense model sees.
/// </summary>
/// <remarks>Those listed are the vendor's figures for dense bfloat16. Any other is <c>new Accelerator { Name = "...", PeakFlops = ..., Source = "..." }</c>.</remarks>
public sealed record Accelerator
{
    private readonly double _peakFlops;

    /// <summary>NVIDIA V100 SXM2: 125 TFLOP/s in float16, for it has no bfloat16.</summary>
    public static Accelerator V100 { get; } = new() { Name = "V100", PeakFlops = 125e12, Source = "NVIDIA's data sheet, SXM2, dense float16; it has no bfloat16" };

    /// <summary>NVIDIA A100: 312 TFLOP/s.</summary>
    public static Accelerator A100 { get; } = new() { Name = "A100", PeakFlops = 312e12, Source = "NVIDIA's data sheet, dense bfloat16" };

    /// <summary>NVIDIA H100 SXM: 989 TFLOP/s. The PCIe card has less.</summary>
    public static Accelerator H100 { get; } = new() { Name = "H100", PeakFlops = 989e12, Source = "NVIDIA's data sheet, SXM, dense bfloat16: half of the 1979 TFLOP/s with sparsity" };

    /// <summary>NVIDIA H200 SXM: 989 TFLOP/s, the H100 with more memory.</summary>
    public static Accelerator H200 { get; } = new() { Name = "H200", PeakFlops = 989e12, Source = "NVIDIA's data sheet, SXM, dense bfloat16: half of the 1979 TFLOP/s with sparsity" };

    /// <summary>NVIDIA B200 in an HGX board: 2250 TFLOP/s. In a GB200 it is given more power and does more.</summary>
    public static Accelerator B200 { get; } = new() { Name = "B200", PeakFlops = 2250e12, Source = "NVIDIA's data sheet, HGX, dense bfloat16: half of the 4.5 PFLOP/s with sparsity" };

    /// <summary>Google TPU v5e, a chip: 197 TFLOP/s.</summary>
    public static Accelerator TpuV5e { get; } = new() { Name = "TPU v5e", PeakFlops = 197e12, Source = "Google Cloud's page of the chip, bfloat16" };

    /// <summary>Google TPU v5p, a chip: 459 TFLOP/s.</summary>
    public static Accelerator TpuV5p { get; } = new() { Name = "TPU v5p", PeakFlops = 459e12, Source = "Google Cloud's page of the chip, bfloat16" };

    /// <summary>Those listed here, the slowest first.</summary>
    public static IReadOnlyList<Accelerator> All => [V100, TpuV5e, A100, TpuV5p, H100, H200, B200];

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>FLOPs a second at the peak, dense, in the number format of training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public required double PeakFlops
    {
        get => _peakFlops;
        init
        {
            Require.Positive(value, nameof(PeakFlops));
            _peakFlops = value;
        }
    }

    /// <summary>Where the figure comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The name and the peak, such as <c>H100, 989 TFLOP/s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}, {PeakFlops / 1e12:G4} TFLOP/s");
}
