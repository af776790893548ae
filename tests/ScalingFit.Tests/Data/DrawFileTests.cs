using ScalingFit.Data;

namespace ScalingFit.Tests.Data;

public sealed class DrawFileTests : IDisposable
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    private readonly string _folder = Directory.CreateTempSubdirectory("draws").FullName;

    [Fact]
    public void Draws_read_back_are_those_written_to_the_last_bit()
    {
        Bootstrap written = Fit.Bootstrap(100, seed: 3, new BootstrapOptions { IntervalMethod = IntervalMethod.BiasCorrected });
        DrawFile.Save(written, Path("draws.json"));
        Bootstrap read = DrawFile.Load(Path("draws.json"), Fit);
        read.ToString().Should().Be(written.ToString());
        for (int k = 0; k < 100; k++) read.Draws[k].Values.Should().Equal(written.Draws[k].Values);
        read.Interval("beta").Should().Be(written.Interval("beta"));
    }

    [Fact]
    public void Shards_of_several_jobs_are_read_and_merged()
    {
        for (int k = 1; k <= 3; k++) DrawFile.Save(Fit.Bootstrap(100, seed: 3, new BootstrapOptions { Shard = new Shard(k, 3) }), Path($"draws-{k}.json"));
        Bootstrap merged = Enumerable.Range(1, 3).Select(k => DrawFile.Load(Path($"draws-{k}.json"), Fit)).Merge();
        merged.IsComplete.Should().BeTrue();
        merged.Draws.Select(d => d.Values[2]).Should().Equal(Fit.Bootstrap(100, seed: 3).Draws.Select(d => d.Values[2]));
    }

    [Fact]
    public void An_interrupted_bootstrap_is_continued_from_its_file()
    {
        DrawFile.Save(Fit.Bootstrap(60, seed: 3), Path("draws.json"));
        Bootstrap more = DrawFile.Load(Path("draws.json"), Fit).Continue(100);
        more.Draws.Select(d => d.Values[2]).Should().Equal(Fit.Bootstrap(100, seed: 3).Draws.Select(d => d.Values[2]));
    }

    [Fact]
    public void Draws_of_other_runs_or_another_objective_are_refused()
    {
        DrawFile.Save(Fit.Bootstrap(10), Path("draws.json"));
        Action otherRuns = () => DrawFile.Load(Path("draws.json"), ScalingLaw.Chinchilla.Fit(Datasets.Chinchilla));
        otherRuns.Should().Throw<ArgumentException>().WithMessage("*another fit*dataHash*");
        Action otherObjective = () => DrawFile.Load(Path("draws.json"), ScalingLaw.Chinchilla.Fit(Fit.Runs, Objective.LogLeastSquares));
        otherObjective.Should().Throw<ArgumentException>().WithMessage("*objective*");
    }

    [Fact]
    public void A_broken_or_newer_file_says_so()
    {
        File.WriteAllText(Path("broken.json"), "{\"schema\":\"scalingfit.draws/1\",\"law\":");
        Action broken = () => DrawFile.Load(Path("broken.json"), Fit);
        broken.Should().Throw<InvalidDataException>().WithMessage("*broken.json*");
        File.WriteAllText(Path("newer.json"), "{\"schema\":\"scalingfit.draws/9\"}");
        Action newer = () => DrawFile.Load(Path("newer.json"), Fit);
        newer.Should().Throw<InvalidDataException>().WithMessage("*scalingfit.draws/9*");
        File.WriteAllText(Path("lacking.json"), "{\"schema\":\"scalingfit.draws/1\"}");
        Action lacking = () => DrawFile.Load(Path("lacking.json"), Fit);
        lacking.Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData("\"resampling\":\"Cases\"", "\"resampling\":\"17\"")]
    [InlineData("\"resampling\":\"Cases\"", "\"resampling\":\"Foo\"")]
    [InlineData("\"replicates\":10", "\"replicates\":-1")]
    [InlineData("\"replicates\":10", "\"replicates\":5")]
    [InlineData("\"alpha\"", "\"gamma\"")]
    public void A_file_that_was_tampered_with_is_broken(string from, string to)
    {
        DrawFile.Save(Fit.Bootstrap(10), Path("draws.json"));
        string text = File.ReadAllText(Path("draws.json"));
        text.Should().Contain(from);
        File.WriteAllText(Path("draws.json"), text.Replace(from, to, StringComparison.Ordinal));
        Action load = () => DrawFile.Load(Path("draws.json"), Fit);
        load.Should().Throw<InvalidDataException>().WithMessage("*draws.json*");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);
}
