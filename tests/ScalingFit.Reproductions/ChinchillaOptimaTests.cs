using System.Globalization;
using CsvHelper;
using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// The optimum of Chinchilla's law for every objective, against values computed to 24 digits (data/chinchilla-epoch/PROVENANCE.md): the objective to 1e-12, every
/// parameter to 1e-9, relatively.
/// </summary>
public sealed class ChinchillaOptimaTests
{
    private static readonly string[] Names = ["E", "A", "alpha", "B", "beta"];

    public static TheoryData<string, string, string, int> Objectives
    {
        get
        {
            var data = new TheoryData<string, string, string, int>();
            foreach (Optimum optimum in Optima()) data.Add(optimum.Residuals, optimum.Penalty, optimum.Delta, optimum.Runs);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_default_solver_reaches_the_certified_optimum(string residuals, string penalty, string delta, int runs)
    {
        Optimum golden = Optima().Single(o => (o.Residuals, o.Penalty, o.Delta, o.Runs).Equals((residuals, penalty, delta, runs)));
        RunSet table = runs == 240 ? Datasets.ChinchillaWithoutOutliers : Datasets.Chinchilla;
        table.Should().HaveCount(runs);

        LawFit fit = ScalingLaw.Chinchilla.Fit(table, golden.Objective());

        fit.IsUsable.Should().BeTrue();
        fit.Certificate.Objective.Should().BeApproximately(golden.Sum, 1e-12 * golden.Sum);
        for (int m = 0; m < Names.Length; m++) fit[Names[m]].Value.Should().BeApproximately(golden.Values[m], 1e-9 * golden.Values[m], Names[m]);
        if (golden.SmallestEigenvalue is { } eigenvalue) fit.Certificate.SmallestHessianEigenvalue.Should().BeApproximately(eigenvalue, 1e-6 * eigenvalue);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
    }

    [Fact]
    public void Every_row_of_the_table_of_optima_is_held() => Optima().Should().HaveCount(13);

    [Fact]
    public void Least_absolute_deviations_pass_through_five_runs_with_multipliers_inside_their_bounds()
    {
        Certificate certificate = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations).Certificate;
        certificate.InterpolatedRuns.Should().Be(5);
        certificate.LargestMultiplier.Should().BeLessThan(1);
        certificate.HessianEigenvalues.Should().BeEmpty();
    }

    private static List<Optimum> Optima()
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "optima.csv"));
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { FieldCountMismatch = CsvFieldCountHandling.Throw });
        var optima = new List<Optimum>();
        while (csv.Read())
        {
            optima.Add(new Optimum
            {
                Residuals = csv.GetString("residuals"),
                Penalty = csv.GetString("penalty"),
                Delta = csv.GetString("delta"),
                Runs = int.Parse(csv.GetString("runs"), CultureInfo.InvariantCulture),
                Sum = Number(csv.GetString("objective")),
                Values = [.. Names.Select(n => Number(csv.GetString(n)))],
                SmallestEigenvalue = csv.GetString("smallest_eigenvalue") is { Length: > 0 } text ? Number(text) : null,
            });
        }

        return optima;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record Optimum
    {
        public required string Residuals { get; init; }

        public required string Penalty { get; init; }

        public required string Delta { get; init; }

        public required int Runs { get; init; }

        public required double Sum { get; init; }

        public required double[] Values { get; init; }

        public required double? SmallestEigenvalue { get; init; }

        public Objective Objective() => (Residuals, Penalty) switch
        {
            ("log", "huber") => ScalingFit.Objective.LogHuber(Number(Delta)),
            ("log", "squares") => ScalingFit.Objective.LogLeastSquares,
            ("log", "absolute") => ScalingFit.Objective.LogLeastAbsoluteDeviations,
            ("linear", "huber") => ScalingFit.Objective.Huber(Number(Delta)),
            ("linear", "squares") => ScalingFit.Objective.LeastSquares,
            _ => throw new InvalidDataException($"no objective is {Residuals} {Penalty}"),
        };
    }
}
