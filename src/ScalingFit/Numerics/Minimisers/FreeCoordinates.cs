using ScalingFit.Numerics.Engines;

namespace ScalingFit.Numerics.Minimisers;

/// <summary>
/// The affine map from the coordinates the solver moves in to the engine's parameters: θ = B φ + c. The engine works with centred
/// columns, where the Hessian's condition number is a thousand times smaller; a parameter held fixed in natural
/// coordinates is then an affine function of the others, not merely a missing coordinate. Parameters that are tied share one.
/// </summary>
/// <remarks>
/// Centring replaces an amplitude a of a term Π x^(sθ) by a + Σ s θ mean(ln x). So an amplitude held at a value makes the engine's
/// coordinate a + Σ s θ mean(ln x), which moves with the exponents.
/// </remarks>
internal sealed class FreeCoordinates
{
    private readonly double[] _map;
    private readonly double[] _offset;
    private readonly int[] _picks;
    private readonly double[] _spare;

    private FreeCoordinates(double[] map, double[] offset, int[] picks, double[] stepCaps)
    {
        StepCaps = stepCaps;
        _map = map;
        _offset = offset;
        _picks = picks;
        FullCount = offset.Length;
        IsIdentity = picks.Length == offset.Length;
        _spare = new double[offset.Length * Math.Max(1, picks.Length)];
    }

    /// <summary>The engine's parameters.</summary>
    public int FullCount { get; }

    /// <summary>The solver's coordinates.</summary>
    public int FreeCount => _picks.Length;

    public bool IsIdentity { get; }

    /// <summary>The engine parameter that each free coordinate equals.</summary>
    public ReadOnlySpan<int> Picks => _picks;

    /// <param name="form">The law's terms.</param>
    /// <param name="held">A value a parameter, in the engine's scale but not centred; NaN where it is free.</param>
    /// <param name="leaders">The parameter whose value each takes: itself, but for exponents that are tied. A follower of a held leader has its value in <paramref name="held"/> too.</param>
    /// <param name="means">The mean that was taken off each column.</param>
    /// <param name="stepCaps">The largest change of each parameter in one step.</param>
    public static FreeCoordinates Create(LawForm form, ReadOnlySpan<double> held, ReadOnlySpan<int> leaders, ReadOnlySpan<double> means, ReadOnlySpan<double> stepCaps)
    {
        int full = form.ParameterCount;
        var picks = new List<int>();
        for (int m = 0; m < full; m++)
        {
            if (double.IsNaN(held[m]) && leaders[m] == m) picks.Add(m);
        }

        int free = picks.Count;
        var map = new double[full * Math.Max(1, free)];
        var offset = new double[full];
        for (int m = 0; m < full; m++)
        {
            if (double.IsNaN(held[m])) map[(m * free) + picks.IndexOf(leaders[m])] = 1;
            else offset[m] = held[m];
        }

        foreach (PosynomialForm.Term term in form.CentredTerms)
        {
            int amplitude = term.Amplitude;
            if (double.IsNaN(held[amplitude])) continue;
            foreach (PosynomialForm.Factor factor in term.Factors)
            {
                double slope = factor.Scale * means[factor.Column];
                if (double.IsNaN(held[factor.Parameter])) map[(amplitude * free) + picks.IndexOf(leaders[factor.Parameter])] += slope;
                else offset[amplitude] += slope * held[factor.Parameter];
            }
        }

        var caps = new double[free];
        for (int k = 0; k < free; k++) caps[k] = stepCaps[picks[k]];
        return new FreeCoordinates(map, offset, [.. picks], caps);
    }

    /// <summary>A copy with scratch memory of its own, for another thread.</summary>
    public FreeCoordinates Copy() => new(_map, _offset, _picks, StepCaps);

    /// <summary>The largest change of each free coordinate in one step; infinite where a parameter's unit is not known.</summary>
    public double[] StepCaps { get; }

    /// <summary>Whether a parameter is free and no other moves with it.</summary>
    public bool IsAlone(int parameter)
    {
        int k = Array.IndexOf(_picks, parameter);
        for (int m = 0; m < FullCount; m++)
        {
            if (m != parameter && k >= 0 && _map[(m * FreeCount) + k] != 0) return false;
        }

        return k >= 0;
    }

    /// <summary>θ = B φ + c.</summary>
    public void Expand(ReadOnlySpan<double> free, Span<double> full)
    {
        if (IsIdentity)
        {
            free.CopyTo(full);
            return;
        }

        int count = FreeCount;
        for (int m = 0; m < FullCount; m++)
        {
            double sum = _offset[m];
            for (int k = 0; k < count; k++) sum += _map[(m * count) + k] * free[k];
            full[m] = sum;
        }
    }

    /// <summary>B d: a direction of the free coordinates in the engine's.</summary>
    public void ExpandDirection(ReadOnlySpan<double> free, Span<double> full)
    {
        int count = FreeCount;
        for (int m = 0; m < FullCount; m++)
        {
            double sum = 0;
            for (int k = 0; k < count; k++) sum += _map[(m * count) + k] * free[k];
            full[m] = sum;
        }
    }

    /// <summary>The free coordinates of a point of the engine, whatever its held ones say.</summary>
    public void Pick(ReadOnlySpan<double> full, Span<double> free)
    {
        for (int k = 0; k < _picks.Length; k++) free[k] = full[_picks[k]];
    }

    /// <summary>B'g and B'HB.</summary>
    public void Project(Derivatives full, Derivatives free)
    {
        free.Value = full.Value;
        if (IsIdentity)
        {
            full.Gradient.AsSpan().CopyTo(free.Gradient);
            full.Hessian.AsSpan().CopyTo(free.Hessian);
            full.Majoriser.AsSpan().CopyTo(free.Majoriser);
            return;
        }

        ProjectVector(full.Gradient, free.Gradient);
        ProjectMatrix(full.Hessian, free.Hessian);
        ProjectMatrix(full.Majoriser, free.Majoriser);
    }

    /// <summary>B'g.</summary>
    public void ProjectVector(ReadOnlySpan<double> full, Span<double> free)
    {
        int count = FreeCount;
        for (int k = 0; k < count; k++)
        {
            double sum = 0;
            for (int m = 0; m < FullCount; m++) sum += _map[(m * count) + k] * full[m];
            free[k] = sum;
        }
    }

    private void ProjectMatrix(ReadOnlySpan<double> full, Span<double> free)
    {
        int count = FreeCount;
        int n = FullCount;
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < count; k++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++) sum += full[(i * n) + j] * _map[(j * count) + k];
                _spare[(i * count) + k] = sum;
            }
        }

        for (int k = 0; k < count; k++)
        {
            for (int l = 0; l < count; l++)
            {
                double sum = 0;
                for (int i = 0; i < n; i++) sum += _map[(i * count) + k] * _spare[(i * count) + l];
                free[(k * count) + l] = sum;
            }
        }
    }
}
