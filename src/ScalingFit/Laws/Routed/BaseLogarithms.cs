namespace ScalingFit.Laws;

/// <summary>Natural logarithms of the bases that laws of routing are written in.</summary>
internal static class BaseLogarithms
{
    public const double Two = 0.6931471805599453;
    public const double Ten = 2.302585092994046;
}
