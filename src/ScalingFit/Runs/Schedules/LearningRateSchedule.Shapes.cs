using System.Globalization;

namespace ScalingFit;

/// <content>
/// The shapes in use. A warm-up of W steps is the steps 0 to W - 1, whose rates rise evenly from zero to the peak; what follows begins at step W. These are the rates of the runs of Luo et al. 2025
/// (arXiv:2503.12811).
/// </content>
public sealed partial class LearningRateSchedule
{
    /// <summary>A rate that stays at its peak once it is warm.</summary>
    /// <param name="steps">The last step.</param>
    /// <param name="peak">The peak rate.</param>
    /// <param name="warmUpSteps">W: the steps 0 to W - 1 rise evenly from zero to the peak; 0 or 1 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is not positive, the warm-up is longer than the schedule, or the rate is not positive and finite.</exception>
    public static LearningRateSchedule Constant(int steps, double peak, int warmUpSteps = 0) =>
        Make(Named("constant", steps), steps, peak, warmUpSteps, _ => peak);

    /// <summary>A rate that falls from peak to end by half a cosine.</summary>
    /// <param name="steps">The last step, whose rate is the end rate.</param>
    /// <param name="peak">The peak rate.</param>
    /// <param name="end">The end rate; zero or more, and below the peak.</param>
    /// <param name="warmUpSteps">W: the steps 0 to W - 1 rise evenly from zero to the peak; 0 or 1 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps or a rate is none, or they do not follow each other.</exception>
    public static LearningRateSchedule Cosine(int steps, double peak, double end, int warmUpSteps = 0)
    {
        RequireEnd(end, peak, mayBeZero: true);
        return Make(Named("cosine", steps), steps, peak, warmUpSteps, k => end + ((peak - end) / 2 * (1 + Math.Cos(Math.PI * (k - warmUpSteps) / (steps - warmUpSteps)))));
    }

    /// <summary>A rate that stays at its peak until a step and then falls to its end.</summary>
    /// <param name="steps">The last step, whose rate is the end rate.</param>
    /// <param name="peak">The peak rate.</param>
    /// <param name="end">The end rate, below the peak; zero for a linear decay alone.</param>
    /// <param name="decayStart">The last step at the peak.</param>
    /// <param name="warmUpSteps">W: the steps 0 to W - 1 rise evenly from zero to the peak; 0 or 1 for none.</param>
    /// <param name="shape">How it falls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps or a rate is none, or they do not follow each other.</exception>
    public static LearningRateSchedule WarmupStableDecay(int steps, double peak, double end, int decayStart, int warmUpSteps = 0, DecayShape shape = DecayShape.Exponential)
    {
        RequireEnd(end, peak, mayBeZero: shape == DecayShape.Linear);
        RequireBetween(decayStart, warmUpSteps, steps - 1, nameof(decayStart), "between the warm-up and the last step");
        double Decayed(double share) => shape == DecayShape.Linear ? peak + ((end - peak) * share) : peak * Math.Pow(end / peak, share);
        string name = string.Create(CultureInfo.InvariantCulture, $"{(shape == DecayShape.Linear ? "wsdld" : "wsd")}_{decayStart}_{steps}");
        return Make(name, steps, peak, warmUpSteps, k => k <= decayStart ? peak : Decayed((double)(k - decayStart) / (steps - decayStart)));
    }

    /// <summary>A rate that stays at its peak and from a step on at a lower rate.</summary>
    /// <param name="steps">The last step.</param>
    /// <param name="peak">The peak rate.</param>
    /// <param name="lower">The rate after the drop, below the peak; zero or more.</param>
    /// <param name="dropStep">The first step at the lower rate.</param>
    /// <param name="warmUpSteps">W: the steps 0 to W - 1 rise evenly from zero to the peak; 0 or 1 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps or a rate is none, or they do not follow each other.</exception>
    public static LearningRateSchedule TwoStage(int steps, double peak, double lower, int dropStep, int warmUpSteps = 0)
    {
        RequireEnd(lower, peak, mayBeZero: true, nameof(lower));
        RequireBetween(dropStep, Math.Max(warmUpSteps, 1), steps, nameof(dropStep), "between the warm-up and the last step");
        return Make(string.Create(CultureInfo.InvariantCulture, $"two_stage_{dropStep}_{steps}"), steps, peak, warmUpSteps, k => k < dropStep ? peak : lower);
    }

    /// <summary>Any rates.</summary>
    /// <param name="rates">The rate of step 1, of step 2, and so on: zero or more, and not all zero.</param>
    /// <param name="name">What the schedule is called.</param>
    /// <exception cref="ArgumentException">There is none, or one is negative or not finite, or all are zero.</exception>
    public static LearningRateSchedule FromRates(ReadOnlySpan<double> rates, string name = "rates")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        for (int k = 0; k < rates.Length; k++) RequireRate(rates[k], k + 1L);
        if (rates.IndexOfAnyExcept(0.0) < 0) throw new ArgumentException("The schedule has no step whose rate is above zero.", nameof(rates));
        return new LearningRateSchedule([0, .. rates], name);
    }

    /// <summary>
    /// Rates as a log has them, every so many steps. Between two logged steps the rate is taken to be linear; before the first, to rise evenly from zero at step 0. A drop between two logged steps
    /// becomes a ramp: log every step of such a schedule, or build it by <see cref="TwoStage"/>.
    /// </summary>
    /// <param name="steps">The steps, rising.</param>
    /// <param name="rates">The rate of each.</param>
    /// <param name="name">What the schedule is called.</param>
    /// <exception cref="ArgumentException">The two differ in length, the steps do not rise or are negative, or a rate is negative or not finite, or all are zero.</exception>
    public static LearningRateSchedule FromSteps(ReadOnlySpan<int> steps, ReadOnlySpan<double> rates, string name = "logged")
    {
        if (steps.Length != rates.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The columns differ in length: {steps.Length} {nameof(steps)}, {rates.Length} {nameof(rates)}."), nameof(rates));
        for (int i = 0; i < steps.Length; i++)
        {
            if (i > 0 ? steps[i] <= steps[i - 1] : steps[i] < 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Step {steps[i]} does not follow {(i > 0 ? steps[i - 1] : 0)}. Steps rise from 0."), nameof(steps));
        }

        if (steps.IsEmpty || steps[^1] < 1) throw new ArgumentException("No step is logged after step 0.", nameof(steps));
        var all = new double[steps[^1]];
        int last = 0;
        double rate = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            RequireRate(rates[i], steps[i]);

            // The logged value itself at a logged step, without rounding.
            for (int k = last + 1; k < steps[i]; k++) all[k - 1] = rate + ((rates[i] - rate) * (k - last) / (steps[i] - last));
            if (steps[i] > 0) all[steps[i] - 1] = rates[i];
            (last, rate) = (steps[i], rates[i]);
        }

        return FromRates(all, name);
    }

    private static LearningRateSchedule Make(string name, int steps, double peak, int warmUpSteps, Func<int, double> rateOf)
    {
        Require.Positive(peak, nameof(peak));
        if (steps < 1 || steps >= Array.MaxLength) throw new ArgumentOutOfRangeException(nameof(steps), steps.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"A schedule has from 1 to {Array.MaxLength - 1} steps."));
        RequireBetween(warmUpSteps, 0, steps - 1, nameof(warmUpSteps), "shorter than the schedule, and not negative");
        var rates = new double[steps + 1];
        for (int k = 1; k <= steps; k++) rates[k] = k < warmUpSteps ? peak * k / (warmUpSteps - 1) : rateOf(k);
        if (rates.AsSpan().IndexOfAnyExcept(0.0) < 0) throw new ArgumentOutOfRangeException(nameof(steps), steps.ToString(CultureInfo.InvariantCulture), "The rate falls to zero before a step is taken: no step has a rate above zero.");
        return new LearningRateSchedule(rates, name);
    }

    private static string Named(string shape, int steps) => string.Create(CultureInfo.InvariantCulture, $"{shape}_{steps}");

    private static void RequireRate(double rate, long step)
    {
        if (double.IsFinite(rate) && rate >= 0) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The rate of step {step} is {rate}; a learning rate is finite and not negative."), nameof(rate));
    }

    private static void RequireEnd(double rate, double peak, bool mayBeZero, string name = "end")
    {
        if (rate < peak && (rate > 0 || (rate == 0 && mayBeZero))) return;
        throw new ArgumentOutOfRangeException(name, rate.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{name} lies below the peak of {peak} and {(mayBeZero ? "is not negative" : "above zero")}."));
    }

    private static void RequireBetween(int value, int low, int high, string name, string where)
    {
        if (value >= low && value <= high) return;
        throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} is {where}.");
    }
}
