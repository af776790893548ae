using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;
using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// RegMix (Liu et al. 2024, arXiv:2407.01492): laws of the mixture fitted to 512 models of a million parameters, judged by the rank correlation of predicted and measured losses of models with 1 million, 60 million and a billion. The paper's
/// linear regression has 90.08, 89.26 and 88.01 per cent for the loss on Pile-CC.
/// </summary>
public sealed class RegMixTests
{
    private static readonly string[] Tests = ["test_1m", "test_60m", "test_1b"];

    private static readonly MixtureDomains Domains = MixtureDomains.Of(
        "arxiv", "freelaw", "nih_exporter", "pubmed_central", "wikipedia_en", "dm_mathematics", "github", "philpapers", "stackexchange", "enron_emails", "gutenberg_pg_19", "pile_cc", "ubuntu_irc", "europarl", "hackernews",
        "pubmed_abstracts", "uspto_backgrounds");

    public static TheoryData<string> Losses =>
    [
        "arxiv", "freelaw", "pubmed_central", "wikipedia_en", "dm_mathematics", "github", "stackexchange", "gutenberg_pg_19", "pile_cc", "ubuntu_irc", "hackernews", "pubmed_abstracts", "uspto_backgrounds",
    ];

    [Fact]
    public void The_linear_law_is_the_regression_and_comes_within_a_fifth_of_a_per_cent_of_the_published_rank_correlations()
    {
        RunSet train = Read("train_1m", "pile_cc");
        LawFit fit = ScalingLaw.LinearMixture(Domains).Fit(train, Objective.LeastSquares);
        fit.Certificate.IsMinimum.Should().BeTrue();
        double[] regression = MultipleRegression.QR(Shares(train), [.. train.Select(r => r.Loss)]);
        for (int j = 0; j < regression.Length; j++) fit.Fitted.Values[j].Should().BeApproximately(regression[j], 1e-8 * Math.Abs(regression[j]));

        double[] published = [0.9008, 0.8926, 0.8801];
        double[] found = [.. Tests.Select(t => Rank(fit.Fitted, Read(t, "pile_cc")))];
        for (int t = 0; t < 3; t++) found[t].Should().BeApproximately(published[t], 0.002, Tests[t]);
        found[0].Should().BeApproximately(0.9016, 5e-5);
        found[1].Should().BeApproximately(0.8924, 5e-5);
        found[2].Should().BeApproximately(0.8786, 5e-5);
    }

    [Fact]
    public void With_an_intercept_which_rounded_shares_make_room_for_the_regression_has_the_rank_correlations_recorded_with_the_data()
    {
        RunSet train = Read("train_1m", "pile_cc");
        double[] regression = MultipleRegression.QR(Shares(train), [.. train.Select(r => r.Loss)], intercept: true);
        double[] recorded = [0.9021, 0.8933, 0.8766];
        for (int t = 0; t < 3; t++)
        {
            RunSet test = Read(Tests[t], "pile_cc");
            double[] predicted = [.. Shares(test).Select(s => regression[0] + s.Zip(regression.Skip(1)).Sum(p => p.First * p.Second))];
            Correlation.Spearman(predicted, test.Select(r => r.Loss)).Should().BeApproximately(recorded[t], 5e-5, Tests[t]);
        }
    }

    [Fact]
    public void The_exponential_law_ranks_mixtures_better_than_the_line_at_every_size()
    {
        RunSet train = Read("train_1m", "pile_cc");
        LawFit line = ScalingLaw.LinearMixture(Domains).Fit(train, Objective.LeastSquares);
        LawFit exponential = ScalingLaw.ExponentialMixing(Domains).Fit(train, Objective.LeastSquares);
        exponential.Certificate.IsMinimum.Should().BeTrue();
        exponential.Certificate.Objective.Should().BeLessThan(0.5 * line.Certificate.Objective);
        double[] expected = [0.9658, 0.9602, 0.9878];
        for (int t = 0; t < 3; t++)
        {
            RunSet test = Read(Tests[t], "pile_cc");
            double rank = Rank(exponential.Fitted, test);
            rank.Should().BeGreaterThan(Rank(line.Fitted, test) + 0.05, Tests[t]).And.BeApproximately(expected[t], 5e-5, Tests[t]);
        }

        // Below some measured losses: the law bends less than the runs do where Pile-CC is most of the mixture.
        exponential["c"].Value.Should().BeGreaterThan(train.Min(r => r.Loss));
        exponential.Findings.Should().Contain(f => f.Code == "SF3006");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void On_every_loss_all_starts_of_the_exponential_law_find_one_minimum_that_ranks_mixtures_better_than_the_line(string loss)
    {
        RunSet train = Read("train_1m", loss);
        LawFit fit = ScalingLaw.ExponentialMixing(Domains).Fit(train, Objective.LeastSquares);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
        LawFit line = ScalingLaw.LinearMixture(Domains).Fit(train, Objective.LeastSquares);
        foreach (string test in Tests)
        {
            RunSet runs = Read(test, loss);
            Rank(fit.Fitted, runs).Should().BeGreaterThan(Rank(line.Fitted, runs), test);
        }
    }

    [Fact]
    public void Rounded_shares_make_the_choice_of_the_last_domain_count_by_two_per_cent_of_the_objective_at_worst()
    {
        // Put last, the domain whose own loss it is depends on the rounding most.
        var other = MixtureDomains.Of(Domains.Names.Where(n => !string.Equals(n, "pile_cc", StringComparison.Ordinal)).Append("pile_cc"));
        RunSet train = Read("train_1m", "uspto_backgrounds");
        double last = ScalingLaw.ExponentialMixing(Domains).Fit(train, Objective.LeastSquares).Certificate.Objective;
        double inside = ScalingLaw.ExponentialMixing(other).Fit(train, Objective.LeastSquares).Certificate.Objective;
        (last / inside).Should().BeApproximately(1.0214, 5e-4);
    }

    [Fact]
    public void Unconstrained_optima_are_corners_of_which_the_lines_was_never_trained_near()
    {
        RunSet train = Read("train_1m", "pile_cc");
        OptimalMixture line = ScalingLaw.LinearMixture(Domains).Fit(train, Objective.LeastSquares).OptimalMixture(Domains);
        line["enron_emails"].Should().Be(1);
        line.Findings.Should().ContainSingle(f => f.Code == "SF5002");
        OptimalMixture exponential = ScalingLaw.ExponentialMixing(Domains).Fit(train, Objective.LeastSquares).OptimalMixture(Domains);
        exponential["pile_cc"].Should().Be(1);
        exponential.IsConvex.Should().BeTrue();
    }

    private static RunSet Read(string table, string loss) => RunFile.Read(
        Path.Combine(AppContext.BaseDirectory, "data", "regmix", table + ".csv"), new RunFileOptions { Loss = "loss_" + loss, Values = Domains.Columns(d => "proportion_" + d) });

    private static double[][] Shares(RunSet runs) => [.. runs.Select(r => Domains.Variables.Select(v => r.Values[v.Symbol]).ToArray())];

    private static double Rank(FittedLaw law, RunSet test) => Correlation.Spearman(test.Select(law.Predict), test.Select(r => r.Loss));
}
