using ScalingFit.Numerics.Engines;

namespace ScalingFit.Decisions;

/// <summary>
/// A law of the shape floor + (A N^-α + B D^-β)^k, for which the optimum under C = κND is closed and does not depend on k. Hoffmann et al. 2022, equation 4.
/// </summary>
internal readonly record struct SeparableLaw(double Floor, double A, double Alpha, double B, double Beta, double Power)
{
    /// <summary>
    /// Reads the shape off a fitted law; false where it has another. A term may have compute in it, which counts as size and data, C = κND: it is one of size where its powers of data cancel.
    /// </summary>
    public static bool TryRead(FittedLaw law, out SeparableLaw separable)
    {
        separable = default;
        if (law.Law.Definition.Form is not PosynomialForm form) return false;
        double floor = 0;
        (double Amplitude, double Power)? ofSize = null;
        (double Amplitude, double Power)? ofData = null;
        foreach (PosynomialForm.Term term in form.Terms)
        {
            if (term.Factors.Length == 0)
            {
                floor += law.Values[term.Amplitude];
                continue;
            }

            if (!Array.TrueForAll(term.Factors, f => IsOf(f, Variable.Parameters) || IsOf(f, Variable.Tokens))) return false;
            double amplitude = law.Values[term.Amplitude] * Math.Pow(law.Conventions.ComputeRule.FlopsPerParameterToken, term.Factors.Where(f => Of(f).Equals(Variable.Flops)).Sum(Power));
            if (Lacks(term, Variable.Tokens) && ofSize is null) ofSize = (amplitude, term.Factors.Where(f => IsOf(f, Variable.Parameters)).Sum(Power));
            else if (Lacks(term, Variable.Parameters) && ofData is null) ofData = (amplitude, term.Factors.Where(f => IsOf(f, Variable.Tokens)).Sum(Power));
            else return false;
        }

        if (ofSize is not { } size || ofData is not { } data) return false;
        separable = new SeparableLaw(floor, size.Amplitude, -size.Power, data.Amplitude, -data.Power, form.Power < 0 ? 1 : law.Values[form.Power]);
        return true;

        Variable Of(PosynomialForm.Factor factor) => law.Law.Definition.Variables[factor.Column];
        bool IsOf(PosynomialForm.Factor factor, Variable variable) => Of(factor).Equals(variable) || Of(factor).Equals(Variable.Flops);
        double Power(PosynomialForm.Factor factor) => factor.Scale * law.Values[factor.Parameter];

        // By the law and not by its numbers: an exponent that happens to be zero leaves its term one of its variable.
        bool Lacks(PosynomialForm.Term term, Variable variable) => term.Factors.Where(f => IsOf(f, variable)).GroupBy(f => f.Parameter).All(g => g.Sum(f => f.Scale) == 0);
    }

    /// <summary>Whether both terms fall, without which more of one variable always wins.</summary>
    public bool HasOptimum => Alpha > 0 && Beta > 0;

    /// <summary>
    /// D*/N* of a draw that may have no optimum, as the limit of those that have: as α falls to 0 data win without bound, as β does size. NaN where both have.
    /// </summary>
    public double RatioOrLimit(double product)
    {
        if (HasOptimum)
        {
            double parameters = OptimalParameters(product);
            return product / (parameters * parameters);
        }

        return Alpha > 0 ? 0 : Beta > 0 ? double.PositiveInfinity : double.NaN;
    }

    /// <summary>N* = G (C/κ)^(β/(α+β)) with G = (αA/βB)^(1/(α+β)), in logarithms lest the powers overflow.</summary>
    /// <param name="product">C/κ, which is N·D.</param>
    public double OptimalParameters(double product)
    {
        double sum = Alpha + Beta;
        double logG = Math.Log(Alpha * A / (Beta * B)) / sum;
        return Math.Exp(logG + (Beta / sum * Math.Log(product)));
    }
}
