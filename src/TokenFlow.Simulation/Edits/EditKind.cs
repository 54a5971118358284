namespace TokenFlow.Simulation.Edits;

/// <summary>
/// A kind of edit: its name and fields in documents, how it is made of them and taken apart, and how it is said. Each stands
/// with its edit; <see cref="EditKinds"/> lists them.
/// </summary>
public abstract class EditKind
{
    private protected EditKind(string name, Type editType, IReadOnlyList<EditField> fields)
    {
        Name = name;
        EditType = editType;
        Fields = fields;
    }

    /// <summary>Its name in documents.</summary>
    public string Name { get; }

    /// <summary>The type of its edits.</summary>
    public Type EditType { get; }

    /// <summary>Its fields, in the order they are written.</summary>
    public IReadOnlyList<EditField> Fields { get; }

    /// <summary>Makes an edit of the fields.</summary>
    public abstract Edit Read(IEditSource source);

    /// <summary>Takes an edit of this kind apart into its fields.</summary>
    public abstract void Write(Edit edit, IEditTarget target);

    /// <summary>An edit of this kind in a few words, for undo and messages.</summary>
    public abstract string Words(Edit edit);

    /// <summary>
    /// Whether a later edit undoes all that an earlier one of the same frame did, as both turn the same knob. It may then
    /// stand in the earlier one's place.
    /// </summary>
    /// <param name="later">An edit of this kind.</param>
    /// <param name="earlier">An edit of any kind.</param>
    public abstract bool Replaces(Edit later, Edit earlier);

    internal static EditKind Of<TEdit, T>(
        string name, EditField<T> field, Func<T, TEdit> make, Func<TEdit, T> take, Func<TEdit, string> words, Func<TEdit, int?>? knobOf = null)
        where TEdit : Edit =>
        new Kind<TEdit>(name, [field], source => make(field.Read(source)), (edit, target) => field.Write(target, take(edit)), words, knobOf);

    internal static EditKind Of<TEdit, T1, T2>(
        string name,
        EditField<T1> first,
        EditField<T2> second,
        Func<T1, T2, TEdit> make,
        Func<TEdit, (T1 First, T2 Second)> take,
        Func<TEdit, string> words,
        Func<TEdit, int?>? knobOf = null)
        where TEdit : Edit
    {
        return new Kind<TEdit>(name, [first, second], source => make(first.Read(source), second.Read(source)), Write, words, knobOf);

        void Write(TEdit edit, IEditTarget target)
        {
            (T1 one, T2 two) = take(edit);
            first.Write(target, one);
            second.Write(target, two);
        }
    }

    // What a kind is made of. knobOf is null where its edits turn no knob; otherwise it gives the hub whose knob an edit
    // turns, null for the run's own.
    private sealed class Kind<TEdit>(
        string name,
        IReadOnlyList<EditField> fields,
        Func<IEditSource, TEdit> read,
        Action<TEdit, IEditTarget> write,
        Func<TEdit, string> words,
        Func<TEdit, int?>? knobOf) : EditKind(name, typeof(TEdit), fields)
        where TEdit : Edit
    {
        public override Edit Read(IEditSource source) => read(source);

        public override void Write(Edit edit, IEditTarget target) => write((TEdit)edit, target);

        public override string Words(Edit edit) => words((TEdit)edit);

        public override bool Replaces(Edit later, Edit earlier) => knobOf is not null && earlier is TEdit before && knobOf((TEdit)later) == knobOf(before);
    }
}
