namespace ScalingFit.Summaries;

/// <summary>Writes a file whole or not at all: to a temporary one beside it, then moved over it, so that no reader meets half of it.</summary>
internal static class AtomicFile
{
    public static void Write(string path, byte[] content)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new ArgumentException($"\"{path}\" is not the path of a file.", nameof(path));
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
