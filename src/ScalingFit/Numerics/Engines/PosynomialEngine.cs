using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// The block engine of the posynomial family, composed at run time from the form's terms and columns.
/// </summary>
/// <remarks>
/// With p_i the terms' shares of ŷ and J_i their (affine) gradients, j = Σ p_i J_i is the gradient of ln ŷ and ∇²ŷ/ŷ = Σ p_i J_i J_i'.
/// </remarks>
internal sealed unsafe partial class PosynomialEngine<V> : BlockEngine<V>
    where V : struct, IVec<V>
{
    private readonly PosynomialForm _form;
    private readonly AlignedBuffer _columns;
    private readonly int _terms;

    /// <summary>Entry m: the column in which parameter m is an exponent of a single term, or -1 where it is more than that.</summary>
    private readonly (int Term, int Column, double Scale)[] _simple;

    /// <summary>Whether every parameter of a term is its own and stands in it once.</summary>
    private readonly bool[] _isSimple;

    /// <summary>The three terms' numbers where the form is a floor and two others; -1 where it is not.</summary>
    private readonly int _floor = -1;
    private readonly int _first = -1;
    private readonly int _second = -1;

    /// <summary>Where the sums belong if moreover those two have one factor each and no parameter in common.</summary>
    private readonly Layout? _layout;

    /// <summary>Whether a parameter is one of a powered term.</summary>
    private readonly bool[] _isPowered;

    /// <summary>Both matrices come from the same loops; here goes the second where it is not wanted.</summary>
    private readonly double[] _unwanted;

    /// <summary>1 - 1/k at the point last predicted.</summary>
    private double _powerExcess;

    public PosynomialEngine(PosynomialForm form)
        : base(form.ParameterCount)
    {
        _form = form;
        _terms = form.Terms.Length;

        // Terms' exponentials, then a gradient column a parameter, then the power's columns.
        _columns = new AlignedBuffer((_terms + Parameters + 3) * Stride);
        _simple = new (int, int, double)[Parameters];
        for (int m = 0; m < Parameters; m++) _simple[m] = Entry(form, m);
        if (form.Power < 0 && _terms == 3 && form.Terms.Count(t => t.Factors.Length == 0) == 1)
        {
            _floor = Array.FindIndex(form.Terms, t => t.Factors.Length == 0);
            _first = _floor == 0 ? 1 : 0;
            _second = 3 - _floor - _first;
        }

        _unwanted = new double[Parameters * Parameters];
        _isPowered = new bool[Parameters];
        for (int t = 0; t < _terms; t++)
        {
            if (!form.IsPowered(t)) continue;
            _isPowered[form.Terms[t].Amplitude] = true;
            foreach (PosynomialForm.Factor factor in form.Terms[t].Factors) _isPowered[factor.Parameter] = true;
        }

        if (_floor >= 0 && Parameters == 5 && form.Terms[_first].Factors.Length == 1 && form.Terms[_second].Factors.Length == 1) _layout = new Layout(form, _floor, _first, _second);
        _isSimple = Array.ConvertAll(form.Terms, t => _simple[t.Amplitude].Term >= 0 && Array.TrueForAll(t.Factors, f => _simple[f.Parameter].Term >= 0));
    }

    protected override bool IsAbsolute => false;

    private double* TermBlock(int term) => _columns.Pointer + (term * Stride);

    private double* GradientBlock(int parameter) => TermBlock(_terms + parameter);

    /// <summary>ln of the sum under the outer power.</summary>
    private double* InnerLog => GradientBlock(Parameters);

    /// <summary>1 / the share of the prediction that the powered sum makes up.</summary>
    private double* InverseShare => GradientBlock(Parameters + 1);

    private double* PowerSpare => GradientBlock(Parameters + 2);

    private static (int Term, int Column, double Scale) Entry(PosynomialForm form, int parameter)
    {
        (int, int, double) entry = (-1, -1, 0);
        int uses = 0;
        for (int t = 0; t < form.Terms.Length; t++)
        {
            if (form.Terms[t].Amplitude == parameter)
            {
                entry = (t, -1, 1);
                uses++;
            }

            foreach (PosynomialForm.Factor factor in form.Terms[t].Factors)
            {
                if (factor.Parameter != parameter) continue;
                entry = (t, factor.Column, factor.Scale);
                uses++;
            }
        }

        return uses == 1 ? entry : (-1, -1, 0);
    }
}
