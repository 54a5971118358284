using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class ComponentRegistryTests
{
    private struct First;

    private struct Second;

    private struct Never;

    [Test]
    public void Ids_follow_the_order_of_registration()
    {
        int size = ComponentRegistry.Size;
        ComponentType first = ComponentRegistry.Add<First>();
        ComponentType second = ComponentRegistry.Add<Second>();

        Assert.That(second.Id, Is.EqualTo(first.Id + 1));
        Assert.That(first.Id, Is.Positive);
        Assert.That(ComponentRegistry.Size, Is.EqualTo(size + 2));
        Assert.That(first.Type, Is.EqualTo(typeof(First)));
    }

    [Test]
    public void Registering_twice_changes_nothing()
    {
        ComponentType type = ComponentRegistry.Add<Place>();

        Assert.That(ComponentRegistry.Add<Place>(), Is.EqualTo(type));
        Assert.That(Component<Place>.ComponentType, Is.EqualTo(type));
        Assert.That(type.ByteSize, Is.EqualTo(sizeof(int)));
        Assert.That(ComponentRegistry.Has<Place>(), Is.True);
        Assert.That(ComponentRegistry.Has<Never>(), Is.False);
    }
}
