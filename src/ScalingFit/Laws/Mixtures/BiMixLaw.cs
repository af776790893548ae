using System.Globalization;

namespace ScalingFit.Laws;

/// <summary>
/// The bivariate mixing law BiMix: L = (B/D^β + C)/r^α: the loss on one domain in that domain's share r and in the data. Ge et al. 2024 (arXiv:2405.14908) write A/r^α (B/s^β + C), whose A is a factor of B and of C and is taken into
/// them; their s counts steps, which a batch of constant size makes tokens of by a factor of B.
/// </summary>
internal readonly struct BiMixLaw : ILaw
{
    public static ScalingLaw Law(string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        string r = "r_" + domain;
        return ScalingLaw.Written(
            "BiMix",
            default(BiMixLaw),
            [
                new LawParameter { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = $"size of the data term, on {domain} alone" },
                new LawParameter { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate of return on data" },
                new LawParameter { Name = "C", Symbol = "C", Kind = ParameterKind.Floor, Meaning = $"loss that no data remove, on {domain} alone" },
                new LawParameter { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate of return on the share" },
            ],
            [Variable.Of(r, "share of " + domain, "share"), Variable.Tokens],
            "Ge et al. 2024, arXiv:2405.14908",
            $"L = (B/D^β + C)/{r}^α",
            check: runs => RequireShares(runs, Variable.Of(r, "share of " + domain, "share")));
    }

    public T Evaluate<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> variables)
        where T : struct, IScalar<T>
    {
        // Two terms rather than a product, so that each shows its part of the loss.
        T share = T.Pow(variables[0], -parameters[3]);
        return (parameters[0] * T.Pow(variables[1], -parameters[1]) * share) + (parameters[2] * share);
    }

    /// <summary>A share is at most 1; that it is above 0 is in the range of the variable, for the law is infinite at 0.</summary>
    private static void RequireShares(RunSet runs, Variable share)
    {
        double[] column = runs.ColumnArray(share);
        RunProblem[] problems =
        [
            .. Enumerable.Range(0, column.Length).Where(i => column[i] > 1).Select(i => new RunProblem
            {
                Row = runs.RowOf(i),
                Name = runs[i].Name,
                Column = share.Symbol,
                Value = column[i].ToString(CultureInfo.InvariantCulture),
                Reason = "not a share, which lies between 0 and 1",
            }),
        ];
        if (problems.Length > 0) throw new RunDataException($"{share} has values that it cannot have.", problems);
    }
}
