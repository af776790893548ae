namespace ScalingFit.Benchmarks;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values;

    private Options(Dictionary<string, string> values)
    {
        _values = values;
    }

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads options; null, with a word on the error stream, where one is unknown or lacks its value.</summary>
    public static Options? Read(string[] arguments, params string[] known)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!known.Contains(arguments[i], StringComparer.Ordinal) || i + 1 == arguments.Length)
            {
                Console.Error.WriteLine($"{arguments[i]}: not an option with a value. Known: {string.Join(", ", known)}.");
                return null;
            }

            values[arguments[i]] = arguments[i + 1];
        }

        return new Options(values);
    }
}
