using System.Globalization;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF3007: a term that makes up next to nothing of any run's loss. Its parameters are then whatever the iteration left them at.</summary>
internal sealed class DeadTerm : IFitRule
{
    public Finding? Check(LawFit fit)
    {
        TermShare[] dead = [.. fit.Certificate.TermShares.Where((t, place) => !t.IsAlive && FreeTerms.IsFree(fit, place))];
        if (dead.Length == 0) return null;
        IEnumerable<string> shown = dead.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Term} is at most {t.Largest:0.0e0} of the loss"));
        return new Finding
        {
            Code = "SF3007",
            Severity = Severity.Error,
            Message = $"A term is dead: {string.Join("; ", shown)}.",
            Advice = "Use a law without it, or hold its parameters.",
        };
    }
}
