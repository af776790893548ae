namespace ScalingFit.Uncertainty;

/// <summary>
/// The scale along which a parameter is moved, and how far. Amplitudes and multipliers move by their logarithm, up to a factor of a million either way. A floor moves by its value, down to a millionth of the
/// estimate, which no run can tell from nothing: on a logarithm most points would lie where it no longer matters. The rest move by their value.
/// </summary>
internal sealed class ProfileAxis
{
    private const double FarthestFactor = 1e6;

    /// <summary>How far an exponent may move: far beyond where its term is dead.</summary>
    private const double FarthestExponent = 5;

    /// <summary>How far a parameter without a known unit may move, in units of its estimate.</summary>
    private const double FarthestFree = 100;

    private readonly bool _isLogarithmic;

    public ProfileAxis(LawFit fit, string parameter)
    {
        Name = parameter;
        Index = fit.Law.IndexOf(parameter);
        LawParameter known = fit.Law.Parameters[Index];
        if (fit.Law.Held.ContainsKey(parameter)) throw new ArgumentException($"{parameter} is held at a value, and there is nothing to profile.", nameof(parameter));
        if (fit.Law.Tied.TryGetValue(parameter, out string? leader)) throw new ArgumentException($"{parameter} is tied to {leader}; profile {leader} instead.", nameof(parameter));
        IsPositive = known.IsPositive;
        _isLogarithmic = known.Kind is ParameterKind.Amplitude or ParameterKind.Multiplier;
        Estimate = fit[parameter].Value;
        double reach = known.Kind == ParameterKind.Exponent ? FarthestExponent + Math.Abs(Estimate) : FarthestFree * Math.Max(1, Math.Abs(Estimate));
        double lowest = IsPositive ? Estimate / FarthestFactor : Estimate - reach;
        double highest = IsPositive ? Estimate * FarthestFactor : Estimate + reach;
        if (fit.Law.Bounds.TryGetValue(parameter, out ParameterBounds bounds))
        {
            lowest = Math.Max(lowest, bounds.Lowest);
            highest = Math.Min(highest, bounds.Highest);
        }

        (Lowest, Highest) = (lowest, highest);
    }

    public string Name { get; }

    public int Index { get; }

    public bool IsPositive { get; }

    public double Estimate { get; }

    /// <summary>As far down as the parameter is moved, in its own unit.</summary>
    public double Lowest { get; }

    /// <summary>As far up.</summary>
    public double Highest { get; }

    /// <summary>Which of the fit's free coordinates the parameter is; below 0 where it sits on a bound.</summary>
    public static int PlaceOf(LawFit fit, int index) => fit.Problem.Coordinates.Picks.IndexOf(index);

    public double ToAxis(double value) => _isLogarithmic ? Math.Log(value) : value;

    /// <summary>The value at a place, never beyond the ends.</summary>
    public double FromAxis(double place) => Math.Clamp(_isLogarithmic ? Math.Exp(place) : place, Lowest, Highest);

    /// <summary>A change of the coordinate that fits run in as a change along this axis.</summary>
    public double FromEngine(double change) => IsPositive && !_isLogarithmic ? change * Estimate : change;

    /// <summary>So many values between two, evenly spaced along the axis, both ends left out.</summary>
    public IEnumerable<double> Between(double from, double to, int count)
    {
        (double a, double b) = (ToAxis(from), ToAxis(to));
        for (int k = 1; k <= count; k++) yield return FromAxis(a + ((b - a) * k / (count + 1)));
    }
}
