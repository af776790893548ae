using ScalingFit.Decisions;
using ScalingFit.Decisions.Allocations;
using ScalingFit.Numerics.Engines;

namespace ScalingFit;

/// <summary>What moves an optimum, and by how much.</summary>
public static class ElasticityExtensions
{
    /// <summary>Step of a difference in a parameter, a share of it: where the step's own error and the rounding of a searched optimum are both below 1e-8.</summary>
    private const double Step = 0.01;

    /// <summary>
    /// The elasticities of the loss at the optimum of a budget, which are equal there, and the derivatives of ln N* by each of the law's parameters with the others held. In closed form for the shape floor + (A/N^α + B/D^β)^k:
    /// ∂ln N*/∂α = (1/α - ln N*)/(α + β), by β (ln D* - 1/β)/(α + β), by ln A and -ln B 1/(α + β), by floor and k none. By differences for any other law.
    /// </summary>
    /// <param name="law">The law.</param>
    /// <param name="flops">The budget, in FLOPs. Positive.</param>
    /// <returns>ε_N, ε_D and the derivatives.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation, or loses it next to a parameter's value.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static AllocationElasticities Elasticities(this FittedLaw law, double flops)
    {
        Allocation best = law.Allocate(flops);
        var surface = new LossSurface(law, AllocationOptions.Default.Values);
        (double byParameters, double byTokens) = surface.Slopes(best.Parameters, best.Tokens);
        double reducible = best.Loss - surface.Floor;
        return new AllocationElasticities
        {
            Allocation = best,
            OfParameters = -byParameters / reducible,
            OfTokens = -byTokens / reducible,
            Sensitivities = [.. law.Law.Parameters.Select((p, m) => new AllocationSensitivity(p.Name, IsLogarithmic(p), Closed(law, best, m) ?? Difference(law, flops, p, law.Values[m])))],
        };
    }

    private static bool IsLogarithmic(LawParameter parameter) => parameter.Kind is ParameterKind.Amplitude or ParameterKind.Multiplier;

    /// <summary>The closed form, by the chain rule through A, α, B and β, which may have other parameters in them: a term with compute in it counts κ towards its amplitude.</summary>
    private static double? Closed(FittedLaw law, Allocation best, int parameter)
    {
        if (!SeparableLaw.TryRead(law, out SeparableLaw separable) || law.Law.Definition.Form is not PosynomialForm form) return null;
        Variable[] variables = law.Law.Definition.Variables;
        double logRule = Math.Log(law.Conventions.ComputeRule.FlopsPerParameterToken);
        double sum = 0;
        foreach (PosynomialForm.Term term in form.Terms.Where(t => t.Factors.Length > 0))
        {
            bool isOfSize = Power(term, Variable.Tokens) == 0;
            double byAmplitude = term.Amplitude == parameter ? 1 : 0;
            double byExponent = 0;
            foreach (PosynomialForm.Factor factor in term.Factors.Where(f => f.Parameter == parameter))
            {
                Variable variable = variables[factor.Column];
                if (variable.Equals(Variable.Flops)) byAmplitude += factor.Scale * logRule;
                if (variable.Equals(Variable.Flops) || variable.Equals(isOfSize ? Variable.Parameters : Variable.Tokens)) byExponent -= factor.Scale;
            }

            sum += isOfSize
                ? byAmplitude + (byExponent * ((1 / separable.Alpha) - Math.Log(best.Parameters)))
                : -byAmplitude + (byExponent * (Math.Log(best.Tokens) - (1 / separable.Beta)));
        }

        return sum / (separable.Alpha + separable.Beta);

        double Power(PosynomialForm.Term term, Variable variable) =>
            term.Factors.Where(f => variables[f.Column].Equals(variable) || variables[f.Column].Equals(Variable.Flops)).Sum(f => f.Scale * law.Values[f.Parameter]);
    }

    private static double Difference(FittedLaw law, double flops, LawParameter parameter, double value)
    {
        double LogSize(double moved) => Math.Log(law.With(parameter.Name, moved).Allocate(flops).Parameters);
        if (IsLogarithmic(parameter)) return Roots.Slope(x => LogSize(value * Math.Exp(x)), 0, Step);
        double scale = value == 0 ? 1 : Math.Abs(value);
        return Roots.Slope(x => LogSize(value + (scale * x)), 0, Step) / scale;
    }
}
