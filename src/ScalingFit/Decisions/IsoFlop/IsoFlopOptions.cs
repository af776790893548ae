using System.Globalization;

namespace ScalingFit;

/// <summary>How minima of equal compute are found.</summary>
public sealed record IsoFlopOptions
{
    private readonly Variable _axis = Variable.Parameters;
    private readonly double _budgetTolerance = 0.05;
    private readonly IReadOnlyList<double> _budgets = [];
    private readonly int _fewestPoints = 4;

    /// <summary>Parabolas in ln N, budgets found within 5 %, at least four sizes each, minima beyond the runs left out.</summary>
    public static IsoFlopOptions Default { get; } = new();

    /// <summary>The axis: parameters or tokens. The other follows by the compute rule, D* = C/(κN*).</summary>
    /// <exception cref="ArgumentException">Neither.</exception>
    public Variable Axis
    {
        get => _axis;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!value.Equals(Variable.Parameters) && !value.Equals(Variable.Tokens)) throw new ArgumentException($"The axis is {Variable.Parameters} or {Variable.Tokens}, not {value}.", nameof(value));
            _axis = value;
        }
    }

    /// <summary>Compute that differs by less than this share counts as one budget: figures that were read off a plot scatter by some percent. Where budgets are given, runs further off belong to none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double BudgetTolerance
    {
        get => _budgetTolerance;
        init
        {
            if (!(value is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "BudgetTolerance lies between 0 and 1, such as 0.05.");
            _budgetTolerance = value;
        }
    }

    /// <summary>The budgets, in FLOPs; empty to find them. A run belongs to the nearest.</summary>
    /// <exception cref="ArgumentException">One is not positive and finite, or given twice.</exception>
    public IReadOnlyList<double> Budgets
    {
        get => _budgets;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (double budget in value) Require.Positive(budget, nameof(Budgets));
            if (value.Distinct().Count() < value.Count) throw new ArgumentException("A budget is given twice.", nameof(value));
            _budgets = [.. value.Order()];
        }
    }

    /// <summary>The fewest different sizes of a budget. Three determine a parabola and leave nothing to judge it by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 3.</exception>
    public int FewestPoints
    {
        get => _fewestPoints;
        init
        {
            if (value < 3) throw new ArgumentOutOfRangeException(nameof(value), value.ToString(CultureInfo.InvariantCulture), "FewestPoints: three at least, which determine a parabola.");
            _fewestPoints = value;
        }
    }

    /// <summary>How a minimum is found.</summary>
    public IsoFlopInterpolation Interpolation { get; init; } = IsoFlopInterpolation.Parabola;

    /// <summary>Whether minima beyond the runs of their budget count too; of Akima's curve, those at the last of them.</summary>
    public bool UseOutside { get; init; }
}
