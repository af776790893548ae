using ScalingFit.Decisions.Allocations;

namespace ScalingFit.Tests.Decisions;

/// <summary>Allocation by any law of size and data, found along the line of equal compute.</summary>
public sealed class SearchedOptimumTests
{
    [Fact]
    public void The_search_finds_what_the_closed_form_says()
    {
        FittedLaw[] laws = [Published.Hoffmann2022, Published.Hoffmann2022Unrounded, Published.Besiroglu2024, Published.Sardana2024, Published.Xlstm2025Llama, Published.Xlstm2025MatrixLstm];
        foreach (FittedLaw law in laws)
        {
            foreach (double flops in new[] { 1e19, 5.76e23, 1e27 })
            {
                Allocation closed = law.Allocate(flops);
                Allocation? searched = SearchedOptimum.Find(law, flops);
                searched.Should().NotBeNull();
                searched!.Parameters.Should().BeApproximately(closed.Parameters, 1e-8 * closed.Parameters, law.Source);
                searched.Loss.Should().BeApproximately(closed.Loss, 1e-12);
                (6 * searched.Parameters * searched.Tokens).Should().BeApproximately(flops, 1e-12 * flops);
            }
        }
    }

    [Fact]
    public void Kaplans_joint_law_is_allocated_like_the_coupled_law_that_it_is()
    {
        // N* = G (C/6)^(β/(α+β)) before the outer power: α = α_N/α_D, β = 1.
        const double Alpha = 0.076 / 0.103;
        double g = Math.Pow(Alpha * Math.Pow(6.4e13, Alpha) / 1.8e13, 1 / (Alpha + 1));
        double expected = g * Math.Pow(1e21 / 6, 1 / (Alpha + 1));
        Published.Kaplan2020.Allocate(1e21).Parameters.Should().BeApproximately(expected, 1e-8 * expected);
    }

    [Fact]
    public void A_law_that_falls_towards_one_end_has_no_best_allocation()
    {
        ScalingLaw law = ScalingLaw.Define("L = E + A/N^alpha + log(D)*b");
        FittedLaw fitted = law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1, ["A"] = 400, ["alpha"] = 0.3, ["b"] = 1 });
        Action act = () => fitted.Allocate(1e21);
        act.Should().Throw<InvalidOperationException>().WithMessage("*no best allocation*towards one end*");
    }

    [Fact]
    public void A_law_of_other_variables_says_which_it_needs()
    {
        Action act = () => Published.Muennighoff2023.Allocate(1e21);
        act.Should().Throw<NotSupportedException>().WithMessage("*also needs a value of U (unique tokens)*");
    }

    [Fact]
    public void Resamples_of_a_law_without_a_closed_form_have_intervals_too()
    {
        // A formula outside the family, whose optimum is Chinchilla's.
        ScalingLaw law = ScalingLaw.Define("L = E + exp(a - alpha*log(N)) + exp(b - beta*log(D))");
        RunSet runs = Synthetic.Grid(6, 6, scatter: 0.003);
        LawFit mine = law.Fit(runs);
        LawFit known = ScalingLaw.Chinchilla.Fit(runs);
        mine.Certificate.Objective.Should().BeApproximately(known.Certificate.Objective, 1e-9 * known.Certificate.Objective);
        mine.Allocate(1e22).Parameters.Should().BeApproximately(known.Allocate(1e22).Parameters, 1e-6 * known.Allocate(1e22).Parameters);
        Allocation allocation = mine.Bootstrap(100, seed: 1).Allocate(1e22);
        Interval expected = known.Bootstrap(100, seed: 1).Allocate(1e22).ParametersInterval!.Value;
        allocation.ParametersInterval!.Value.Lower.Should().BeApproximately(expected.Lower, 1e-5 * expected.Lower);
        allocation.ParametersInterval!.Value.Upper.Should().BeApproximately(expected.Upper, 1e-5 * expected.Upper);
    }

    [Fact]
    public void Where_the_larger_of_two_terms_counts_the_optimum_is_the_corner_at_which_they_are_equal()
    {
        foreach ((double alpha, double beta) in new[] { (0.34, 0.28), (0.34, 0.1), (0.1, 0.34) })
        {
            FittedLaw law = ScalingLaw.Define("L = E + max(A/N^alpha, B/D^beta)").WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.7, ["A"] = 400, ["alpha"] = alpha, ["B"] = 410, ["beta"] = beta });
            double expected = Math.Exp((Math.Log(400.0 / 410) + (beta * Math.Log(1e21 / 6))) / (alpha + beta));
            law.Allocate(1e21).Parameters.Should().BeApproximately(expected, 1e-6 * expected);
        }
    }
}
