using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace ScalingFit.Tests.Architecture;

/// <summary>
/// The floors of the core: a file uses its own floor and those below, never one above. Public types share one namespace, so that a type's floor is the folder of its
/// source file, as the debug information of the assembly gives it.
/// </summary>
public sealed class FloorTests
{
    // Lowest first; rooms on one floor may not use each other.
    private static readonly string[][] Floors =
    [
        ["Numerics"],
        ["Findings"],
        ["Runs"],
        ["Laws", ""],
        ["Fitting"],
        ["Uncertainty"],
        ["Validation"],
        ["Decisions"],
        ["Diagnostics"],
        ["Summaries"],
    ];

    private static readonly Dictionary<string, string> FolderOf = ReadFolders();

    private static readonly ArchUnitNET.Domain.Architecture Core = new ArchLoader().LoadAssemblies(typeof(ScalingLaw).Assembly).Build();

    [Fact]
    public void Every_type_of_the_core_has_its_room_on_a_known_floor()
    {
        FolderOf.Count.Should().BeGreaterThan(80);
        foreach (IType type in CoreTypes()) FloorOf(type).Should().BeGreaterThanOrEqualTo(0, "{0} lies in \"{1}\"", type.FullName, Folder(type));
    }

    [Fact]
    public void No_file_uses_a_floor_above_its_own_or_another_room_of_its_floor()
    {
        var trespasses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (IType type in CoreTypes())
        {
            foreach (IType target in type.Dependencies.Select(d => d.Target).Where(IsOfCore))
            {
                bool sameRoom = string.Equals(Folder(type), Folder(target), StringComparison.Ordinal);
                bool bothOnLaws = FloorOf(type) == FloorOf(target) && Floors[FloorOf(type)].Contains("", StringComparer.Ordinal);
                if (sameRoom || bothOnLaws || FloorOf(target) < FloorOf(type)) continue;
                trespasses.Add($"{Folder(type)}/{type.Name} uses {Folder(target)}/{target.Name}");
            }
        }

        trespasses.Should().BeEmpty();
    }

    [Fact]
    public void The_rule_can_fail()
    {
        // Fitting does use Numerics: were the order the other way round, the rule above would have to say so.
        CoreTypes().Should().Contain(t => Folder(t) == "Fitting" && t.Dependencies.Any(d => IsOfCore(d.Target) && Folder(d.Target) == "Numerics"));
        CoreTypes().Should().Contain(t => Folder(t) == "Summaries" && t.Dependencies.Any(d => IsOfCore(d.Target) && Folder(d.Target) == "Decisions"));
    }

    [Fact]
    public void The_core_depends_on_the_framework_and_MathNet_alone_and_shows_no_type_of_MathNet()
    {
        typeof(ScalingLaw).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal)).Should().BeEquivalentTo("MathNet.Numerics");
        IEnumerable<System.Type> shown = typeof(ScalingLaw).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)));
        shown.Should().NotContain(t => t.FullName != null && t.FullName.Contains("MathNet", StringComparison.Ordinal));
    }

    private static IEnumerable<IType> CoreTypes() => Core.Types.Where(IsOfCore);

    private static bool IsOfCore(IType type) => FolderOf.ContainsKey(Outermost(type.FullName));

    private static string Folder(IType type) => FolderOf[Outermost(type.FullName)];

    private static int FloorOf(IType type) => Array.FindIndex(Floors, f => f.Contains(Folder(type), StringComparer.Ordinal));

    /// <summary>Nested and compiler-made types belong to the type around them; generic arity marks are kept as metadata writes them.</summary>
    private static string Outermost(string name)
    {
        int nested = name.IndexOfAny(['+', '/']);
        string outer = nested < 0 ? name : name[..nested];
        int arguments = outer.IndexOf('<', StringComparison.Ordinal);
        return arguments > 0 ? outer[..arguments] : outer;
    }

    /// <summary>Full name of each top-level type to the folder under src/ScalingFit that its source file lies in, from the embedded debug information.</summary>
    private static Dictionary<string, string> ReadFolders()
    {
        string path = typeof(ScalingLaw).Assembly.Location;
        using var stream = File.OpenRead(path);
        using var portable = new PEReader(stream);
        MetadataReader metadata = portable.GetMetadataReader();
        DebugDirectoryEntry entry = portable.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = portable.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        MetadataReader debug = provider.GetMetadataReader();

        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (type.IsNested || FolderOfType(handle, type, debug) is not { } folder) continue;
            string space = metadata.GetString(type.Namespace);
            string name = metadata.GetString(type.Name);
            folders[space.Length == 0 ? name : $"{space}.{name}"] = folder;
        }

        return folders;
    }

    private static string? FolderOfType(TypeDefinitionHandle handle, TypeDefinition type, MetadataReader debug)
    {
        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            MethodDebugInformation information = debug.GetMethodDebugInformation(method.ToDebugInformationHandle());
            if (!information.Document.IsNil) return FolderOfDocument(debug.GetString(debug.GetDocument(information.Document).Name));
        }

        // A type without code, such as an enum, names its file in a record of its own.
        var ofTypes = new Guid("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
        foreach (CustomDebugInformationHandle record in debug.GetCustomDebugInformation(handle))
        {
            CustomDebugInformation information = debug.GetCustomDebugInformation(record);
            if (debug.GetGuid(information.Kind) != ofTypes) continue;
            BlobReader blob = debug.GetBlobReader(information.Value);
            DocumentHandle document = MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
            return FolderOfDocument(debug.GetString(debug.GetDocument(document).Name));
        }

        return null;
    }

    private static string? FolderOfDocument(string path)
    {
        const string root = "src/ScalingFit/";
        string unified = path.Replace('\\', '/');
        int start = unified.LastIndexOf(root, StringComparison.Ordinal);
        if (start < 0 || unified.Contains("/obj/", StringComparison.Ordinal)) return null;
        string inside = unified[(start + root.Length)..];
        int slash = inside.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : inside[..slash];
    }
}
