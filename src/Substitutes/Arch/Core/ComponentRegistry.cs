using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>Every component type in use in this process. Ids follow first use: register in a fixed order to fix them.</summary>
public static class ComponentRegistry
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, ComponentType> Known = [];
    private static readonly List<(Type Type, Func<int, Array> NewArray)> ById = [(typeof(void), _ => Array.Empty<byte>())];

    /// <summary>Number of registered types.</summary>
    public static int Size
    {
        get
        {
            lock (Gate)
            {
                return Known.Count;
            }
        }
    }

    /// <summary>Registers <typeparamref name="T"/>, or finds it registered.</summary>
    public static ComponentType Add<T>()
    {
        lock (Gate)
        {
            if (Known.TryGetValue(typeof(T), out ComponentType known))
            {
                return known;
            }

            var type = new ComponentType(ById.Count, Unsafe.SizeOf<T>());
            ById.Add((typeof(T), static length => new T[length]));
            Known.Add(typeof(T), type);
            return type;
        }
    }

    /// <summary>Whether <typeparamref name="T"/> is registered.</summary>
    public static bool Has<T>()
    {
        lock (Gate)
        {
            return Known.ContainsKey(typeof(T));
        }
    }

    internal static Type TypeOf(int id)
    {
        lock (Gate)
        {
            return ById[id].Type;
        }
    }

    internal static Array NewArray(ComponentType type, int length)
    {
        lock (Gate)
        {
            return ById[type.Id].NewArray(length);
        }
    }
}
