using ScalingFit.Numerics.Engines;

namespace ScalingFit.Decisions;

/// <summary>
/// A law of the shape floor + (A N^-α + B D^-β)^k, for which the optimum under C = κND is closed and does not depend on k. Hoffmann et al. 2022, equation 4.
/// </summary>
internal readonly record struct SeparableLaw(double A, double Alpha, double B, double Beta)
{
    /// <summary>Reads the shape off a fitted law; false where it has another.</summary>
    public static bool TryRead(FittedLaw law, out SeparableLaw separable)
    {
        separable = default;
        if (law.Law.Definition.Form is not PosynomialForm form) return false;
        int size = Array.FindIndex(law.Law.Definition.Variables, v => v.Equals(Variable.Parameters));
        int data = Array.FindIndex(law.Law.Definition.Variables, v => v.Equals(Variable.Tokens));
        PosynomialForm.Term? ofSize = null;
        PosynomialForm.Term? ofData = null;
        foreach (PosynomialForm.Term term in form.Terms)
        {
            if (term.Factors.Length == 0) continue;
            if (term.Factors.Length > 1) return false;
            int column = term.Factors[0].Column;
            if (column == size && ofSize is null) ofSize = term;
            else if (column == data && ofData is null) ofData = term;
            else return false;
        }

        if (ofSize is null || ofData is null) return false;
        separable = new SeparableLaw(
            law.Values[ofSize.Amplitude],
            -ofSize.Factors[0].Scale * law.Values[ofSize.Factors[0].Parameter],
            law.Values[ofData.Amplitude],
            -ofData.Factors[0].Scale * law.Values[ofData.Factors[0].Parameter]);
        return true;
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
