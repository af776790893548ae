namespace ScalingFit;

/// <summary>The parameters, or the columns, of a law that is written as a lambda: each comes into being when it is first asked for by name.</summary>
public sealed class LawNumbers
{
    private readonly Func<string, LawNumber> _find;

    internal LawNumbers(Func<string, LawNumber> find) => _find = find;

    /// <summary>The number of this name, such as <c>p["alpha"]</c> or <c>x["N"]</c>.</summary>
    /// <param name="name">The name. Of parameters, a Greek letter and its name are the same; of columns, N, D, C and the step t are those of a run, any other a value that runs give.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public LawNumber this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            return _find(name);
        }
    }
}
