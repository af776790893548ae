using System.Globalization;
using System.Text;
using ScalingFit.Decisions;

namespace ScalingFit;

/// <summary>
/// Best sizes read off runs of equal compute, and power laws through them: N*(C) = c·C^a and D*(C). Approach 2 of Hoffmann et al. 2022; Dubey et al. 2024 planned Llama 3 with it.
/// </summary>
/// <remarks>
/// It supposes no law of the loss, and says nothing of the loss at a larger budget. Where the valley is lopsided, the runs' range wide or off its middle, the minima are biased: docs/isoflop.md has by how much.
/// Immutable, and safe to share between threads.
/// </remarks>
public sealed class IsoFlop
{
    internal IsoFlop(RunSet runs, IsoFlopOptions options, IReadOnlyList<IsoFlopBudget> budgets, int withoutBudget, BudgetLaw? parameters, BudgetLaw? tokens)
    {
        Runs = runs;
        Options = options;
        Budgets = budgets;
        WithoutBudget = withoutBudget;
        Parameters = parameters;
        Tokens = tokens;
        Findings = IsoFlopFindings.Of(this);
    }

    /// <summary>The runs.</summary>
    public RunSet Runs { get; }

    /// <summary>How the minima were found.</summary>
    public IsoFlopOptions Options { get; }

    /// <summary>The budgets, the smallest first, those included that are not used.</summary>
    public IReadOnlyList<IsoFlopBudget> Budgets { get; }

    /// <summary>How many runs are near none of the budgets that were given.</summary>
    public int WithoutBudget { get; }

    /// <summary>N*(C) through the budgets used; null where fewer than two are.</summary>
    public BudgetLaw? Parameters { get; }

    /// <summary>D*(C) through the budgets used; null where fewer than two are.</summary>
    public BudgetLaw? Tokens { get; }

    /// <summary>SF2007 where budgets do not show their minimum, SF2008 where their sizes lie off it.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The budgets, a line each, and the power laws.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (IsoFlopBudget budget in Budgets) text.Append(budget).Append('\n');
        if (WithoutBudget > 0) text.Append(CultureInfo.InvariantCulture, $"{WithoutBudget} runs near no budget\n");
        return Parameters is null || Tokens is null
            ? text.Append("power laws withheld: fewer than two budgets show their minimum").ToString()
            : text.Append(CultureInfo.InvariantCulture, $"N* = {Parameters}\nD* = {Tokens}").ToString();
    }
}
