using System.Text.Json;
using System.Text.Json.Serialization;
using ScalingFit;

namespace ReproduceChinchilla;

/// <summary>Everything the sample found, as numbers in full precision for other programs.</summary>
internal sealed record Result
{
    private static readonly string[] Names = ["E", "A", "alpha", "B", "beta"];

    public required int Rows { get; init; }

    public required Estimates LogHuber { get; init; }

    public required Estimates LogLad { get; init; }

    public required Estimates LogLeastSquares { get; init; }

    public required Estimates LeastSquares { get; init; }

    public required Resampling Bootstrap { get; init; }

    public required Decision Allocation { get; init; }

    public required Move Sensitivity { get; init; }

    public required Evidence Certificate { get; init; }

    public required Timing Seconds { get; init; }

    public static Result From(
        LawFit huber,
        LawFit absolute,
        LawFit logSquares,
        LawFit squares,
        Bootstrap bootstrap,
        Allocation allocation,
        WhatIfChange ratio,
        double fitSeconds,
        double bootstrapSeconds)
    {
        Interval interval = allocation.TokensPerParameterInterval!.Value;
        return new Result
        {
            Rows = huber.Runs.Count,
            LogHuber = Estimates.From(huber),
            LogLad = Estimates.From(absolute),
            LogLeastSquares = Estimates.From(logSquares),
            LeastSquares = Estimates.From(squares),
            Bootstrap = new Resampling
            {
                Replicates = bootstrap.Replicates,
                Seed = bootstrap.Seed,
                Failed = bootstrap.Failed,
                Method = bootstrap.Method,
                StandardErrors = Names.ToDictionary(n => n, bootstrap.StandardError),
                Intervals95 = Names.ToDictionary(n => n, n => Ends(bootstrap.Interval(n))),
            },
            Allocation = new Decision
            {
                Flops = allocation.Flops,
                Parameters = allocation.Parameters,
                Tokens = allocation.Tokens,
                TokensPerParameter = allocation.TokensPerParameter,
                TokensPerParameterInterval95 = Ends(interval),
            },
            Sensitivity = new Move
            {
                Parameter = "alpha",
                From = 0.34,
                To = 0.35,
                Flops = allocation.Flops,
                Held = new Change { Before = ratio.Before, After = ratio.Held },
                Refitted = new Change { Before = ratio.Before, After = ratio.Refitted!.Value },
            },
            Certificate = new Evidence
            {
                RelativeDecrement = huber.Certificate.RelativeDecrement,
                SmallestHessianEigenvalue = huber.Certificate.SmallestHessianEigenvalue,
                StartsAgreeing = huber.Certificate.StartsAgreeing,
                Starts = huber.Certificate.Starts,
                Basins = huber.Certificate.Basins.Count,
            },
            Seconds = new Timing { Fit = fitSeconds, Bootstrap = bootstrapSeconds },
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, ResultJson.Default.Result) + "\n";

    private static double[] Ends(Interval interval) => [interval.Lower, interval.Upper];
}

/// <summary>One fit.</summary>
internal sealed record Estimates
{
    public required double Objective { get; init; }

    [JsonPropertyName("E")]
    public required double E { get; init; }

    [JsonPropertyName("A")]
    public required double A { get; init; }

    public required double Alpha { get; init; }

    [JsonPropertyName("B")]
    public required double B { get; init; }

    public required double Beta { get; init; }

    public static Estimates From(LawFit fit) => new()
    {
        Objective = fit.Certificate.Objective,
        E = fit["E"].Value,
        A = fit["A"].Value,
        Alpha = fit["alpha"].Value,
        B = fit["B"].Value,
        Beta = fit["beta"].Value,
    };
}

/// <summary>The resamples.</summary>
internal sealed record Resampling
{
    public required int Replicates { get; init; }

    public required long Seed { get; init; }

    public required int Failed { get; init; }

    public required string Method { get; init; }

    public required Dictionary<string, double> StandardErrors { get; init; }

    [JsonPropertyName("intervals95")]
    public required Dictionary<string, double[]> Intervals95 { get; init; }
}

/// <summary>The allocation of the budget.</summary>
internal sealed record Decision
{
    public required double Flops { get; init; }

    public required double Parameters { get; init; }

    public required double Tokens { get; init; }

    public required double TokensPerParameter { get; init; }

    [JsonPropertyName("tokensPerParameterInterval95")]
    public required double[] TokensPerParameterInterval95 { get; init; }
}

/// <summary>Tokens per parameter before and after a parameter moved.</summary>
internal sealed record Move
{
    public required string Parameter { get; init; }

    public required double From { get; init; }

    public required double To { get; init; }

    public required double Flops { get; init; }

    public required Change Held { get; init; }

    public required Change Refitted { get; init; }
}

/// <summary>A value before and after.</summary>
internal sealed record Change
{
    public required double Before { get; init; }

    public required double After { get; init; }
}

/// <summary>The evidence for the optimum.</summary>
internal sealed record Evidence
{
    public required double? RelativeDecrement { get; init; }

    public required double? SmallestHessianEigenvalue { get; init; }

    public required int StartsAgreeing { get; init; }

    public required int Starts { get; init; }

    public required int Basins { get; init; }
}

/// <summary>Wall time in this process, start-up of the runtime's compiler included.</summary>
internal sealed record Timing
{
    public required double Fit { get; init; }

    public required double Bootstrap { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Result))]
internal sealed partial class ResultJson : JsonSerializerContext;
