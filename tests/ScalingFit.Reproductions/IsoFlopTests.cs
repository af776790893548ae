using System.Globalization;
using CsvHelper;
using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>Best sizes of equal compute: Llama 3's data (Dubey et al. 2024, arXiv:2407.21783), Chinchilla's sizes (Hoffmann et al. 2022, approach 2) and the steps from Kaplan's law to Chinchilla's (Porian et al. 2024, arXiv:2406.19146).</summary>
public sealed class IsoFlopTests
{
    private const string Porian = "porian-discrepancies";

    private static readonly IsoFlopOptions Akima = new() { Interpolation = IsoFlopInterpolation.Akima };

    // Parabolas in the logarithm of tokens to the points read off figure 2, a line through their vertices, to all digits (data/llama3-isoflop). The paper prints exponent 0.53, coefficient 0.29 and 16.55 trillion tokens.
    [Fact]
    public void Llama_3s_budget_gets_16_trillion_tokens()
    {
        RunSet runs = RunFile.Read(PathOf("llama3-isoflop", "runs.csv"), new RunFileOptions { Conventions = new RunConventions { LossUnit = LossUnit.Other } });
        IsoFlop iso = runs.IsoFlop(new IsoFlopOptions { Axis = Variable.Tokens });
        iso.Budgets.Should().HaveCount(10).And.OnlyContain(b => b.Status == IsoFlopStatus.Inside);
        ShouldBe(iso.Tokens!.Exponent, 0.5367791270945979, 1e-8);
        ShouldBe(iso.Tokens.Coefficient, 0.2993551447462507, 1e-8);
        ShouldBe(iso.Tokens.At(3.8e25), 1.6102030192194936e13, 1e-8);
        ShouldBe(iso.Parameters!.Exponent, 0.4632208729054091, 1e-8);
        ShouldBe(iso.Parameters.At(3.8e25), 393325143335.2624, 1e-8);

        // Against the paper's own 16.55 trillion and 402 billion.
        iso.Tokens.At(3.8e25).Should().BeApproximately(16.55e12, 0.05 * 16.55e12);
        iso.Parameters.At(3.8e25).Should().BeApproximately(402e9, 0.05 * 402e9);
    }

    // data/chinchilla-scalefit-isoflop; the paper prints 0.49 (0.462 to 0.534).
    [Fact]
    public void Chinchillas_best_size_grows_as_compute_to_the_0_51_and_1e20_does_not_show_its_minimum()
    {
        RunSet runs = RunFile.Read(PathOf("chinchilla-scalefit-isoflop", "runs.csv"));
        IsoFlop iso = runs.IsoFlop();
        iso.Budgets.Should().HaveCount(9);
        iso.Budgets.Where(b => !b.IsUsed).Should().ContainSingle().Which.Should().Match<IsoFlopBudget>(b => b.Flops == 1e20 && b.Status == IsoFlopStatus.Outside);
        iso.Parameters!.Exponent.Should().BeApproximately(0.51045, 5e-6);
        runs.IsoFlop(new IsoFlopOptions { UseOutside = true }).Parameters!.Exponent.Should().BeApproximately(0.51336, 5e-6);
    }

    // basic exponents of data/porian-discrepancies/published_fits.csv: a line through the published optima.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train", 0.8338)]
    [InlineData("base-long-kaplan-standard-val", 0.7009)]
    [InlineData("base-short-kaplan-standard-val", 0.6035)]
    [InlineData("base-short-chinchilla-standard-val", 0.5714)]
    [InlineData("tuned-short-const-standard-val", 0.4970)]
    public void Porians_published_optima_have_the_published_exponents(string setting, double exponent)
    {
        (double Flops, double Parameters)[] optima = [.. Rows("optima.csv", setting).Where(r => r.Parameters is not null).Select(r => (r.Flops, r.Parameters!.Value))];
        double[] x = Array.ConvertAll(optima, o => Math.Log(o.Flops));
        double[] y = Array.ConvertAll(optima, o => Math.Log(o.Parameters));
        MathNet.Numerics.Fit.Line(x, y).B.Should().BeApproximately(exponent, 5.1e-5);
    }

    // From the points themselves: Porian's own curve, all optima alike. Published are 95 % intervals of the weighted exponent.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train", 0.8348, 0.8235, 0.8460, 11)]
    [InlineData("base-long-kaplan-standard-val", 0.7003, 0.6914, 0.7170, 11)]
    [InlineData("base-short-kaplan-standard-val", 0.6055, 0.5914, 0.6173, 12)]
    [InlineData("base-short-chinchilla-standard-val", 0.5715, 0.5598, 0.5886, 12)]
    [InlineData("tuned-short-const-standard-val", 0.4970, 0.4906, 0.5046, 12)]
    public void Akimas_curve_takes_Kaplans_exponent_to_Chinchillas_within_the_published_intervals(string setting, double exponent, double lower, double upper, int used)
    {
        IsoFlop iso = Points(setting).IsoFlop(Akima);
        iso.Parameters!.Exponent.Should().BeInRange(lower, upper).And.BeApproximately(exponent, 5.1e-5);
        iso.Parameters.Count.Should().Be(used);
    }

    // Published optima are medians of resamples; the curve through the points alone has the same place of the same grid at nearly all.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train", 10, 11)]
    [InlineData("base-long-kaplan-standard-val", 9, 11)]
    [InlineData("base-short-kaplan-standard-val", 10, 12)]
    [InlineData("base-short-chinchilla-standard-val", 11, 12)]
    [InlineData("tuned-short-const-standard-val", 12, 12)]
    public void Akimas_curve_finds_the_published_optima_themselves(string setting, int same, int published)
    {
        IsoFlop iso = Points(setting).IsoFlop(Akima);
        Row[] optima = [.. Rows("optima.csv", setting).Where(r => r.Parameters is not null)];
        optima.Should().HaveCount(published);
        optima.Count(o => Math.Abs((iso.Budgets.Single(b => b.Flops.Equals(o.Flops)).Parameters!.Value / o.Parameters!.Value) - 1) < 1e-9).Should().Be(same);
    }

    // Sizes that span a factor of hundreds have no parabola for a valley. Only one of five is inside its interval.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train", 0.865, 8, false)]
    [InlineData("base-long-kaplan-standard-val", 0.780, 9, false)]
    [InlineData("base-short-kaplan-standard-val", 0.659, 12, false)]
    [InlineData("base-short-chinchilla-standard-val", 0.563, 12, true)]
    [InlineData("tuned-short-const-standard-val", 0.514, 12, false)]
    public void Parabolas_through_the_same_points_miss_four_of_the_five_published_intervals(string setting, double exponent, int used, bool isInside)
    {
        IsoFlop iso = Points(setting).IsoFlop();
        iso.Parameters!.Exponent.Should().BeApproximately(exponent, 5.1e-4);
        iso.Parameters.Count.Should().Be(used);
        (double lower, double upper) = Published[setting];
        (iso.Parameters.Exponent > lower && iso.Parameters.Exponent < upper).Should().Be(isInside);
    }

    // Porian's code compares ln L with thresholds that are written for L, so that its noise is 0.002 at every loss. Ends come within 0.003 of the published ones, by other random numbers.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train", 0.8353)]
    [InlineData("base-long-kaplan-standard-val", 0.7065)]
    [InlineData("base-short-kaplan-standard-val", 0.6020)]
    [InlineData("base-short-chinchilla-standard-val", 0.5715)]
    [InlineData("tuned-short-const-standard-val", 0.4969)]
    public void Noise_of_two_thousandths_gives_Porians_weighted_exponents_and_intervals(string setting, double published)
    {
        IsoFlopBootstrap draws = Points(setting).IsoFlop(Akima).Bootstrap(1000, 1, IsoFlopNoise.Constant(0.002));
        Interval interval = draws.ParametersExponent();
        draws.Parameters!.Exponent.Should().BeApproximately(published, 2e-3);
        interval.Lower.Should().BeApproximately(Published[setting].Lower, 3e-3);
        interval.Upper.Should().BeApproximately(Published[setting].Upper, 3e-3);
    }

    // The noise that the paper describes grows from 0.002 at a loss of 3 to 0.05 at 6; the published intervals are narrower.
    [Theory]
    [InlineData("base-long-kaplan-kaplan-train")]
    [InlineData("base-long-kaplan-standard-val")]
    [InlineData("base-short-kaplan-standard-val")]
    [InlineData("base-short-chinchilla-standard-val")]
    [InlineData("tuned-short-const-standard-val")]
    public void The_noise_that_the_paper_describes_gives_wider_intervals_than_the_published(string setting)
    {
        Interval interval = Points(setting).IsoFlop(Akima).Bootstrap(1000, 1, IsoFlopNoise.Between(3, 0.002, 6, 0.05)).ParametersExponent();
        (double lower, double upper) = Published[setting];
        ((interval.Upper - interval.Lower) / (upper - lower)).Should().BeInRange(1.1, 2.5);
    }

    // Parabolas and the surface differ by a factor of 2.3 in D* at Llama 3's budget, of which bias of the parabola is under 1 %.
    [Fact]
    public void On_Llama_3s_points_the_bias_of_parabolas_does_not_explain_the_gap_to_the_law()
    {
        RunSet runs = RunFile.Read(PathOf("llama3-isoflop", "runs.csv"), new RunFileOptions { Conventions = new RunConventions { LossUnit = LossUnit.Other } });
        Approaches three = runs.CompareApproaches(options: new ApproachesOptions { Flops = 3.8e25, IsoFlop = new IsoFlopOptions { Axis = Variable.Tokens } });
        three.Rows.Select(r => r.Exponent!.Value).Zip([0.4680, 0.4632, 0.4636, 0.5268]).Should().OnlyContain(p => Math.Abs(p.First - p.Second) < 1e-4);
        Math.Abs(three.Bias!.TokensErrorAt(3.8e25)!.Value).Should().BeLessThan(0.01);
        (three.Rows[2].Tokens!.Value / three.Rows[3].Tokens!.Value).Should().BeApproximately(2.26, 0.01);
        three.Statement.Should().Contain("after correction 2.26 times");
    }

    [Fact]
    public void On_Chinchillas_points_parabolas_corrected_meet_the_law_to_a_thousandth_and_a_half_of_the_exponent()
    {
        Approaches three = RunFile.Read(PathOf("chinchilla-scalefit-isoflop", "runs.csv")).CompareApproaches(options: new ApproachesOptions { Flops = 3.8e25 });
        three.Rows[2].Exponent.Should().BeApproximately(three.Rows[3].Exponent!.Value, 1.5e-3);
        three.Findings.Select(f => f.Code).Should().Equal("SF2007", "SF2008");
        three.Statement.Should().Contain("1 of 9 budgets shows no minimum and is left out; with minima beyond the runs the exponent of N* would be 0.5134 instead of 0.5105.");
    }

    private static readonly Dictionary<string, (double Lower, double Upper)> Published = new(StringComparer.Ordinal)
    {
        ["base-long-kaplan-kaplan-train"] = (0.8235140030605618, 0.8459584005693882),
        ["base-long-kaplan-standard-val"] = (0.691487745298766, 0.7169261644918081),
        ["base-short-kaplan-standard-val"] = (0.5914284570414033, 0.6172816803463219),
        ["base-short-chinchilla-standard-val"] = (0.5598008876852589, 0.5885206791294889),
        ["tuned-short-const-standard-val"] = (0.4906815956168365, 0.5045239562081141),
    };

    private static RunSet Points(string setting) => RunSet.Create(
        Rows("points.csv", setting).Select(r => new TrainingRun { Flops = r.Flops, Parameters = r.Parameters, Tokens = r.Tokens, Loss = r.Loss!.Value }));

    private static List<Row> Rows(string file, string setting)
    {
        using FileStream stream = File.OpenRead(PathOf(Porian, file));
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { FieldCountMismatch = CsvFieldCountHandling.Throw });
        var rows = new List<Row>();
        while (csv.Read())
        {
            if (!string.Equals(csv.GetString("setting"), setting, StringComparison.Ordinal)) continue;
            rows.Add(new Row(Number(csv.GetString("flops"))!.Value, Number(csv.GetString("parameters")), Number(csv.GetString("tokens")), Number(csv.GetString("loss"))));
        }

        return rows;
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void ShouldBe(double value, double expected, double tolerance) => value.Should().BeApproximately(expected, tolerance * expected);

    private static string PathOf(string set, string file) => Path.Combine(AppContext.BaseDirectory, "data", set, file);

    private sealed record Row(double Flops, double? Parameters, double? Tokens, double? Loss);
}
