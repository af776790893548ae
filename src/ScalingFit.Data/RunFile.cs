namespace ScalingFit.Data;

/// <summary>Reading training runs from files.</summary>
public static class RunFile
{
    /// <summary>
    /// Reads a CSV file with a header: comma, semicolon, tab or bar between fields. Columns are recognised by their headers (N, params, "Model Size",
    /// tokens, D, "Training FLOP", loss, ...); what was taken for what is in <see cref="RunSet.Source"/>. Lines that begin with # are
    /// comments. Numbers are written with a point, and may end in K, M, B or T for 1e3 to 1e12.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Columns and conventions; by default columns are found by their headers.</param>
    /// <returns>The runs.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RunDataException">
    /// A column is missing or ambiguous, the file is malformed, or values cannot be used: then all of them are listed with their lines.
    /// </exception>
    public static RunSet Read(string path, RunFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= RunFileOptions.Default;
        using FileStream stream = File.OpenRead(path);
        string name = Path.GetFileName(path);
        return RunTable.Read(stream, name, options).ToRunSet(options.Conventions, columns => $"{name} ({columns})");
    }
}
