using System.Text.Json;
using ScalingFit.Data;
using ScalingFit.Tests.Approval;

namespace ScalingFit.Tests.Summaries;

public sealed class SummaryTests
{
    [Fact]
    public void Chinchillas_summary_reads_as_approved()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Approved.ShouldMatch(fit.Summary(new SummaryOptions { Flops = 5.76e23 }).ToString(), "Summaries/Chinchilla.approved.txt");
    }

    [Fact]
    public void The_summary_of_least_absolute_deviations_reads_as_approved()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations);
        Approved.ShouldMatch(fit.Summary().ToString(), "Summaries/LeastAbsoluteDeviations.approved.txt");
    }

    [Fact]
    public void The_summary_of_a_fit_that_may_not_be_used_reads_as_approved_and_withholds_what_is_not_valid()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Take(29).Select(r => r with { Parameters = 1e9, Flops = null }));
        Summary summary = ScalingLaw.Chinchilla.Fit(runs).Summary();
        summary.Bootstrap.Should().BeNull();
        summary.Decision.Should().BeNull();
        Approved.ShouldMatch(summary.ToString(), "Summaries/NotUsable.approved.txt");
    }

    [Fact]
    public void Resamples_of_another_fit_are_refused()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap other = ScalingLaw.Chinchilla.Fit(Datasets.Chinchilla).Bootstrap(10);
        Action sum = () => fit.Summary(new SummaryOptions { Bootstrap = other });
        sum.Should().Throw<ArgumentException>().WithMessage("*another fit*");
    }

    [Fact]
    public void A_back_test_of_another_fit_is_refused()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        BackTest other = ScalingLaw.Chinchilla.Fit(Datasets.Chinchilla).BackTest(options: new BackTestOptions { Cutoffs = 1, Resamples = 0 });
        Action sum = () => fit.Summary(new SummaryOptions { BackTest = other });
        sum.Should().Throw<ArgumentException>().WithMessage("*another fit*");
    }

    [Fact]
    public void The_Markdown_and_the_JSON_read_as_approved()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Summary summary = fit.Summary(new SummaryOptions { Flops = 5.76e23 });
        Approved.ShouldMatch(summary.ToMarkdown(), "Summaries/ChinchillaMarkdown.approved.txt");
        using JsonDocument json = JsonDocument.Parse(summary.ToJson());
        Approved.ShouldMatch(Outline(json.RootElement, ""), "Summaries/ChinchillaJson.approved.txt");
        json.RootElement.GetProperty("parameters")[2].GetProperty("estimate").GetDouble().Should().Be(fit["alpha"].Value, "every digit is kept");
        json.RootElement.GetProperty("dataHash").GetString().Should().Be(fit.Runs.DataHash);
    }

    [Fact]
    public void What_is_withheld_is_null_in_the_JSON_and_never_a_number()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Take(29).Select(r => r with { Parameters = 1e9, Flops = null }));
        using JsonDocument json = JsonDocument.Parse(ScalingLaw.Chinchilla.Fit(runs).Summary().ToJson());
        json.RootElement.GetProperty("usable").GetBoolean().Should().BeFalse();
        json.RootElement.GetProperty("decision").ValueKind.Should().Be(JsonValueKind.Null);
        json.RootElement.GetProperty("seed").ValueKind.Should().Be(JsonValueKind.Null);
        json.RootElement.GetProperty("parameters").EnumerateArray().Should().OnlyContain(p => p.GetProperty("standardError").ValueKind == JsonValueKind.Null && p.GetProperty("interval").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void A_parameter_at_its_bound_and_a_law_that_is_held_have_no_scatter_to_print()
    {
        string bounded = ScalingLaw.Chinchilla.Within("E", 1.9, 2.2).Fit(Datasets.ChinchillaWithoutOutliers).Summary(new SummaryOptions { MakesBackTest = false }).ToString();
        bounded.Should().MatchRegex("E +1.900 +at bound +at bound +-").And.Contain("as if it held");
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37);
        Summary summary = held.Fit(Datasets.ChinchillaWithoutOutliers).Summary(new SummaryOptions { MakesBackTest = false });
        summary.ToString().Should().Contain("Nothing was fitted").And.MatchRegex("loss +[0-9.]+ +withheld");
        summary.Decision!.LossInterval.Should().BeNull();
    }

    [Fact]
    public void A_law_of_a_variable_of_my_own_has_a_page_without_a_decision()
    {
        var x = Variable.Of("X");
        RunSet runs = RunSet.Create(Enumerable.Range(1, 40).Select(i => new TrainingRun { Loss = 1.5 + (2 / Math.Pow(i, 0.4)) + (0.001 * Math.Sin(i)), Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["X"] = i } }));
        ScalingLaw law = ScalingLaw.Define(
            "one power",
            new OnePower(),
            [
                new LawParameter { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "floor" },
                new LawParameter { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size" },
                new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate" },
            ],
            [x]);
        Summary summary = law.Fit(runs).Summary();
        summary.Decision.Should().BeNull();
        summary.ToJson().Should().Contain("\"decision\": null");
    }

    [Fact]
    public void Names_of_runs_cannot_break_the_Markdown()
    {
        TrainingRun[] rows = [.. Synthetic.Grid(scatter: 0.004, seed: 5).Select((r, i) => r with { Name = $"a|b*{i}<x>" })];
        string markdown = ScalingLaw.Chinchilla.Fit(RunSet.Create(rows)).Summary(new SummaryOptions { MakesBackTest = false }).ToMarkdown();
        markdown.Should().Contain("a\\|b\\*").And.Contain("not asked for");
    }

    [Fact]
    public void What_N_and_C_count_is_said_where_it_is_not_the_usual()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers, new RunConventions { Counting = ParameterCounting.WithHead, FlopCounting = FlopCounting.PorianAttention });
        string page = ScalingLaw.Chinchilla.With("E", 1.8).Fit(runs).Summary().ToString();
        string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().Contain("N counts parameters with the output head, C = 6·N·D, C counted as by Porian et al. with attention");
    }

    [Fact]
    public void A_held_parameter_is_given_and_few_runs_say_why_there_is_no_back_test()
    {
        RunSet nine = RunSet.Create(Synthetic.Grid(scatter: 0.004, seed: 5).Where((_, i) => i % 4 == 0).Take(8));
        string page = ScalingLaw.Chinchilla.Fit(nine).Summary().ToString();
        page.Should().Contain("Back-test  not possible.");
        ScalingLaw.Chinchilla.With("E", 1.8).Fit(Datasets.ChinchillaWithoutOutliers).Summary().ToString().Should().MatchRegex("E +1.800 +held +held +given");
    }

    /// <summary>Every member with its kind, and values where these are words, whole numbers or truths: digits of a fit differ between processors.</summary>
    private static string Outline(JsonElement element, string path)
    {
        bool differs = path is ".certificate.relativeDecrement" or ".certificate.evaluations" or ".version";
        return element.ValueKind switch
        {
            JsonValueKind.Object => string.Concat(element.EnumerateObject().Select(p => Outline(p.Value, $"{path}.{p.Name}"))),
            JsonValueKind.Array => string.Concat(element.EnumerateArray().Select((e, i) => Outline(e, $"{path}[{i}]"))),
            _ when differs => $"{path}: {element.ValueKind}\n",
            JsonValueKind.Number => element.TryGetInt32(out int whole) ? $"{path}: {whole}\n" : $"{path}: {element.GetDouble().ToString("G3", System.Globalization.CultureInfo.InvariantCulture)}\n",
            _ => $"{path}: {element}\n",
        };
    }

    private readonly struct OnePower : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
            where T : struct, IScalar<T> => parameters[0] + (parameters[1] * T.Exp(-parameters[2] * T.Log(variables[0])));
    }
}
