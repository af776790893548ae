using ScalingFit.Data;

namespace ScalingFit.Tests.Data;

public sealed class RunFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scalingfit").FullName;

    [Theory]
    [InlineData("params,flops,loss\n1e9,1.2e20,2.5\n2e9,2.4e20,2.4\n")]
    [InlineData("N;C;Loss\n1e9;1.2e20;2.5\n2B;2.4e20;2.4\n")]
    [InlineData("Model Size\tTraining FLOP\tvalidation loss\n1B\t1.2e20\t2.5\n2.0e9\t2.4e20\t2.4")]
    [InlineData("# exported from the ladder\nparams,flops,loss\n\n1e9,1.2e20,2.5\n2e9,2.4e20,2.4\n")]
    [InlineData("\uFEFF\"params\", \"flops\", \"loss\"\r\n 1e9 , 1.2e20 , 2.5\r\n2000000000,2.4e20,2.4\r\n")]
    public void Tables_as_people_write_them_are_read(string text)
    {
        RunSet runs = RunFile.Read(Write(text));
        runs.Select(r => r.Parameters).Should().Equal(1e9, 2e9);
        runs.Select(r => r.Loss).Should().Equal(2.5, 2.4);
        runs[0].Tokens.Should().BeApproximately(2e10, 1);
    }

    [Fact]
    public void What_was_taken_for_what_is_said()
    {
        RunSet runs = RunFile.Read(Write("run_id,params,tokens,val_loss,lr\na,1e9,2e10,2.5,1e-3\na,1e9,3e10,2.4,1e-3\n"));
        runs.Source.Should().Be("runs.csv (N from params, D from tokens, loss from val_loss, runs from run_id)");
        runs.Select(r => r.Name).Should().Equal("a", "a");
    }

    [Fact]
    public void Sizes_may_be_written_as_in_the_names_of_models()
    {
        RunSet runs = RunFile.Read(Write("params,tokens,loss\n410m,8.2b,2.9\n1.4B,28G,2.5\n70b,1.4t,1.9\n512k,1M,5\n"));
        runs.Select(r => r.Parameters).Should().Equal(410e6, 1.4e9, 70e9, 512e3);
        runs.Select(r => r.Tokens).Should().Equal(8.2e9, 28e9, 1.4e12, 1e6);
    }

    [Fact]
    public void Of_several_columns_that_name_a_run_the_best_is_taken()
    {
        RunSet runs = RunFile.Read(Write("ID,Name,n,d,loss\nx1,a,1e9,2e10,2.5\nx2,a,2e9,2e10,2.4\n"));
        runs.Select(r => r.Name).Should().Equal("a", "a");
        runs.RunCount.Should().Be(1);
    }

    [Fact]
    public void One_column_cannot_be_two_quantities()
    {
        Action read = () => RunFile.Read(Write("params,loss\n1e9,2.5\n"), new RunFileOptions { Tokens = "params" });
        read.Should().Throw<RunDataException>().WithMessage("*\"params\" is named for two quantities*");
    }

    [Fact]
    public void A_column_of_steps_is_read_where_it_is_named_and_holds_whole_numbers()
    {
        RunSet runs = RunFile.Read(Write("step,loss\n128,3.5\n256,3.4\n"), new RunFileOptions { Step = "step" });
        runs.Select(r => r.Step).Should().Equal(128, 256);
        runs.Source.Should().Contain("t from step");
        RunFile.Read(Write("step,n,d,loss\n128,1e9,2e10,3.5\n"))[0].Step.Should().BeNull();
        Action half = () => RunFile.Read(Write("step,loss\n128,3.5\n2.5,3.4\n-3,3.4\n"), new RunFileOptions { Step = "step" });
        half.Should().Throw<RunDataException>().Which.Problems.Select(p => (p.Line, p.Column, p.Reason)).Should().Equal((3, "step", "not a whole number"), (4, "step", "negative, and must be positive"));
    }

    [Fact]
    public void A_column_that_says_whether_schedules_ended_is_read_and_checked()
    {
        RunFile.Read(Write("n,d,loss,schedule_ended\n1e9,2e10,2.5,true\n2e9,2e10,2.4,No\n3e9,2e10,2.3,\n")).Select(r => r.ScheduleEnded).Should().Equal(true, false, null);
        RunSet named = RunFile.Read(Write("n,d,loss,finished\n1e9,2e10,2.5,1\n2e9,2e10,2.4,0\n"), new RunFileOptions { ScheduleEnded = "finished" });
        named.Select(r => r.ScheduleEnded).Should().Equal(true, false);
        named.Source.Should().Contain("end of the schedule from finished");
        Action read = () => RunFile.Read(Write("n,d,loss,schedule_ended\n1e9,2e10,2.5,soon\n"));
        read.Should().Throw<RunDataException>().WithMessage("*line 2: schedule_ended = soon: neither true nor false*");
    }

    [Fact]
    public void A_column_called_finished_may_be_a_date_and_is_left_alone_unless_named() =>
        RunFile.Read(Write("n,d,loss,finished\n1e9,2e10,2.5,2025-03-01\n")).Single().ScheduleEnded.Should().BeNull();

    [Fact]
    public void A_column_of_weights_is_read_and_checked()
    {
        RunFile.Read(Write("n,d,loss,weight\n1e9,2e10,2.5,2\n2e9,2e10,2.4,\n")).Select(r => r.Weight).Should().Equal(2, 1);
        Action read = () => RunFile.Read(Write("n,d,loss,weight\n1e9,2e10,2.5,0\n"));
        read.Should().Throw<RunDataException>().WithMessage("*line 2: weight = 0: zero, and must be positive*");
    }

    [Fact]
    public void Columns_may_be_named_where_headers_do_not_say()
    {
        string path = Write("size,data,metric\n1e9,2e10,2.5\n");
        Action unnamed = () => RunFile.Read(path);
        unnamed.Should().Throw<RunDataException>().WithMessage("runs.csv has no column of losses among \"size\", \"data\", \"metric\"*RunFileOptions.Loss*");
        RunSet runs = RunFile.Read(path, new RunFileOptions { Parameters = "size", Tokens = "data", Loss = "metric" });
        runs[0].Tokens.Should().Be(2e10);
        Action wrong = () => RunFile.Read(path, new RunFileOptions { Loss = "ppl" });
        wrong.Should().Throw<RunDataException>().WithMessage("*no column \"ppl\"*");
    }

    [Fact]
    public void Two_columns_that_could_be_the_loss_must_be_told_apart()
    {
        Action read = () => RunFile.Read(Write("n,d,train_loss,val_loss\n1e9,2e10,2.5,2.6\n"));
        read.Should().Throw<RunDataException>().WithMessage("*\"train_loss\" and \"val_loss\" could both be loss*");
    }

    [Fact]
    public void Every_bad_value_is_listed_with_its_line_and_its_own_column_name()
    {
        string path = Write("# a comment\nparams,tokens,val_loss\n1e9,2e10,2.5\nabc,2e10,2.5\n1e9,-5,2.5\n1e9,2e10,\n\"1,5\",2e10,nan\n");
        Action read = () => RunFile.Read(path);
        RunDataException error = read.Should().Throw<RunDataException>().Which;
        error.Problems.Select(p => (p.Line, p.Column, p.Value)).Should().Equal((4, "params", "abc"), (5, "tokens", "-5"), (6, "val_loss", null), (7, "params", "1,5"), (7, "val_loss", "NaN"));
        error.Message.Should().Contain("line 4: params = abc: not a number").And.Contain("decimals are written with a point");
    }

    [Theory]
    [InlineData("params,flops,loss\n1e9,1.2e20\n", "not a well-formed table")]
    [InlineData("params,flops,loss\n1e9,\"1.2e20,2.5\n", "not a well-formed table")]
    [InlineData("loss,params,loss\n2,1e9,2\n", "two columns \"loss\"")]
    [InlineData("", "empty")]
    [InlineData("params,flops,loss\n", "no runs")]
    [InlineData("loss,lr\n2.5,1e-3\n", "no column of parameters, tokens or FLOPs")]
    public void A_file_that_is_no_table_is_refused_with_its_name(string text, string reason)
    {
        Action read = () => RunFile.Read(Write(text));
        read.Should().Throw<RunDataException>().WithMessage($"*runs.csv*{reason}*");
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing()
    {
        Action read = () => RunFile.Read(Path.Combine(_folder, "none.csv"));
        read.Should().Throw<FileNotFoundException>();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "runs.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
