using System.Reflection;
using System.Text;
using System.Text.Json;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Summaries;

/// <summary>Writes a summary as JSON by the schema scalingfit.fit/1, member by member: reflection is off in single-file programs.</summary>
internal static class SummaryJson
{
    private const string Schema = "scalingfit.fit/1";

    public static string Write(Summary summary)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            LawFit fit = summary.Fit;
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("law", fit.Law.Name);
            json.WriteString("formula", fit.Law.Formula);
            json.WriteStartObject("objective");
            json.WriteString("name", NameOf(fit.Options.Objective));
            Number(json, "delta", fit.Options.Objective.Delta);
            Number(json, "value", fit.Certificate.Objective);
            json.WriteEndObject();
            json.WriteNumber("rows", fit.Runs.Count);
            json.WriteNumber("runs", fit.Runs.RunCount);
            json.WriteString("source", fit.Runs.Source);
            json.WriteStartArray("exclusions");
            foreach (Exclusion exclusion in fit.Runs.Exclusions)
            {
                json.WriteStartObject();
                json.WriteNumber("count", exclusion.Count);
                json.WriteString("because", exclusion.Because);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Parameters(json, summary);
            json.WriteBoolean("usable", fit.IsUsable);
            json.WriteString("termination", fit.Certificate.Termination.ToString());
            Certify(json, fit.Certificate);
            Resamples(json, summary.Bootstrap);
            json.WriteString("design", DesignWords.Of(fit));
            json.WriteString("residuals", ResidualWords.Of(fit));
            Past(json, summary.BackTest);
            Decide(json, summary.Decision);
            json.WriteStartArray("findings");
            foreach (Finding finding in summary.Findings)
            {
                json.WriteStartObject();
                json.WriteString("code", finding.Code);
                json.WriteString("severity", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "information" });
                json.WriteString("message", finding.Message);
                json.WriteString("advice", finding.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (summary.Bootstrap is { } bootstrap) json.WriteNumber("seed", bootstrap.Seed);
            else json.WriteNull("seed");
            json.WriteString("dataHash", fit.Runs.DataHash);
            json.WriteString("version", typeof(SummaryJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray()) + "\n";
    }

    private static void Parameters(Utf8JsonWriter json, Summary summary)
    {
        bool known = summary.Bootstrap is { IsUsable: true };
        json.WriteStartArray("parameters");
        foreach (ParameterEstimate estimate in summary.Fit.Parameters)
        {
            bool fitted = known && !estimate.IsHeld && !estimate.IsAtBound;
            string name = estimate.Parameter.Name;
            json.WriteStartObject();
            json.WriteString("name", name);
            Number(json, "estimate", estimate.Value);
            Number(json, "standardError", fitted ? summary.Bootstrap!.StandardError(name) : null);
            Range(json, "interval", fitted ? summary.Bootstrap!.Interval(name, summary.Level) : null);
            json.WriteBoolean("held", estimate.IsHeld);
            json.WriteBoolean("atBound", estimate.IsAtBound);
            json.WriteString("tiedTo", estimate.TiedTo);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Certify(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteStartObject("certificate");
        json.WriteBoolean("minimum", certificate.IsMinimum);
        Number(json, "relativeDecrement", certificate.RelativeDecrement);
        Number(json, "conditionNumber", certificate.ConditionNumber);
        Number(json, "smallestHessianEigenvalue", certificate.SmallestHessianEigenvalue);
        json.WriteNumber("starts", certificate.Starts);
        json.WriteNumber("startsAgreeing", certificate.StartsAgreeing);
        json.WriteNumber("evaluations", certificate.Evaluations);
        json.WriteStartArray("activeBounds");
        foreach (string name in certificate.ActiveBounds) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("basins");
        foreach (Basin basin in certificate.Basins)
        {
            json.WriteStartObject();
            Number(json, "objective", basin.Objective);
            Number(json, "relativeGap", basin.RelativeGap);
            json.WriteNumber("starts", basin.Starts);
            json.WriteString("termination", basin.Termination.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("termShares");
        foreach (TermShare share in certificate.TermShares)
        {
            json.WriteStartObject();
            json.WriteString("term", share.Term);
            Number(json, "smallest", share.Smallest);
            Number(json, "largest", share.Largest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Resamples(Utf8JsonWriter json, Bootstrap? bootstrap)
    {
        if (bootstrap is null)
        {
            json.WriteNull("bootstrap");
            return;
        }

        json.WriteStartObject("bootstrap");
        json.WriteNumber("replicates", bootstrap.Replicates);
        json.WriteNumber("completed", bootstrap.Completed);
        json.WriteNumber("failed", bootstrap.Failed);
        json.WriteString("method", bootstrap.Method);
        json.WriteBoolean("usable", bootstrap.IsUsable);
        json.WriteEndObject();
    }

    private static void Past(Utf8JsonWriter json, BackTest? past)
    {
        if (past is null)
        {
            json.WriteNull("backTest");
            return;
        }

        json.WriteStartObject("backTest");
        json.WriteString("by", past.By.Symbol);
        json.WriteNumber("cutoffs", past.Cutoffs.Count - past.UncountedCutoffs);
        json.WriteNumber("forecasts", past.Forecasts.Count);
        json.WriteNumber("runs", past.RunCount);
        Number(json, "meanRelativeError", past.MeanRelativeError);
        Number(json, "medianRelativeError", past.MedianRelativeError);
        Number(json, "bias", past.Bias);
        Number(json, "rmsle", past.RootMeanSquareLogError);
        Number(json, "coverage", past.Coverage);
        Number(json, "level", past.Options.Level);
        json.WriteEndObject();
    }

    private static void Decide(Utf8JsonWriter json, Allocation? decision)
    {
        if (decision is null)
        {
            json.WriteNull("decision");
            return;
        }

        json.WriteStartObject("decision");
        Number(json, "flops", decision.Flops);
        Quantity("parameters", decision.Parameters, decision.ParametersInterval);
        Quantity("tokens", decision.Tokens, decision.TokensInterval);
        Quantity("tokensPerParameter", decision.TokensPerParameter, decision.TokensPerParameterInterval);
        Quantity("loss", decision.Loss, decision.LossInterval);
        json.WriteEndObject();

        void Quantity(string name, double value, Interval? interval)
        {
            json.WriteStartObject(name);
            Number(json, "estimate", value);
            Range(json, "interval", interval);
            json.WriteEndObject();
        }
    }

    private static void Range(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } range)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "lower", range.Lower);
        Number(json, "upper", range.Upper);
        Number(json, "level", range.Level);
        Number(json, "lowerMonteCarloError", range.LowerMonteCarloError);
        Number(json, "upperMonteCarloError", range.UpperMonteCarloError);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    /// <summary>The objective as a command line would name it.</summary>
    private static string NameOf(Objective objective)
    {
        string of = objective.Penalty.Of switch { ResidualOf.Logarithm => "log-", ResidualOf.Logit => "logit-", _ => "" };
        return of + objective.Penalty.Kind switch
        {
            PenaltyKind.Squares => "squares",
            PenaltyKind.Huber => "huber",
            PenaltyKind.Absolute => objective.Penalty.Shape == 0 ? "lad" : "pinball",
            PenaltyKind.SoftL1 => "soft-l1",
            PenaltyKind.StudentT => "student-t",
            PenaltyKind.Expectile => "expectile",
            _ => "huber",
        };
    }
}
