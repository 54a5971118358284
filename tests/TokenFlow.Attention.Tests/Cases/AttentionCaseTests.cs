using System.Text;
using TokenFlow.Attention.Cases;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Tests.Cases;

public sealed class AttentionCaseTests
{
    private const string Good = """
        {"heads": 1, "headDim": 2, "tokens": 2,
         "pattern": {"kind": "full"},
         "q": [[1, 0], [0, 1]],
         "k": [[1, 0], [0, 1]],
         "v": [[1, 2], [3, 4]]}
        """;

    [Test]
    public void Third_party_figures_come_out_within_their_tolerance(
        [Values("longformer-allenai-small", "longformer-no-global")] string name,
        [Values] CaseKernel kernel)
    {
        AttentionCase subject = AttentionCase.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", $"{name}.json"));
        AttentionCaseResult result = AttentionCaseRunner.Run(subject, kernel, threads: 2);
        Assert.That(subject.Tolerance, Is.GreaterThan(0));
        Assert.That(result.MaxError, Is.LessThanOrEqualTo(subject.Tolerance));
        Assert.That(result.MaxRowSumError, Is.LessThan(1e-5));
        Assert.That(result.Output, Has.Length.EqualTo(subject.Rows * subject.Heads * subject.HeadDim));
        foreach (int padded in subject.Padding)
        {
            Assert.That(result.Output.AsSpan(padded * result.Columns, result.Columns).ToArray(), Is.All.Zero);
        }
    }

    [Test]
    public void Known_edge_counts_are_reported()
    {
        AttentionCase subject = AttentionCase.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "longformer-no-global.json"));
        // Seven tokens unpadded, two a side.
        Assert.That(AttentionCaseRunner.Run(subject, CaseKernel.Fast).Edges, Is.EqualTo((7 * 5) - (2 * 3)));
    }

    [TestCase("""{"kind": "full"}""")]
    [TestCase("""{"kind": "full", "globals": []}""")]
    [TestCase("""{"kind": "bert-cls"}""")]
    [TestCase("""{"kind": "local", "window": 3}""")]
    [TestCase("""{"kind": "local", "window": 3, "dilation": [1, 2]}""")]
    [TestCase("""{"kind": "global", "globals": [0]}""")]
    [TestCase("""{"kind": "longformer", "window": 0}""")]
    [TestCase("""{"kind": "LONGFORMER", "window": 3, "dilation": 2, "globals": [0]}""")]
    [TestCase("""{"kind": "bigbird", "block": 2, "random": 1}""")]
    [TestCase("""{"kind": "bigbird", "block": 3, "random": 9, "seed": 4, "globals": [0]}""")]
    [TestCase("""{"kind": "bigbird-hf", "block": 3, "random": 3}""")]
    [TestCase("""{"kind": "cls-hub", "window": 1}""")]
    [TestCase("""{"kind": "memory", "memory": 0, "window": 1}""")]
    [TestCase("""{"kind": "etc", "memory": 0, "window": 2}""")]
    [TestCase("""{"kind": "star"}""")]
    [TestCase("""{"kind": "streaming", "sinks": 2, "window": 3}""")]
    public void Every_kind_runs_on_all_kernels_at_any_length(string pattern)
    {
        foreach (int tokens in new[] { 1, 2, 3, 4, 7, 16 })
        {
            foreach (int headDim in new[] { 1, 3, 20 })
            {
                AttentionCase subject = Read(Random(pattern, tokens, 2, headDim, tokens > 2 ? [tokens - 1] : []));
                AttentionCaseResult exact = AttentionCaseRunner.Run(subject, CaseKernel.ReferenceFloat64);
                foreach (CaseKernel kernel in new[] { CaseKernel.Reference, CaseKernel.Fast })
                {
                    AttentionCaseResult result = AttentionCaseRunner.Run(subject, kernel, 2);
                    Assert.That(result.Output, Is.EqualTo(exact.Output).Within(1e-5));
                    Assert.That(result.EdgesByHead, Is.EqualTo(exact.EdgesByHead));
                    Assert.That(result.MaxRowSumError, Is.LessThan(1e-5));
                }
            }
        }
    }

    [Test]
    public void Memory_rows_may_be_counted_with_the_tokens_or_apart()
    {
        const string Pattern = """{"kind": "memory", "memory": 2, "window": 1}""";
        AttentionCase together = Read(Random(Pattern, 6, 1, 3, []));
        AttentionCase apart = Read(Random(Pattern, 6, 1, 3, []).Replace("\"tokens\": 6", "\"tokens\": 4"));
        Assert.That(apart.Rows, Is.EqualTo(6));
        Assert.That(AttentionCaseRunner.Run(apart, CaseKernel.Fast).Output, Is.EqualTo(AttentionCaseRunner.Run(together, CaseKernel.Fast).Output));
    }

    [Test]
    public void A_case_that_is_all_padding_gives_zeros()
    {
        AttentionCase subject = Read(Random("""{"kind": "longformer", "window": 1, "globals": [0]}""", 4, 2, 3, [0, 1, 2, 3]));
        AttentionCaseResult result = AttentionCaseRunner.Run(subject, CaseKernel.Fast);
        Assert.That(result.Output, Is.All.Zero);
        Assert.That(result.MaxRowSumError, Is.Zero);
        Assert.That(result.Edges, Is.Zero);
    }

    [Test]
    public void The_cases_seed_serves_a_pattern_without_one()
    {
        string own = Random("""{"kind": "bigbird", "block": 1, "random": 2, "seed": 7}""", 16, 1, 2, []);
        string cases = Random("""{"kind": "bigbird", "block": 1, "random": 2}""", 16, 1, 2, []).Replace("\"heads\"", "\"seed\": 7, \"heads\"");
        Assert.That(Read(cases).Pattern, Is.EqualTo(Read(own).Pattern));
    }

    [TestCase("", "empty")]
    [TestCase("[]", "object")]
    [TestCase("{", "line 1")]
    [TestCase("{} x", "line 1")]
    [TestCase("{}", "heads: the field is missing")]
    [TestCase("""{"heads": 0}""", "heads")]
    [TestCase("""{"heads": 1.5}""", "heads")]
    [TestCase("""{"tokens": "2"}""", "tokens")]
    [TestCase("""{"colour": 1}""", "colour: a case has no such field")]
    [TestCase("""{"heads": 1, "heads": 1}""", "twice")]
    [TestCase("""{"seed": -1}""", "seed")]
    [TestCase("""{"name": 1}""", "name")]
    [TestCase("""{"q": 1}""", "q: this is no matrix")]
    [TestCase("""{"q": []}""", "q: the matrix is empty")]
    [TestCase("""{"q": [1]}""", "q[0]")]
    [TestCase("""{"q": [[1], [1, 2]]}""", "q[1]")]
    [TestCase("""{"q": [[1, NaN]]}""", "line 1")]
    [TestCase("""{"q": [[1, "NaN"]]}""", "q[0][1]")]
    [TestCase("""{"q": [[1, 1e999]]}""", "q[0][1]")]
    [TestCase("""{"q": [[1, -1e300]]}""", "q[0][1]")]
    [TestCase("""{"q": [[1, null]]}""", "q[0][1]")]
    [TestCase("""{"padding": 3}""", "padding")]
    [TestCase("""{"padding": [-1]}""", "padding")]
    [TestCase("""{"pattern": "full"}""", "pattern")]
    public void A_broken_case_is_refused_with_file_and_field(string json, string word) =>
        Faults.Expect(FaultKind.DocumentInvalid, () => Read(json), "case.json", word);

    [TestCase("\"heads\": 1", "\"heads\": 2", "heads times headDim is 4")]
    [TestCase("\"heads\": 1", "\"heads\": 2147483647", "heads times headDim")]
    [TestCase("\"tokens\": 2", "\"tokens\": 3", "2 rows for 3 tokens")]
    [TestCase("\"tokens\": 2", "\"tokens\": 2147483647", "tokens")]
    [TestCase("[3, 4]", "[3, 4], [5, 6]", "v: there are 3 rows")]
    [TestCase("\"q\":", "\"globalQ\": [[1, 2], [3, 4]], \"q\":", "go together")]
    [TestCase("\"q\":", "\"expected\": [[1], [2]], \"q\":", "expected")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"none\"", "line 2, pattern.kind")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"full\", \"kind\": \"full\"", "pattern.kind: the field is given twice")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"full\", \"width\": 3", "pattern.width")]
    public void Shapes_that_do_not_match_are_refused(string from, string to, string word) =>
        Faults.Expect(FaultKind.DocumentInvalid, () => Read(Good.Replace(from, to)), "case.json", word);

    [TestCase("\"kind\": \"full\"", "\"kind\": \"local\", \"window\": -1", "pattern.window")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"global\", \"globals\": [2]", "pattern.globals")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"memory\", \"memory\": 2147483647, \"window\": 1", "pattern.memory")]
    [TestCase("\"kind\": \"full\"", "\"kind\": \"local\", \"window\": 1, \"dilation\": [1, 2]", "pattern.dilation")]
    [TestCase("\"q\":", "\"padding\": [2], \"q\":", "padding")]
    public void Parameters_out_of_range_are_refused(string from, string to, string word) =>
        Faults.Expect(FaultKind.OutOfRange, () => Read(Good.Replace(from, to)), "case.json", word);

    [Test]
    public void The_good_case_is_good_with_and_without_a_byte_order_mark()
    {
        Assert.That(Read(Good).Rows, Is.EqualTo(2));
        Assert.That(Read("\uFEFF" + Good).Rows, Is.EqualTo(2));
        Assert.That(Read(Good.Replace("\"q\":", "\"globalQ\": null, \"expected\": null, \"padding\": [], \"q\":")).GlobalQ, Is.Empty);
    }

    [Test]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("{\"n\xE4me\": 1}");
        Faults.Expect(FaultKind.DocumentInvalid, () => AttentionCase.Read(new MemoryStream(bytes), "case.json"), "case.json");
        bytes = Encoding.Latin1.GetBytes("{\"pattern\": {\"kind\": \"\xE4\"}, \"q\": [[1]], \"heads\": 1, \"headDim\": 1, \"tokens\": 1}");
        Faults.Expect(FaultKind.DocumentInvalid, () => AttentionCase.Read(new MemoryStream(bytes), "case.json"), "case.json");
    }

    [Test]
    public void Deep_nesting_and_missing_files_are_refused()
    {
        Faults.Expect(FaultKind.DocumentInvalid, () => Read("{\"q\": " + new string('[', 100_000)), "case.json");
        Faults.Expect(FaultKind.FileUnreadable, () => AttentionCase.Load("no-such-case.json"), "no-such-case.json", "no such file");
        Faults.Expect(FaultKind.FileUnreadable, () => AttentionCase.Load(TestContext.CurrentContext.TestDirectory), "cannot be read");
        Faults.Expect(FaultKind.FileUnreadable, () => AttentionCase.Load(""));
    }

    [Test]
    public void A_stream_without_an_end_is_refused()
    {
        var stream = new EndlessStream();
        Faults.Expect(FaultKind.DocumentInvalid, () => AttentionCase.Read(stream, "case.json"), "larger than 128 MiB");
        Assert.That(stream.Given, Is.EqualTo(AttentionCase.MostBytes + 1));
    }

    [Test]
    public void Random_damage_is_refused_or_read_and_never_crashes()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        var random = new SeededRandom(5);
        for (int i = 0; i < 5000; i++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(3); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            bytes = bytes[..(bytes.Length - (random.Next(4) == 0 ? random.Next(bytes.Length) : 0))];
            try
            {
                _ = AttentionCaseRunner.Run(AttentionCase.Read(new MemoryStream(bytes), "case.json"), CaseKernel.Fast);
            }
            catch (FaultException fault)
            {
                Assert.That(fault.Message, Does.Not.Contain("\n"));
            }
        }
    }

    [Test]
    public void Scores_that_overflow_single_precision_are_told_and_double_precision_takes_them()
    {
        AttentionCase subject = Read(Good.Replace("[[1, 0], [0, 1]]", "[[1e30, 0], [0, 1e30]]"));
        Faults.Expect(FaultKind.OutOfRange, () => AttentionCaseRunner.Run(subject, CaseKernel.Fast), "overflow");
        Assert.That(AttentionCaseRunner.Run(subject, CaseKernel.ReferenceFloat64).Output, Is.EqualTo(new[] { 1.0, 2, 3, 4 }).Within(1e-9));
    }

    [Test]
    public void Kernels_are_chosen_by_their_words()
    {
        Assert.That(AttentionCaseRunner.Choose("fast", false), Is.EqualTo(CaseKernel.Fast));
        Assert.That(AttentionCaseRunner.Choose("reference", false), Is.EqualTo(CaseKernel.Reference));
        Assert.That(AttentionCaseRunner.Choose("reference", true), Is.EqualTo(CaseKernel.ReferenceFloat64));
        Faults.Expect(FaultKind.Usage, () => AttentionCaseRunner.Choose("fast", true), "--float64");
        Faults.Expect(FaultKind.Usage, () => AttentionCaseRunner.Choose("slow", false), "'slow'");
    }

    private static AttentionCase Read(string json) => AttentionCase.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "case.json");

    private static string Random(string pattern, int tokens, int heads, int headDim, int[] padding)
    {
        var random = new SeededRandom(3);
        string Matrix() => "[" + string.Join(", ", Enumerable.Range(0, tokens).Select(_ =>
            "[" + string.Join(", ", Enumerable.Range(0, heads * headDim).Select(_ => random.NextGaussian().ToString("R"))) + "]")) + "]";
        return $$"""
            {"heads": {{heads}}, "headDim": {{headDim}}, "tokens": {{tokens}}, "pattern": {{pattern}}, "padding": [{{string.Join(", ", padding)}}],
             "q": {{Matrix()}}, "k": {{Matrix()}}, "v": {{Matrix()}}}
            """;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Given += count;
            return count;
        }
    }
}
