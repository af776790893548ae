using System.Globalization;
using System.Runtime.CompilerServices;

namespace ScalingFit.Tests;

/// <summary>
/// Every test runs under a culture that writes numbers with a decimal comma and names no percent sign, so that text which depends on the machine's culture
/// fails here and not with a user.
/// </summary>
internal static class ForeignCulture
{
    [ModuleInitializer]
    internal static void Install()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.PositiveInfinitySymbol = "beyond";
        culture.NumberFormat.NaNSymbol = "nothing";
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.CurrentCulture = culture;
    }
}
