using System.Buffers.Binary;
using System.Text;
using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Learned;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Learning;

public sealed class LearnedHubFileTests
{
    private const int Heads = 2;
    private const int HeadDim = 3;
    private const int Width = Heads * HeadDim;
    private const int Vector = Width * sizeof(float);
    private const int Matrix = Width * Width * sizeof(float);
    private const string Words = "\"__metadata__\":{\"tokenflow.hub\":\"1\",\"scenario\":\"s\",\"seed\":\"1\",\"steps\":\"2\",\"loss\":\"0.5\"}";

    private static readonly LearnedHubFile Sample = new(LearnedHub.Untrained(Heads, HeadDim, 7), new TrainingRecord("a \"scenario\" of ours", ulong.MaxValue, 12, 0.1 + 0.2));

    [Test]
    public void What_is_written_is_read_again_to_the_last_bit()
    {
        byte[] bytes = LearningWorld.Bytes(Sample);
        LearnedHubFile read = Read(bytes);
        Assert.That(read.Record, Is.EqualTo(Sample.Record));
        for (int p = 0; p < Sample.Hub.Parameters.Count; p++)
        {
            Assert.That(read.Hub.Parameters[p], Is.EqualTo(Sample.Hub.Parameters[p]));
        }

        Assert.That(LearningWorld.Bytes(read), Is.EqualTo(bytes));
    }

    [Test]
    public void The_layout_is_that_of_the_safetensors_format()
    {
        byte[] bytes = LearningWorld.Bytes(Sample);
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        string text = Encoding.UTF8.GetString(bytes, 8, header);
        Assert.That((8 + header) % 8, Is.Zero);
        Assert.That(text, Does.StartWith("{\"__metadata__\":{"));
        Assert.That(text, Does.Contain($"\"cls.vector\":{{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,{Vector}]}}"));
        Assert.That(text, Does.Contain($"\"global.key\":{{\"dtype\":\"F32\",\"shape\":[6,6],\"data_offsets\":[{(2 * Vector) + Matrix},{(2 * Vector) + (2 * Matrix)}]}}"));
        Assert.That(bytes, Has.Length.EqualTo(8 + header + (2 * Vector) + (2 * Matrix)));
        Assert.That(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + header + (2 * Vector))), Is.EqualTo(Sample.Hub.Query[0]));
    }

    [Test]
    public void Tensors_may_stand_in_any_order()
    {
        string header = Header(("sep.vector", "[2,3]", Matrix, Matrix + Vector), ("global.key", "[6,6]", 0, Matrix), ("cls.vector", "[2,3]", Matrix + Vector, Matrix + (2 * Vector)), ("global.query", "[6,6]", Matrix + (2 * Vector), (2 * Matrix) + (2 * Vector)));
        float[] numbers = [.. Enumerable.Range(0, (2 * Width) + (2 * Width * Width)).Select(i => (float)i)];
        LearnedHub hub = Read(File(header, numbers)).Hub;
        Assert.That(hub.Key[0], Is.Zero);
        Assert.That(hub.Sep[0], Is.EqualTo(Width * Width));
        Assert.That(hub.Cls[0], Is.EqualTo((Width * Width) + Width));
    }

    [Test]
    public void A_hub_of_another_shape_names_both()
    {
        FaultException fault = Faults.Of(() => LearnedHubFile.Read(new MemoryStream(LearningWorld.Bytes(Sample)), "hub", 1, 64));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.Contain("[2 x 3]").And.Contain("[1 x 64]"));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("empty", [], "too early");
        yield return Case("shorter than a length", [1, 2, 3], "too early");
        yield return Case("a header of 16 exabytes", [.. Enumerable.Repeat((byte)255, 64)], "header would have");
        yield return Case("a header of no byte", new byte[64], "header would have");
        yield return Case("a header longer than the file", Raw(1_000, "{"), "too early");
        yield return Case("no object", Raw(2, "[]"), "not a JSON object");
        yield return Case("no JSON", Raw(6, "{\"a\":}"), "not valid JSON");
        yield return Case("nested deep", Text($"{{\"a\":{new string('[', 500)}{new string(']', 500)}}}"), "not valid JSON");
        yield return Case("a name twice", Text($"{{{Words},{Tensor("cls.vector", "[2,3]", 0, Vector)},{Tensor("cls.vector", "[2,3]", 0, Vector)}}}"), "not valid JSON");
        yield return Case("no metadata", Text($"{{{Tensor("cls.vector", "[2,3]", 0, Vector)}}}"), "not a trained hub");
        yield return Case("another version", Text("{\"__metadata__\":{\"tokenflow.hub\":\"2\"}}"), "version '2'");
        yield return Case("metadata that are no texts", Text("{\"__metadata__\":{\"tokenflow.hub\":1}}"), "not valid JSON");
        yield return Case("no tensors", Text($"{{{Words}}}"), "'cls.vector' is missing");
        yield return Case("a strange tensor", Text($"{{{Words},{Tensor("x\\u001b[2J", "[1]", 0, 4)}}}"), "'x?[2J' that no hub has");
        yield return Case("half precision", Text($"{{{Words},\"cls.vector\":{{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[0,12]}}}}"), "of type 'F16'");
        yield return Case("a negative dimension", Text($"{{{Words},{Tensor("cls.vector", "[-2,-3]", 0, Vector)}}}"), "not valid JSON");
        yield return Case("a product that overflows", Text($"{{{Words},{Tensor("cls.vector", "[4294967296,4294967296]", 0, 0)}}}"), "do not fit each other");
        yield return Case("a product that overflows to the length", Text($"{{{Words},{Tensor("cls.vector", "[4611686018427387905,4]", 0, 16)}}}"), "do not fit each other");
        yield return Case("offsets that do not fit the shape", Text($"{{{Words},{Tensor("cls.vector", "[2,3]", 0, Vector + 4)}}}"), "do not fit each other");
        yield return Case("offsets the wrong way round", Text($"{{{Words},{Tensor("cls.vector", "[2,3]", Vector, 0)}}}"), "do not fit each other");
        yield return Case("overlapping tensors", File(Header(("cls.vector", "[2,3]", 0, Vector), ("sep.vector", "[2,3]", 0, Vector)), []), "'sep.vector' begin at byte 0");
        yield return Case("a gap", File(Header(("cls.vector", "[2,3]", 4, Vector + 4)), []), "'cls.vector' begin at byte 4");
        yield return Case("far away", File(Header(("cls.vector", "[2,3]", long.MaxValue - Vector, long.MaxValue)), []), "begin at byte");
        byte[] good = LearningWorld.Bytes(Sample);
        yield return Case("cut off", good[..^1], "too early");
        yield return Case("more than it says", [.. good, 0], "something follows");
        yield return Case("not a number", WithLast(good, float.NaN), "cannot be used");
        yield return Case("infinite", WithLast(good, float.NegativeInfinity), "cannot be used");
        yield return Case("huge", WithLast(good, 1e30f), "cannot be used");
        yield return Case("metadata without steps", File(Header(All).Replace("\"steps\":\"2\",", "", StringComparison.Ordinal), new float[(2 * Width) + (2 * Width * Width)]), "do not say");
        yield return Case("a loss that is none", File(Header(All).Replace("0.5", "NaN", StringComparison.Ordinal), new float[(2 * Width) + (2 * Width * Width)]), "do not say");
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_file_is_refused_in_one_line(byte[] bytes, string says)
    {
        FaultException fault = Faults.Of(() => Read(bytes));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.StartWith("hub: ").And.Contain(says));
        Assert.That(fault.Message.Any(char.IsControl), Is.False);
    }

    [Test]
    public void A_header_never_makes_more_memory_than_the_wanted_hub()
    {
        string header = Header(("cls.vector", "[40000,40000]", 0, 6_400_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Faults.Of(() => Read(File(header, []))).Message, Does.Contain("[40000 x 40000]"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Whatever_is_changed_in_a_file_it_is_read_or_refused_and_nothing_else()
    {
        byte[] good = LearningWorld.Bytes(Sample);
        var change = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 3]);
        Gen.Select(change.Array[1, 4], Gen.Int[0, good.Length]).Sample((changes, length) =>
        {
            var bytes = new List<byte>(good);
            foreach ((int at, byte value, int how) in changes)
            {
                int place = Math.Min(at, bytes.Count - 1);
                if (how == 0)
                {
                    bytes.Insert(place, value);
                }
                else if (how == 1 && bytes.Count > 1)
                {
                    bytes.RemoveAt(place);
                }
                else
                {
                    bytes[place] = value;
                }
            }

            byte[] changed = [.. bytes.Take(length % 3 == 0 ? length : bytes.Count)];
            try
            {
                LearnedHub hub = Read(changed).Hub;
                return hub.Parameters.All(p => p.All(float.IsFinite));
            }
            catch (FaultException fault)
            {
                return fault.Kind == FaultKind.DocumentInvalid && !fault.Message.Any(char.IsControl);
            }
        }, iter: 20_000);
    }

    [Test]
    public void Files_that_are_not_there_or_no_files_are_said_so()
    {
        Assert.That(Faults.Of(() => LearnedHubFile.Read("nowhere.safetensors", 1, 4)).Kind, Is.EqualTo(FaultKind.FileUnreadable));
        Assert.That(Faults.Of(() => LearnedHubFile.Read(".", 1, 4)).Message, Does.Contain("folder"));
    }

    private static (string Name, string Shape, long Begin, long End)[] All =>
    [
        ("cls.vector", "[2,3]", 0, Vector), ("sep.vector", "[2,3]", Vector, 2 * Vector),
        ("global.query", "[6,6]", 2 * Vector, (2 * Vector) + Matrix), ("global.key", "[6,6]", (2 * Vector) + Matrix, (2 * Vector) + (2 * Matrix)),
    ];

    private static TestCaseData Case(string name, byte[] bytes, string says) => new TestCaseData(bytes, says).SetArgDisplayNames(name);

    private static LearnedHubFile Read(byte[] bytes) => LearnedHubFile.Read(new MemoryStream(bytes), "hub", Heads, HeadDim);

    private static byte[] WithLast(byte[] good, float number)
    {
        byte[] bytes = (byte[])good.Clone();
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 4), number);
        return bytes;
    }

    private static string Tensor(string name, string shape, long begin, long end) => $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[{begin},{end}]}}";

    private static string Header(params (string Name, string Shape, long Begin, long End)[] tensors) => $"{{{Words},{string.Join(',', tensors.Select(t => Tensor(t.Name, t.Shape, t.Begin, t.End)))}}}";

    private static byte[] Text(string header) => Raw((ulong)Encoding.UTF8.GetByteCount(header), header);

    private static byte[] File(string header, float[] numbers) => [.. Text(header), .. numbers.SelectMany(BitConverter.GetBytes)];

    private static byte[] Raw(ulong length, string text)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return [.. bytes, .. Encoding.UTF8.GetBytes(text)];
    }
}
