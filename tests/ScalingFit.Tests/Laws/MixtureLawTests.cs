namespace ScalingFit.Tests.Laws;

/// <summary>Laws of mixtures: what they ask of runs, and what of their parameters can be told.</summary>
public sealed class MixtureLawTests
{
    private static readonly MixtureDomains Domains = MixtureDomains.Of("web", "code", "books");

    [Fact]
    public void Rows_off_the_simplex_are_listed_with_their_sums()
    {
        RunSet runs = Runs([0.5, 0.3, 0.2], [0.5, 0.3, 0.18], [0.6, 0.3, 0.2]);
        Action fit = () => ScalingLaw.LinearMixture(Domains).Fit(runs);
        RunDataException thrown = fit.Should().Throw<RunDataException>().WithMessage("*web, code, books*do not add up to 1*").Which;
        thrown.Problems.Select(p => (p.Row, p.Value)).Should().Equal((2, "0.98"), (3, "1.1"));
    }

    [Fact]
    public void Shares_rounded_to_three_digits_pass()
    {
        RunSet runs = Runs([0.5, 0.3, 0.196], [0.5, 0.303, 0.2], [0.5, 0.3, 0.21], [0.4, 0.3, 0.3]);
        Domains.Invoking(d => d.EnsureMixtures(runs)).Should().NotThrow();
        ScalingLaw.LinearMixture(Domains).Fit(runs, Objective.LeastSquares).Runs.Count.Should().Be(4);
    }

    [Fact]
    public void Predictions_are_held_to_the_simplex_as_fits_are()
    {
        FittedLaw law = Linear(2, 3, 4);
        law.Predict(("r_web", 0.5), ("r_code", 0.25), ("r_books", 0.25)).Should().BeApproximately(2.75, 1e-12);
        law.Predict(new TrainingRun { Loss = 1, Values = Domains.Values(0.5, 0.25, 0.25) }).Should().BeApproximately(2.75, 1e-12);
        law.Invoking(l => l.Predict(("r_web", 0.5), ("r_code", 0.5), ("r_books", 0.5))).Should().Throw<RunDataException>().WithMessage("*1.5*not 1 within 0.01*");
        law.Invoking(l => l.Predict(new TrainingRun { Loss = 1, Values = Domains.Values(0.5, 0.2, 0.2) })).Should().Throw<RunDataException>().WithMessage("*0.9*");
    }

    [Fact]
    public void A_negative_share_and_a_missing_domain_are_named()
    {
        Action negative = () => Runs([1.2, -0.2, 0]);
        negative.Should().Throw<RunDataException>().WithMessage("*r_code = -0.2: negative*");
        RunSet lacking = RunSet.Create([new TrainingRun { Loss = 3, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["r_web"] = 0.6, ["r_code"] = 0.4 } }]);
        lacking.Invoking(r => Domains.EnsureMixtures(r)).Should().Throw<ArgumentException>().WithMessage("*no value of r_books (share of books)*");
        RunSet beyond = RunSet.Create([new TrainingRun { Loss = 3, Tokens = 1e9, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["r_web"] = 1.2 } }]);
        FittedLaw bimix = LawExampleOfBiMix();
        bimix.Invoking(l => l.Predict(beyond[0])).Should().Throw<RunDataException>().WithMessage("*r_web = 1.2*");
        bimix.Invoking(l => l.Predict(("r_web", 0), ("D", 1e9))).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*r_web*");
    }

    [Fact]
    public void Domains_are_two_or_more_each_once()
    {
        ((Action)(() => MixtureDomains.Of("web"))).Should().Throw<ArgumentException>().WithMessage("*two domains*");
        ((Action)(() => MixtureDomains.Of("web", "web"))).Should().Throw<ArgumentException>().WithMessage("*web is declared twice*");
        ((Action)(() => Domains.Values(0.5, 0.5))).Should().Throw<ArgumentException>().WithMessage("*2 shares are given of 3 domains*");
        ((Action)(() => Domains.IndexOf("wiki"))).Should().Throw<ArgumentException>().WithMessage("*no domain \"wiki\"; it has web, code, books*");
    }

    [Fact]
    public void Which_domain_comes_last_changes_the_parameters_and_no_prediction()
    {
        var other = MixtureDomains.Of("books", "web", "code");
        var random = new Random(5);
        RunSet runs = RunSet.Create(Enumerable.Range(0, 40).Select(_ =>
        {
            double[] s = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            double sum = s.Sum();
            (double web, double code) = (s[0] / sum, s[1] / sum);
            return new TrainingRun { Values = Domains.Values(web, code, 1 - web - code), Loss = 2 + (1.5 * Math.Exp((-1.7 * web) + (0.6 * code))) + (0.01 * random.NextDouble()) };
        }));
        LawFit first = ScalingLaw.ExponentialMixing(Domains).Fit(runs, Objective.LeastSquares);
        LawFit second = ScalingLaw.ExponentialMixing(other).Fit(runs, Objective.LeastSquares);
        first.Certificate.IsMinimum.Should().BeTrue();
        second.Certificate.Objective.Should().BeApproximately(first.Certificate.Objective, 1e-9 * first.Certificate.Objective);
        (second["t_web"].Value - second["t_books"].Value).Should().BeApproximately(first["t_web"].Value, 1e-6);
        second["c"].Value.Should().BeApproximately(first["c"].Value, 1e-6);
    }

    [Fact]
    public void A_domain_that_is_always_rare_does_not_make_a_law_undetermined()
    {
        // The slope of a share below a ten-thousandth is in another unit than that of one that goes up to 1, and as well determined by losses that are as sensitive to it.
        FittedLaw truth = ScalingLaw.ExponentialMixing(Domains).WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["c"] = 2, ["k"] = 1.5, ["t_web"] = -1.5, ["t_code"] = -9000 });
        RunSet runs = RunSet.Create(Enumerable.Range(0, 60).Select(i =>
        {
            (double web, double code) = ((i % 10) / 10.0, 1e-4 * (i / 10) / 6);
            var run = new TrainingRun { Loss = 1, Values = Domains.Values(web, code, 1 - web - code) };
            return run with { Loss = truth.Predict(run) + (0.01 * Math.Sin(7 * i)) };
        }));
        LawFit fit = ScalingLaw.ExponentialMixing(Domains).Fit(runs, Objective.LeastSquares);
        fit["t_code"].Value.Should().BeInRange(-11000, -7000);
        fit.Certificate.ConditionNumber.Should().BeLessThan(1e5);
        fit.Certificate.IsMinimum.Should().BeTrue();
    }

    [Fact]
    public void Two_domains_in_one_proportion_cannot_be_told_apart_and_the_fit_says_so()
    {
        RunSet runs = RunSet.Create(Enumerable.Range(0, 30).Select(i =>
        {
            double both = 0.03 * i;
            return new TrainingRun { Values = Domains.Values(both / 3, 2 * both / 3, 1 - both), Loss = 2 + (1.5 * Math.Exp(-1.2 * both)) + (0.01 * Math.Sin(7 * i)) };
        }));
        LawFit fit = ScalingLaw.ExponentialMixing(Domains).Fit(runs, Objective.LeastSquares);
        fit.Certificate.IsMinimum.Should().BeFalse();
        fit.Findings.Should().Contain(f => f.Code == "SF3005" && f.Severity == Severity.Error);
    }

    [Fact]
    public void Twenty_four_domains_are_given_back_and_all_starts_agree()
    {
        var many = MixtureDomains.Of(Enumerable.Range(0, 24).Select(j => "d" + j.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var random = new Random(11);
        double[] slopes = [.. Enumerable.Range(0, 23).Select(_ => (4 * random.NextDouble()) - 2.5)];
        RunSet runs = RunSet.Create(Enumerable.Range(0, 300).Select(_ =>
        {
            double[] draws = [.. Enumerable.Range(0, 24).Select(_ => Math.Pow(random.NextDouble(), 6))];
            double[] shares = [.. draws.Select(d => d / draws.Sum())];
            return new TrainingRun { Values = many.Values(shares), Loss = 2.2 + (1.3 * Math.Exp(slopes.Zip(shares).Sum(p => p.First * p.Second))) };
        }));
        LawFit fit = ScalingLaw.ExponentialMixing(many).Fit(runs);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
        fit["c"].Value.Should().BeApproximately(2.2, 1e-6);
        for (int j = 0; j < slopes.Length; j++) fit.Fitted.Values[2 + j].Should().BeApproximately(slopes[j], 1e-5);
    }

    [Fact]
    public void Shares_of_two_domains_are_not_called_collinear()
    {
        var two = MixtureDomains.Of("web", "code");
        RunSet runs = RunSet.Create(Enumerable.Range(0, 12).Select(i => new TrainingRun { Values = two.Values(0.4 + (0.02 * i), 0.6 - (0.02 * i)), Loss = 3 - (0.1 * i) + (0.01 * (i % 3)) }));
        ScalingLaw.LinearMixture(two).Fit(runs, Objective.LeastSquares).Findings.Should().NotContain(f => f.Code == "SF2004");
    }

    [Fact]
    public void The_linear_mixture_is_the_regression_of_the_normal_equations()
    {
        RunSet runs = Runs([0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6], [0.7, 0.1, 0.2], [0.3, 0.4, 0.3]);
        LawFit fit = ScalingLaw.LinearMixture(Domains).Fit(runs, Objective.LeastSquares);
        fit.Certificate.IsMinimum.Should().BeTrue();
        foreach (Variable share in Domains.Variables) fit.Residuals.Zip(runs.Column(share)).Sum(p => p.First * p.Second).Should().BeApproximately(0, 1e-9, "residuals of least squares are orthogonal to {0}", share.Symbol);
    }

    private static FittedLaw Linear(double web, double code, double books) =>
        ScalingLaw.LinearMixture(Domains).WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["b_web"] = web, ["b_code"] = code, ["b_books"] = books });

    private static FittedLaw LawExampleOfBiMix() =>
        ScalingLaw.BiMix("web").WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["B"] = 310, ["beta"] = 0.27, ["C"] = 1.8, ["alpha"] = 0.065 });

    private static RunSet Runs(params double[][] shares) => RunSet.Create(shares.Select((s, i) => new TrainingRun { Values = Domains.Values(s), Loss = 3 + (0.1 * ((i * 7) % 5)) }));
}
