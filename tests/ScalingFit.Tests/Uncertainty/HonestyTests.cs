using ScalingFit.Numerics;

namespace ScalingFit.Tests.Uncertainty;

/// <summary>
/// Tables of a known law whose design hides part of it. What is said of such a table must hold the truth, or not be said; and the design's fault must be named.
/// </summary>
public sealed class HonestyTests
{
    private const int Tables = 20;

    private const double Budget = 1e23;

    /// <summary>Of 20 intervals at 95 % more than four miss with probability 0.0026. The tables are always the same, so that a test fails for a change and not by luck.</summary>
    private const int MostMisses = 4;

    private static readonly FittedLaw Unequal = Law(1.8, 480, 0.35, 2100, 0.37);

    public static TheoryData<string> Objectives => new(All.Keys);

    private static Dictionary<string, Objective> All { get; } = new[] { Objective.Default, Objective.LogLeastSquares }.ToDictionary(o => o.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Equal_exponents_need_no_finding_and_the_interval_of_the_ratio_holds_the_truth(string objective)
    {
        FittedLaw truth = Law(1.8, 480, 0.35, 2100, 0.35);
        Outcome outcome = Try(objective, truth, _ => Grid(5e7, 1.6e10, 1e9, 1.6e11));
        outcome.Usable.Should().Be(Tables);
        outcome.RatioIntervals.Should().Be(Tables);
        outcome.ShouldHoldTheTruth();
        outcome.Codes.Should().NotContainKeys("SF2002", "SF2004", "SF2005", "SF3002", "SF3005", "SF3006");
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Data_in_proportion_to_size_withhold_everything_and_are_named(string objective)
    {
        // Five, for resamples that determine nothing take their time.
        Outcome outcome = Try(objective, Unequal, _ => Ray(30, n => 20 * n), tables: 5);
        outcome.Usable.Should().Be(0);
        outcome.RatioIntervals.Should().Be(0);
        outcome.LossIntervals.Should().Be(0);
        outcome.Errors.Should().Contain("SF2004", 5);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Data_all_but_in_proportion_make_a_fit_unusable_and_less_so_a_warning_with_wide_intervals(string objective)
    {
        // Within a tenth of the ray, and within a factor of two: D/N then spans a factor of 1.2, and of four.
        Outcome close = Try(objective, Unequal, table => Ray(30, n => 20 * n * Math.Exp(Jitter(table, n, 0.1))));
        close.Usable.Should().Be(0);
        close.Errors.Should().Contain("SF2004", Tables);
        Outcome loose = Try(objective, Unequal, table => Ray(30, n => 20 * n * Math.Exp(Jitter(table, n, 0.7))));
        loose.Usable.Should().Be(Tables);
        loose.Codes.Should().Contain("SF2004", Tables);
        loose.RatioIntervals.Should().Be(Tables);
        loose.ShouldHoldTheTruth();
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Six_runs_have_their_intervals_withheld_for_their_number(string objective)
    {
        (double, double)[] six = [(1e8, 2e9), (1.6e9, 2e9), (4e8, 8e9), (1e8, 3.2e10), (1.6e9, 3.2e10), (4e8, 2e9)];
        Outcome outcome = Try(objective, Unequal, _ => six);
        outcome.RatioIntervals.Should().Be(0);
        outcome.LossIntervals.Should().Be(0);
        outcome.Codes.Should().Contain("SF2002", Tables);
        outcome.Codes.Should().Contain("SF4003", Tables);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Less_than_a_decade_of_sizes_is_named_and_the_intervals_hold_the_truth(string objective)
    {
        Outcome outcome = Try(objective, Unequal, _ => Grid(1e8, 8e8, 1e9, 1.6e11));
        outcome.Codes.Should().Contain("SF2005", Tables);
        outcome.RatioIntervals.Should().Be(Tables);
        outcome.ShouldHoldTheTruth();
    }

    // Sizes and data over a factor of five: whatever E is, the other parameters follow.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_floor_that_the_runs_do_not_determine_is_named_and_its_interval_holds_it_or_is_withheld(string objective)
    {
        Outcome outcome = Try(objective, Unequal, _ => Grid(5e7, 2.5e8, 1e9, 5e9), scatter: 0.01);
        outcome.Codes.Should().Contain("SF2005", Tables);
        outcome.WithAny("SF3001", "SF3002", "SF3005", "SF3006", "SF3007").Should().Be(Tables, outcome.Listed);
        outcome.ShouldHoldTheTruth();
    }

    /// <summary>Fits and resamples 20 tables, and counts what is said of them and what of that is wrong.</summary>
    private static Outcome Try(string objective, FittedLaw truth, Func<int, IEnumerable<(double Size, double Amount)>> design, double scatter = 0.003, int tables = Tables)
    {
        var outcome = new Outcome();
        for (int table = 1; table <= tables; table++)
        {
            var random = new RandomStream(table, 0);
            var runs = new List<TrainingRun>();
            foreach ((double size, double amount) in design(table))
            {
                runs.Add(new TrainingRun { Parameters = size, Tokens = amount, Loss = truth.Predict(size, amount) * Math.Exp(scatter * Synthetic.Normal(ref random)) });
            }

            LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), All[objective]);
            outcome.Count(fit, fit.Bootstrap(300, seed: 1), truth);
        }

        return outcome;
    }

    private static IEnumerable<(double Size, double Amount)> Grid(double smallest, double largest, double least, double most) =>
        Between(smallest, largest, 6).SelectMany(n => Between(least, most, 6).Select(d => (n, d)));

    private static IEnumerable<(double Size, double Amount)> Ray(int count, Func<double, double> tokens) => Between(5e7, 1.6e10, count).Select(n => (n, tokens(n)));

    private static double Jitter(int table, double size, double most) => most * ((2 * new RandomStream(table, (long)size).NextDouble()) - 1);

    private static IEnumerable<double> Between(double from, double to, int count) => Enumerable.Range(0, count).Select(i => from * Math.Pow(to / from, i / (count - 1.0)));

    private static FittedLaw Law(double e, double a, double alpha, double b, double beta) =>
        ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = e, ["A"] = a, ["alpha"] = alpha, ["B"] = b, ["beta"] = beta });

    private sealed class Outcome
    {
        private readonly List<string[]> _found = [];

        private int _ratioMisses;
        private int _lossMisses;
        private int _floorMisses;

        public int Usable { get; private set; }

        public int RatioIntervals { get; private set; }

        public int LossIntervals { get; private set; }

        /// <summary>How many tables have a finding of this code that is no information.</summary>
        public Dictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, int> Errors { get; } = new(StringComparer.Ordinal);

        public string Listed => string.Join(' ', Codes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")) + "; " + string.Join(" | ", _found.Select(f => string.Join(' ', f)));

        public void Count(LawFit fit, Bootstrap bootstrap, FittedLaw truth)
        {
            Finding[] found = [.. fit.Findings.Where(f => f.Severity != Severity.Information)];
            _found.Add([.. found.Select(f => f.Code)]);
            foreach (Finding finding in found)
            {
                Codes[finding.Code] = Codes.GetValueOrDefault(finding.Code) + 1;
                if (finding.Severity == Severity.Error) Errors[finding.Code] = Errors.GetValueOrDefault(finding.Code) + 1;
            }

            // What an unusable fit says nobody is to read, but for its predictions, which know by themselves.
            Prediction prediction = bootstrap.Predict(1e9, 2e10);
            if (prediction.Curve is { } curve)
            {
                LossIntervals++;
                _lossMisses += curve.Contains(truth.Predict(1e9, 2e10)) ? 0 : 1;
            }

            if (!fit.IsUsable) return;
            Usable++;
            if (!bootstrap.IsUsable) return;
            _floorMisses += bootstrap.Interval("E").Contains(truth["E"]) ? 0 : 1;
            if (fit.Fitted["alpha"] <= 0 || fit.Fitted["beta"] <= 0 || bootstrap.Allocate(Budget).TokensPerParameterInterval is not { } ratio) return;
            RatioIntervals++;
            _ratioMisses += ratio.Contains(truth.Allocate(Budget).TokensPerParameter) ? 0 : 1;
        }

        public int WithAny(params string[] codes) => _found.Count(f => f.Intersect(codes, StringComparer.Ordinal).Any());

        public void ShouldHoldTheTruth()
        {
            _ratioMisses.Should().BeLessThanOrEqualTo(MostMisses);
            _lossMisses.Should().BeLessThanOrEqualTo(MostMisses);
            _floorMisses.Should().BeLessThanOrEqualTo(MostMisses);
        }
    }
}
