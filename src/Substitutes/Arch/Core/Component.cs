namespace Arch.Core;

/// <summary>The registration of one component type, made at first use.</summary>
public static class Component<T>
{
    /// <summary>Id and size.</summary>
    public static readonly ComponentType ComponentType = ComponentRegistry.Add<T>();

    /// <summary>The set that holds this component alone.</summary>
    public static readonly Signature Signature = new(ComponentType);

    /// <summary>Whether the type carries no data, so that adding it needs no value.</summary>
    internal static readonly bool IsTag = typeof(T).IsValueType && !typeof(T).IsPrimitive && !typeof(T).IsEnum
        && typeof(T).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Length == 0;
}
