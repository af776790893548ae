using System.Globalization;

namespace ScalingFit.Laws;

/// <summary>
/// The multi-power law of whole loss curves,
///   L(t) = L0 + A·S(t)^-α - B·Σ_k (η_(k-1) - η_k)·(1 - (1 + C·η_k^-γ·S_k(t))^-β),   S(t) = Σ_(i≤t) η_i,   S_k(t) = Σ_(k≤i≤t) η_i:
/// every decrement of the learning rate takes loss off, the more the further training has gone since. Luo et al. 2025 (arXiv:2503.12811), whose S_1 + S_W is S: the sums begin with
/// the first step of the warm-up, and so does that over k, from a rate of zero, as in the authors' code. Rates as they are, L in nats a token.
/// </summary>
/// <remarks>The sum over thousands of steps becomes one over the nodes of <see cref="DecrementNodes"/>, worked out once a fit; the law is an ordinary expression of these, with exact derivatives.</remarks>
internal readonly struct MultiPowerLaw : ILaw
{
    private const string Name = "Multi-Power";

    /// <summary>Weight, ln η and S_k of each node.</summary>
    private const int PerNode = 3;

    /// <summary>So many nodes suffice for the shapes in use, to 1e-6 of loss.</summary>
    private const int UsualNodes = 64;

    public static ScalingLaw Law { get; } = With(UsualNodes);

    /// <summary>The law with so many nodes a row.</summary>
    public static ScalingLaw With(int nodes) => ScalingLaw.Written(
        Name,
        default(MultiPowerLaw),
        [
            new LawParameter { Name = "L0", Symbol = "L0", Kind = ParameterKind.Floor, Meaning = "loss after endless training at a rate that falls to zero" },
            new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size of the progress term, at a sum of rates of 1" },
            new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on the sum of rates", LowestStart = 0.1, HighestStart = 1.5, Lowest = 0 },
            new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "loss that a decrement of the rate by one takes off in the end" },
            new LawParameter { Name = "C", Symbol = "C", Kind = ParameterKind.Multiplier, Meaning = "how soon a decrement takes effect", LowestStart = 0.05, HighestStart = 50 },
            new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "how fast the effect of a decrement comes to its end", LowestStart = 0.2, HighestStart = 1.2, Lowest = 0 },
            new LawParameter { Name = "gamma", Symbol = "γ", Kind = ParameterKind.Exponent, Meaning = "how much sooner a decrement takes effect at a low rate", LowestStart = 0.2, HighestStart = 1 },
        ],
        [Variable.Step],
        "Luo et al. 2025, arXiv:2503.12811",
        "L = L0 + A·S^-α - B·Σ_k (η_(k-1) - η_k)·(1 - (1 + C·η_k^-γ·S_k)^-β),  S = Σ_(i≤t) η_i,  S_k = Σ_(k≤i≤t) η_i",
        new LawInputs(Symbols(nodes), [true, .. new bool[PerNode * nodes]], runs => ScheduledRuns.Columns(Name, runs, 1 + (PerNode * nodes), schedule => Nodes(schedule, nodes))),
        ["L0", "A·S^-α", "B·Σ_k"]);

    public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        T sum = 0;
        for (int k = 1; k < x.Length; k += PerNode)
        {
            T reach = p[4] * T.Exp(-p[6] * x[k + 1]) * x[k + 2];
            sum += x[k] * (1 - T.Pow(1 + reach, -p[5]));
        }

        return p[0] + (p[1] * T.Pow(x[0], -p[2])) - (p[3] * sum);
    }

    private static ScheduleInputs Nodes(LearningRateSchedule schedule, int count)
    {
        var nodes = new DecrementNodes(schedule, count);
        return (step, into) =>
        {
            into[0] = schedule.SumTo(step);
            if (!nodes.TryAt(step)) return $"its rate changes too often or too unevenly for {count.ToString(CultureInfo.InvariantCulture)} nodes; ask for more by {nameof(ScalingLaw)}.{nameof(ScalingLaw.MultiPowerWith)}";
            for (int k = 0; k < count; k++)
            {
                int place = 1 + (PerNode * k);
                (into[place], into[place + 1], into[place + 2]) = (nodes.Weights[k], nodes.LogRates[k], nodes.Sums[k]);
            }

            return null;
        };
    }

    private static string[] Symbols(int nodes) => ["S", .. Enumerable.Range(1, nodes).SelectMany(k => new[] { $"w{k}", $"ln η{k}", $"S{k}" })];
}
