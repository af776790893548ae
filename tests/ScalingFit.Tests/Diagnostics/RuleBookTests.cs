using ScalingFit.Data;
using ScalingFit.Diagnostics;

namespace ScalingFit.Tests.Diagnostics;

public sealed class RuleBookTests
{
    private static readonly Lazy<Finding[]> LazyEveryRule = new(FireEveryRule);

    private static readonly Lazy<Finding[]> LazyOfResamples = new(ResampleTheThin);

    /// <summary>One finding of every rule, in the order of the book.</summary>
    private static Finding[] EveryRule => LazyEveryRule.Value;

    /// <summary>The findings that a bootstrap emits by itself, of resamples that show each of them.</summary>
    private static Finding[] OfResamples => LazyOfResamples.Value;

    private static readonly Lazy<Finding[]> LazyOfTrials = new(TryOut);

    /// <summary>What formulas with the curvature at a minimum are withheld for.</summary>
    private static Finding[] OfCurvature =>
    [
        .. new[]
        {
            ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers),
            ScalingLaw.Chinchilla.Within("E", 1.9).Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2)),
            ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 1e9], Made.Amounts), Objective.LogLeastSquares),
            ScalingLaw.Chinchilla.Fit(Made.Few(5), Objective.LogLeastSquares),
        }.SelectMany(fit => fit.Covariance().Findings).DistinctBy(f => f.Code, StringComparer.Ordinal),
    ];

    /// <summary>The findings that back-tests, calibrated predictions and comparisons of laws emit.</summary>
    private static Finding[] OfTrials => LazyOfTrials.Value;

    /// <summary>Every finding there is: of the rules, of resamples, of formulas, of trials and of use.</summary>
    private static IEnumerable<Finding> Everything => EveryRule.Concat(OfResamples).Concat(OfCurvature).Concat(OfTrials).Concat(OfUse);

    /// <summary>The code of an exception, which lists rows where a finding would be too late.</summary>
    private static string Thrown => new RunDataException("Row 1 cannot be used.", [new RunProblem { Row = 1, Column = "loss", Reason = "missing" }]).Code!;

    /// <summary>The codes in the messages of others, of putting together and of comparing what is of different conventions.</summary>
    private static string[] Refused
    {
        get
        {
            RunSet bits = RunSet.Create(Datasets.ChinchillaWithoutOutliers, new RunConventions { LossUnit = LossUnit.BitsPerByte });
            return
            [
                CodeOf(() => RunSet.Combine(Datasets.ChinchillaWithoutOutliers, bits)),
                CodeOf(() => ScalingLaw.Chinchilla.Fit(bits).Bootstrap(2).Of(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Bootstrap(2), (a, b) => a["E"] - b["E"])),
            ];

            static string CodeOf(Action action)
            {
                ArgumentException thrown = action.Should().Throw<ArgumentException>().Which;
                return Path.GetFileNameWithoutExtension(thrown.Message.Split(' ').Single(w => w.StartsWith("docs/rules/", StringComparison.Ordinal)));
            }
        }
    }

    /// <summary>What a prediction and an allocation say of their own reach.</summary>
    private static IEnumerable<Finding> OfUse
    {
        get
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
            return [.. fit.Predict(70e9, 1.4e12).Findings, .. fit.Allocate(5.76e23).Findings, .. OfTwoSteps(fit).Where(f => string.Equals(f.Code, "SF5008", StringComparison.Ordinal)), .. OfMinima()];
        }
    }

    /// <summary>What a forecast in two steps says far below the losses of its second step.</summary>
    private static IEnumerable<Finding> OfTwoSteps(LawFit fit)
    {
        IEnumerable<TrainingRun> errors = fit.Runs.Select((r, i) => new TrainingRun
        {
            Loss = 0.85 - (2 * Math.Exp(-0.75 * r.Loss)) + (0.002 * Math.Sin(7 * i)), Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["loss"] = r.Loss },
        });
        LawFit second = ScalingLaw.LossToError.Fit(RunSet.Create(errors, new RunConventions { LossUnit = LossUnit.Other }), Objective.LeastSquares);
        return fit.Then(second, resamples: 20).Predict(70e9, 1.4e12).Findings;
    }

    /// <summary>What minima of equal compute say where sizes drift off the best: one budget has it beyond its sizes.</summary>
    private static IEnumerable<Finding> OfMinima()
    {
        FittedLaw law = Published.Hoffmann2022;
        double[] centres = [1, 2, 4, 40];
        IEnumerable<TrainingRun> runs = centres.SelectMany((centre, b) => Enumerable.Range(-4, 9).Select(k => centre * Math.Pow(1.6, k)).Select(x =>
        {
            double flops = 1e18 * Math.Pow(10, b);
            double size = x * law.Allocate(flops).Parameters;
            return new TrainingRun { Parameters = size, Flops = flops, Loss = law.Predict(size, flops / (6 * size)) };
        }));
        IsoFlop iso = RunSet.Create(runs).IsoFlop();
        return [.. iso.Findings, .. iso.Bias(law).Findings];
    }

    private static string[] EveryCode => [.. Everything.Select(f => f.Code).Append(Thrown).Concat(Refused).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Pages => Path.Combine(Root(), "docs", "rules");

    [Fact]
    public void Every_code_stands_for_one_rule_and_the_book_is_in_their_order()
    {
        string[] codes = [.. EveryRule.Select(f => f.Code)];
        codes.Should().OnlyHaveUniqueItems();
        codes.Should().Equal(codes.Order(StringComparer.Ordinal));
        codes.Should().OnlyContain(c => c.Length == 6 && c.StartsWith("SF", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_finding_has_a_page_with_its_code_and_severity()
    {
        foreach (Finding finding in Everything)
        {
            string file = Path.Combine(Root(), finding.Page);
            File.Exists(file).Should().BeTrue(finding.Page);
            string[] lines = File.ReadAllLines(file);
            lines[0].Should().StartWith($"# {finding.Code}: ");
            string severity = lines.Single(l => l.StartsWith("Severity: ", StringComparison.Ordinal));
            severity.Should().ContainEquivalentOf(finding.Severity.ToString(), finding.Code);
        }
    }

    [Fact]
    public void Every_page_belongs_to_a_finding_and_the_table_of_rules_links_to_it()
    {
        string[] pages = [.. Directory.GetFiles(Pages, "SF*.md").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];
        pages.Should().Equal(EveryCode);
        string table = File.ReadAllText(Path.Combine(Pages, "README.md"));
        foreach (string page in pages) table.Should().Contain($"[{page}]({page}.md)");
        string[] listed = [.. table.Split('\n').Where(l => l.StartsWith("| [SF", StringComparison.Ordinal)).Select(l => l[3..9])];
        listed.Should().Equal(pages, "the table is in the order of the codes");
    }

    [Fact]
    public void Every_message_is_a_sentence_and_whatever_is_amiss_comes_with_advice()
    {
        foreach (Finding finding in Everything)
        {
            finding.Message.Should().EndWith(".", finding.Code);
            if (finding.Severity != Severity.Information) finding.Advice.Should().NotBeEmpty(finding.Code);
        }
    }

    [Fact]
    public void Resamples_speak_of_too_few_runs_and_of_failed_refits_as_warning_and_as_error()
    {
        OfResamples.Select(f => f.Code).Should().Equal("SF2002", "SF2002", "SF3010", "SF3010");
        OfResamples.Select(f => f.Severity).Should().Equal(Severity.Error, Severity.Error, Severity.Error, Severity.Warning);
    }

    [Fact]
    public void Formulas_with_the_curvature_are_withheld_by_errors()
    {
        OfCurvature.Select(f => f.Code).Should().BeEquivalentTo("SF2002", "SF3003", "SF3005", "SF3008");
        OfCurvature.Should().OnlyContain(f => f.Severity == Severity.Error);
    }

    [Fact]
    public void The_240_Chinchilla_runs_raise_three_points_of_information_and_that_delta_moves_the_decision()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        fit.Findings.Select(f => f.Code).Should().Equal("SF1006", "SF1011", "SF3008", "SF4005");
        fit.Findings.Where(f => f.Severity != Severity.Information).Should().ContainSingle(f => f.Code == "SF4005" && f.Severity == Severity.Warning);
        fit.Runs.Findings.Select(f => f.Code).Should().Equal("SF1006", "SF1011");
        fit.EnsureUsable().Should().BeSameAs(fit);
    }

    [Fact]
    public void Findings_of_a_bad_fit_come_in_the_order_of_their_codes()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts));
        string[] codes = [.. fit.Findings.Select(f => f.Code)];
        codes.Should().HaveCountGreaterThan(2).And.Equal(codes.Order(StringComparer.Ordinal));
    }

    private static Finding[] FireEveryRule()
    {
        // A new rule needs a table or a fit here that it speaks of.
        RunSet[] tables =
        [
            RunSet.Create(Datasets.Chinchilla.Select(r => r with { Loss = Math.Exp(r.Loss), Flops = null })),
            RunSet.Create(Datasets.Chinchilla.Select(r => r with { Parameters = r.Parameters / 1e9, Flops = null })),
            ComputeDriftsTests.Measured(n => 6 * (1 + (3e7 / n))),
            RowsOfOneRunTests.Checkpoints(),
            RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select(r => r with { ScheduleEnded = false })),
            DownsampledLogTests.Curve("sampled", 500),
        ];
        LawFit[] fits =
        [
            ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 1e9], Made.Amounts)),
            ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)),
            ScalingLaw.Chinchilla.Fit(Made.Rays(20)),
            ScalingLaw.Chinchilla.Fit(Made.Few(6)),
            ScalingLaw.Chinchilla.Fit(LackOfFitTests.Repeated(LackOfFitTests.Wall)),
            ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 2e8, 4e8], Made.Amounts)),
            ScalingLaw.Chinchilla.Within("E", 2.5, 3).Fit(Datasets.ChinchillaWithoutOutliers),
            TrendInResidualsTests.Held.Fit(Datasets.ChinchillaWithoutOutliers),
            ScalingLaw.Chinchilla.Within("E", 1.9).Fit(Datasets.ChinchillaWithoutOutliers),
            ScalingLaw.Chinchilla.With("alpha", 40).Fit(Datasets.ChinchillaWithoutOutliers),
            Made.Fit(Made.Certificate(basins: [Made.Basin(0), Made.Basin(0.005)])),
            Made.Fit(Made.Certificate(starts: 21)),
            Made.Fit(Made.Certificate(
                Termination.IterationLimit,
                hessian: [1, 0, 0, -1],
                shares: [new TermShare { Term = "E", Smallest = 0, Largest = 1e-6 }],
                runsInQuadraticZone: 1)),
        ];
        IEnumerable<Finding> ofRuns = RuleBook.OfRuns.Select(rule => First(tables.Select(rule.Check), rule));
        IEnumerable<Finding> ofFits = RuleBook.OfFits.Select(rule => First(fits.Select(rule.Check), rule));
        LawFit[] refitted =
        [
            ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers.Where(r => r.Flops < 2e19, because: "the smallest alone")),
            ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers),
            ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 3, amounts: 4, scatter: 0.01)),
        ];
        IEnumerable<Finding> ofRefits = RuleBook.OfRefits.Select(rule => First(refitted.Select(rule.Check), rule));
        FittedLaw[] laws = [Published.Hoffmann2022];
        IEnumerable<Finding> ofLaws = RuleBook.OfLaws.Select(rule => First(laws.Select(rule.Check), rule));
        return [.. ofRuns, .. ofFits.Concat(ofRefits).Concat(ofLaws).OrderBy(f => f.Code, StringComparer.Ordinal)];
    }

    private static Finding[] ResampleTheThin()
    {
        RunSet oneName = RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select(r => r with { Name = "sweep" }));
        RunSet[] thin = [oneName, Made.Few(6), Made.Ten()];
        var cases = new BootstrapOptions { Resampling = Resampling.Cases };
        return [.. thin.SelectMany(runs => ScalingLaw.Chinchilla.Fit(runs).Bootstrap(options: cases).Findings)];
    }

    private static Finding[] TryOut()
    {
        RunSet grid = Synthetic.Grid(scatter: 0.01, seed: 3);
        BackTest bySize = ScalingLaw.Chinchilla.Fit(grid).BackTest(Variable.Parameters, new BackTestOptions { Resamples = 0 });
        BackTest chinchilla = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).BackTest(options: new BackTestOptions { Resamples = 200 });
        FittedLaw bent = ScalingLaw.Coupled.WithValues(
            new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.6, ["A"] = 5000, ["alpha"] = 0.5, ["B"] = 30000, ["beta"] = 0.52, ["k"] = 0.6 });
        BackTest wrong = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 8, amounts: 7, scatter: 0.001, seed: 1, law: bent)).BackTest(options: new BackTestOptions { Resamples = 0 });
        return [.. grid.CompareLaws(ScalingLaw.Chinchilla, ScalingLaw.Coupled).Findings, .. bySize.Findings, .. chinchilla.Findings, .. wrong.Findings, .. bySize.Fit.Predict(1e9, 2e10, bySize, level: 0.99).Findings];
    }

    private static Finding First(IEnumerable<Finding?> found, object rule) =>
        found.OfType<Finding>().FirstOrDefault() ?? throw new InvalidOperationException($"{rule.GetType().Name} speaks of none of the examples. Add one for it.");

    /// <summary>The root of the repository: the nearest folder above the tests that holds the solution.</summary>
    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ScalingFit.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ScalingFit.sln.");
    }
}
