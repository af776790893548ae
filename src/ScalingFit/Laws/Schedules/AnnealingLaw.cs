using System.Globalization;

namespace ScalingFit.Laws;

/// <summary>
/// The annealing law L = L0 + A·S1^-α - C·S2 of whole loss curves: S1, the sum of the learning rates so far, is how far the run has come; S2 is what the annealing of the rate has given. Each decrement of the
/// rate counts more the longer ago it was, by the momentum m_i = λ m_(i-1) + (η_(i-1) - η_i), whose sum is S2. The steps of the warm-up count as steps at the peak rate.
/// Tissue et al. 2024 (arXiv:2408.11029). Rates as they are, L in nats a token.
/// </summary>
internal readonly struct AnnealingLaw : ILaw
{
    private const string Name = "Annealing";

    /// <summary>The law for a decay factor λ of the momentum.</summary>
    public static ScalingLaw For(double decay) => ScalingLaw.Written(
        Name,
        default(AnnealingLaw),
        [
            new LawParameter { Name = "L0", Symbol = "L0", Kind = ParameterKind.Floor, Meaning = "loss after endless training" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the progress term, at a sum of rates of 1" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on the sum of rates", LowestStart = 0.1, HighestStart = 1.5 },
            new LawParameter { Name = "C", Symbol = "C", Kind = ParameterKind.Amplitude, Meaning = "loss taken off by a unit of annealing" },
        ],
        [Variable.Step],
        "Tissue et al. 2024, arXiv:2408.11029",
        string.Create(CultureInfo.InvariantCulture, $"L = L0 + A·S1^-α - C·S2,  S1 = Σ_i η_i,  S2 = Σ_i m_i,  m_i = {decay}·m_(i-1) + η_(i-1) - η_i"),
        new LawInputs(["S1", "S2"], [true, false], runs => ScheduledRuns.Columns(Name, runs, 2, schedule => Sums(schedule, decay))),
        ["L0", "A·S1^-α", "C·S2"]);

    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T> => p[0] + (p[1] * T.Pow(x[0], -p[2])) - (p[3] * x[1]);

    private static ScheduleInputs Sums(LearningRateSchedule schedule, double decay)
    {
        ReadOnlySpan<double> rates = schedule.Rates;
        var progress = new double[rates.Length];
        var annealing = new double[rates.Length];
        double momentum = 0;
        for (int k = 1; k < rates.Length; k++)
        {
            bool isWarm = k > schedule.PeakStep;
            progress[k] = progress[k - 1] + (isWarm ? rates[k] : schedule.Peak);
            momentum = (decay * momentum) + (isWarm ? rates[k - 1] - rates[k] : 0);
            annealing[k] = annealing[k - 1] + momentum;
        }

        return (step, into) =>
        {
            (into[0], into[1]) = (progress[step], annealing[step]);
            return null;
        };
    }
}
