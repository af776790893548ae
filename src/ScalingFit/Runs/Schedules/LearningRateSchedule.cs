using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ScalingFit;

/// <summary>
/// The learning rate of every step of a training run: what laws of whole loss curves (<see cref="ScalingLaw.MultiPower"/>, <see cref="ScalingLaw.Annealing"/>) take in beside the step.
/// </summary>
/// <remarks>
/// Steps are counted as trainers log them: the loss at step t has seen the rates of the steps 1 to t. Before step 1 the rate is zero. Immutable, and safe to share between threads and runs; two schedules
/// are equal when all their rates are.
/// </remarks>
public sealed partial class LearningRateSchedule : IEquatable<LearningRateSchedule>
{
    /// <summary>By step, from the zero before step 1.</summary>
    private readonly double[] _rates;

    /// <summary>Σ of the rates of the steps 1 to t, by t.</summary>
    private readonly double[] _sums;
    private readonly Lazy<string> _fingerprint;

    private LearningRateSchedule(double[] rates, string name)
    {
        _rates = rates;
        _sums = new double[rates.Length];
        Name = name;
        for (int k = 1; k < rates.Length; k++)
        {
            _sums[k] = _sums[k - 1] + rates[k];
            if (rates[k] > rates[PeakStep]) PeakStep = k;
        }

        _fingerprint = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(_rates.AsSpan()))));
    }

    /// <summary>What it is called, such as <c>cosine_24000</c>.</summary>
    public string Name { get; }

    /// <summary>The last step.</summary>
    public int Length => _rates.Length - 1;

    /// <summary>The highest rate.</summary>
    public double Peak => _rates[PeakStep];

    /// <summary>The first step of the highest rate: where the warm-up ends.</summary>
    public int PeakStep { get; }

    /// <summary>The rate by step, from the zero before step 1.</summary>
    internal ReadOnlySpan<double> Rates => _rates;

    /// <summary>The sum of the rates of the steps 1 to t, by t.</summary>
    internal ReadOnlySpan<double> Sums => _sums;

    /// <summary>SHA-256 of the rates.</summary>
    internal string Fingerprint => _fingerprint.Value;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">From 0, where the rate is zero, to <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The schedule has no such step.</exception>
    public double RateAt(long step) => _rates[Index(step)];

    /// <summary>The sum of the rates of the steps 1 to this one, warm-up included.</summary>
    /// <param name="step">From 0 to <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The schedule has no such step.</exception>
    public double SumTo(long step) => _sums[Index(step)];

    /// <summary>Whether all rates are the same, whatever the names.</summary>
    public bool Equals(LearningRateSchedule? other) => ReferenceEquals(this, other) || (other is not null && _rates.AsSpan().SequenceEqual(other._rates));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LearningRateSchedule);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_rates.Length, PeakStep, _sums[^1]);

    /// <summary>Name, steps, peak and last rate.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Length} steps, peak {Peak:G4} at step {PeakStep}, {_rates[^1]:G4} at the end");

    private int Index(long step)
    {
        if (step >= 0 && step < _rates.Length) return (int)step;
        throw new ArgumentOutOfRangeException(nameof(step), step.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{Name} has the steps 0 to {Length}."));
    }
}
