using ScalingFit.Laws.Formulas;

namespace ScalingFit;

// Laws from a line of text, and from a lambda.
public sealed partial class ScalingLaw
{
    /// <summary>A law of one's own, from its formula. N and D are columns, and so is C where neither stands in the formula, what is in square brackets, and what the options list; every other identifier is a parameter, whose kind follows from where it stands.</summary>
    /// <param name="formula">The formula, such as <c>"L = E + A/N^alpha + B/D^beta"</c>.</param>
    /// <param name="options">Which identifiers are columns, and what is known of parameters beyond the formula.</param>
    /// <returns>The law.</returns>
    /// <exception cref="FormulaException">The formula cannot be read, or has no column or no parameter.</exception>
    /// <exception cref="ArgumentException">An option is about something that the formula does not have.</exception>
    /// <example>
    /// <code>
    /// ScalingLaw law = ScalingLaw.Define("L = E + A/N^alpha + B/(D + D0)^beta");
    /// </code>
    /// </example>
    public static ScalingLaw Define(string formula, FormulaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        options ??= FormulaOptions.Default;
        FormulaNode root = FormulaParser.Read(formula, options.Variables);
        return new ScalingLaw(LawRecorder.Define(options.Name, (p, x) => new FormulaEvaluator(formula, p, x).Evaluate(root), options, Check));

        void Check(int parameters, int columns)
        {
            if (columns == 0) throw new FormulaException(formula, 0, "The formula has no column. Columns are N, D, names in square brackets, and those that FormulaOptions.Variables lists.");
            if (parameters == 0) throw new FormulaException(formula, 0, "The formula has no parameter to fit. Every identifier that is no column is one.");
        }
    }

    /// <summary>A law of one's own, written as a lambda that asks for its parameters and columns by name. Kinds follow from where parameters stand, as in a formula.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="law">The predicted loss from parameters and columns. It is called twice, to record what it does, and must do the same both times.</param>
    /// <param name="options">What is known of columns and parameters beyond the lambda.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentException">The law depends on no column or no parameter, a name stands for both, or an option is about something that the law does not have.</exception>
    /// <exception cref="InvalidOperationException">The lambda is not the same expression every time.</exception>
    /// <example>
    /// <code>
    /// ScalingLaw law = ScalingLaw.Define("mine", (p, x) => p["E"] + (p["A"] / LawNumber.Pow(x["N"], p["alpha"])));
    /// </code>
    /// </example>
    public static ScalingLaw Define(string name, Func<LawNumbers, LawNumbers, LawNumber> law, FormulaOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(law);
        return new ScalingLaw(LawRecorder.Define(name, law, options ?? FormulaOptions.Default, Check));

        void Check(int parameters, int columns)
        {
            if (columns == 0) throw new ArgumentException($"{name} has no column: it never asks for one, as x[\"N\"] does.", nameof(law));
            if (parameters == 0) throw new ArgumentException($"{name} has no parameter to fit: it never asks for one, as p[\"E\"] does.", nameof(law));
        }
    }
}
