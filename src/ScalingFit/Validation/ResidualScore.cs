using ScalingFit.Uncertainty;

namespace ScalingFit.Validation;

/// <summary>
/// Residuals of a table under an objective, in its own terms: weights relative to their mean, residuals in units of known standard deviations where there are any; and their likelihood.
/// </summary>
internal sealed class ResidualScore
{
    private readonly double[] _loss;
    private readonly double[] _weights;
    private readonly double[] _deviations;
    private readonly Objective _objective;

    public ResidualScore(RunSet runs, Objective objective)
    {
        _objective = objective;
        Likelihood = new ScaledLikelihood(objective.Penalty);
        _loss = runs.LossArray();
        _weights = runs.WeightArray();
        double mean = _weights.Average();
        for (int i = 0; i < _weights.Length; i++) _weights[i] /= mean;

        // Those of the residual, to first order: σ/L for ln L, σ/(L(1 - L)) for its logit.
        _deviations = runs.DeviationArray();
        for (int i = 0; i < _deviations.Length; i++) _deviations[i] /= objective.OnLogarithm ? _loss[i] : objective.OnLogit ? _loss[i] * (1 - _loss[i]) : 1;
    }

    public ScaledLikelihood Likelihood { get; }

    /// <summary>The weight of a row, relative to their mean.</summary>
    public double Weight(int row) => _weights[row];

    /// <summary>The scale that maximises the likelihood of some rows; zero where they lie on the law.</summary>
    /// <param name="residuals">The residuals of all rows.</param>
    /// <param name="rows">Which rows.</param>
    public double Scale(IReadOnlyList<double> residuals, IEnumerable<int> rows)
    {
        double sum = 0;
        double count = 0;
        foreach (int i in rows)
        {
            sum += _weights[i] * Likelihood.Charge(residuals[i] / Deviation(i));
            count += _weights[i];
        }

        return Likelihood.Scale(sum, count);
    }

    /// <summary>The logarithm of the density of a row's residual.</summary>
    public double LogDensity(IReadOnlyList<double> residuals, int row, double scale) =>
        Likelihood.LogDensity(residuals[row] / Deviation(row), scale) - Math.Log(Deviation(row));

    /// <summary>A residual in units of its known standard deviation where there is one.</summary>
    public double InOwnUnits(int row, double residual) => residual / Deviation(row);

    /// <summary>The residual of a row whose loss is predicted so.</summary>
    public double Residual(int row, double predicted) => Uncertainty.Residual.Of(_objective, predicted, _loss[row]);

    /// <summary>Predicted over measured, less 1, of a row with this residual.</summary>
    public double RelativeError(int row, double residual) =>
        _objective.OnLogarithm ? Math.Exp(residual) - 1
        : (Uncertainty.Residual.TakeOff(_objective, _loss[row], -residual) / _loss[row]) - 1;

    private double Deviation(int row) => _deviations.Length == 0 ? 1 : _deviations[row];
}
